// Row C9 in one place; every caller asks here.
#include "core/account/server/account_limits.h"

#include <algorithm>

#include "platform/base/planted.h"

namespace dlfp::account {
namespace {

Money lower_of(Money rule, const std::optional<Money>& own) {
    return own ? std::min(rule, *own) : rule;
}

Money left_of(Money limit, Money used) { return std::max(limit - used, Money{}); }

Money used_on(const Usage& usage, BusinessDate day) {
    return usage.usage_day == day ? usage.out_day_fen : Money{};
}

Money used_in_year_of(const Usage& usage, BusinessDate day) {
    return usage.usage_year == day.year() ? usage.out_year_fen : Money{};
}

}  // namespace

Money day_max(const LimitRule& rule, const OwnLimits& own) {
    return lower_of(rule.out_day_max_fen, own.own_day_max_fen);
}

Money year_max(const LimitRule& rule, const OwnLimits& own) {
    return lower_of(rule.out_year_max_fen, own.own_year_max_fen);
}

Money day_left(const LimitRule& rule, const OwnLimits& own, const Usage& usage, BusinessDate day) {
    return left_of(day_max(rule, own), used_on(usage, day));
}

Money year_left(const LimitRule& rule, const OwnLimits& own, const Usage& usage, BusinessDate day) {
    return left_of(year_max(rule, own), used_in_year_of(usage, day));
}

Usage add_outflow(const Usage& usage, Money amount, BusinessDate day) {
    Usage next = usage;
    if (day >= usage.usage_day) {
        next.out_day_fen = used_on(usage, day) + amount;
        next.usage_day = day;
    }
    if (day.year() >= usage.usage_year) {
        next.out_year_fen = used_in_year_of(usage, day) + amount;
        next.usage_year = day.year();
    }
    return next;
}

Result<Usage> plan_outflow(const OutflowCase& outflow, Money amount, BusinessDate day) {
    const auto& [rule, own, usage] = outflow;
    const auto left_today = day_left(rule, own, usage, day);
    const auto left_this_year = year_left(rule, own, usage, day);
    const auto still_possible = std::min(left_today, left_this_year).fen();
    if (planted("account.limit_excludes_itself") && amount == left_today) return day_limit_exceeded;
    if (amount > left_today)
        return Error{day_limit_exceeded}
            .with("limit_fen", day_max(rule, own).fen())
            .with("used_fen", used_on(usage, day).fen())
            .with("still_possible_fen", still_possible);
    if (amount > left_this_year)
        return Error{year_limit_exceeded}
            .with("limit_fen", year_max(rule, own).fen())
            .with("used_fen", used_in_year_of(usage, day).fen())
            .with("still_possible_fen", still_possible);
    return add_outflow(usage, amount, day);
}

Result<Done> plan_incoming(const LimitRule& rule, Money balance, Money incoming, Money amount) {
    if (!rule.balance_max_fen) return done;
    const auto room = left_of(*rule.balance_max_fen, balance + incoming);
    if (amount <= room) return done;
    return Error{balance_limit_exceeded}
        .with("limit_fen", rule.balance_max_fen->fen())
        .with("balance_fen", balance.fen())
        .with("still_possible_fen", room.fen());
}

}  // namespace dlfp::account
