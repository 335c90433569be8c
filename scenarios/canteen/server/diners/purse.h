// The purses of a diner and the order in which a meal uses them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/account/server/account.h"
#include "core/payment/server/tender.h"
#include "platform/base/money.h"
#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/runtime/sql/sql.h"
#include "scenarios/canteen/server/catalogue/meal_period.h"
#include "scenarios/canteen/server/diners/diner.h"
#include "scenarios/canteen/server/ids.h"

namespace dlfp::canteen {

/// Facts `available_fen` (what this meal could use) and `amount_fen`.
inline constexpr Failure purses_insufficient{"canteen.purses_insufficient", FailureClass::refused};

enum class PurseKind { subsidy, cash, eaccount };
BOOST_DESCRIBE_ENUM(PurseKind, subsidy, cash, eaccount)

/// One source of money of a diner: a grant of subsidy, own prepaid money, the electronic account.
struct Purse {
    PurseKind kind{};
    ledger::AccountId account_id;
    Money available_fen;  ///< below zero for cash in arrears (row C2)
    // Of subsidies only:
    std::optional<SubsidyGrantId> grant_id;
    std::string name;
    std::int64_t priority = 0;               ///< smaller is used first
    std::vector<MealCategoryId> categories;  ///< meals it pays for
    BusinessDate valid_from;
    BusinessDate valid_until;  ///< the last day
    /// Of cash only: where an offline sale that cash does not cover is owed (row C2).
    ledger::AccountId arrears_account_id{};
};

/// Everything the diner could pay with, subsidies of any date included. The electronic account is
/// left out where the customer switched it off (clause 3.1.3-6).
std::vector<Purse> list_purses(sql::Reader& reader, const Diner& diner, UtcTime now);

/// What happens when the purses do not hold the amount.
enum class Shortage {
    refuse,   ///< a sale that has not happened yet: purses_insufficient
    arrears,  ///< an offline sale is a fact: the rest is owed by the cash purse (row C2)
};

struct Spending {
    Money amount_fen;
    std::optional<MealSlot> slot;  ///< unset between meals: no subsidy applies (row C1)
    Shortage shortage = Shortage::refuse;
};

/// Subsidies valid on the slot's day for its category, by priority, then the one that expires
/// first; then cash; then the electronic account. Zero tenders are left out; the parts add up to
/// the amount. What is owed is a cash tender of its own on the purse's arrears account, the last
/// one, so that a refund settles the debt first.
Result<std::vector<payment::Tender>> plan_tenders(std::span<const Purse> purses,
                                                  const Spending& spending);

/// The card that pays an order ahead where the purses are short: the one linked longest. None for
/// diners without customer, and where the customer lets no bank account pay (clause 3.1.3-6).
std::optional<account::LinkedCard> find_paying_card(sql::Reader& reader, const Diner& diner);

/// As plan_tenders, for what may wait until the host has answered: where the purses are short, the
/// card takes the place of the electronic account and pays the rest, since a payment has one of the
/// two. Counters sell at once and cannot wait.
Result<std::vector<payment::Tender>> plan_order_tenders(
    std::span<const Purse> purses, const Spending& spending,
    const std::optional<account::LinkedCard>& card);

/// Lets cash pay what is owed, and moves what a refund left on the arrears account back to cash.
/// In the unit of every top-up; refunds of meals do it by themselves.
Result<Done> settle_arrears(sql::Transaction& transaction, const api::Platform& platform,
                            const Diner& diner);

}  // namespace dlfp::canteen
