// The limits of class II and III accounts (row C9) as pure decisions over dated rules and counters.
// Source: PBoC 银发〔2016〕302号 and 银发〔2018〕16号; the figures themselves are rows, not code.
#pragma once

#include <boost/describe.hpp>
#include <optional>

#include "core/account/server/account_failures.h"
#include "platform/base/money.h"
#include "platform/base/result.h"
#include "platform/base/time.h"

namespace dlfp::account {

enum class AccountClass {
    class_two,    ///< Ⅱ类户
    class_three,  ///< Ⅲ类户
};
BOOST_DESCRIBE_ENUM(AccountClass, class_two, class_three)

/// What holds for a class from a day on.
struct LimitRule {
    AccountClass account_class{};
    BusinessDate effective_from;
    std::optional<Money> balance_max_fen;
    Money out_day_max_fen;   ///< to anything but the bound account
    Money out_year_max_fen;  ///< per calendar year
};
BOOST_DESCRIBE_STRUCT(LimitRule, (),
                      (account_class, effective_from, balance_max_fen, out_day_max_fen,
                       out_year_max_fen))

/// What the customer allows at most; never above the rule.
struct OwnLimits {
    std::optional<Money> own_day_max_fen;
    std::optional<Money> own_year_max_fen;
};

/// What one account has used. Counters of another day or year count as nothing.
struct Usage {
    BusinessDate usage_day;
    Money out_day_fen;
    std::int64_t usage_year = 0;
    Money out_year_fen;
    Money incoming_fen;  ///< top-ups under way: they will raise the balance
};
BOOST_DESCRIBE_STRUCT(Usage, (), (usage_day, out_day_fen, usage_year, out_year_fen, incoming_fen))

/// The highest outflow of a day and a year: the lower of rule and own wish.
Money day_max(const LimitRule& rule, const OwnLimits& own);
Money year_max(const LimitRule& rule, const OwnLimits& own);

/// What the limits leave on that day; never negative.
Money day_left(const LimitRule& rule, const OwnLimits& own, const Usage& usage, BusinessDate day);
Money year_left(const LimitRule& rule, const OwnLimits& own, const Usage& usage, BusinessDate day);

/// The counters after this outflow. An outflow of an earlier day than the counters stand on counts
/// to its year alone.
Usage add_outflow(const Usage& usage, Money amount, BusinessDate day);

/// Where an outflow stands: the account's rule, own limits and counters.
struct OutflowCase {
    const LimitRule& rule;
    const OwnLimits& own;
    const Usage& usage;
};

/// Refuses an outflow beyond the limits: the day's first, then the year's. `still_possible_fen` is
/// what both leave.
Result<Usage> plan_outflow(const OutflowCase& outflow, Money amount, BusinessDate day);

/// Refuses money that would lift the balance, with top-ups under way, above the class's highest:
/// 300 on 1,850 of 2,000 is refused and 150 offered.
Result<Done> plan_incoming(const LimitRule& rule, Money balance, Money incoming, Money amount);

}  // namespace dlfp::account
