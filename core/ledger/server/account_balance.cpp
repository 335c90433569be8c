// What an account holds, seen from its normal side.
#include "core/ledger/server/account.h"
#include "platform/base/planted.h"

namespace dlfp::ledger {
namespace {

bool stands_on_credit(const Account& account) {
    return chart_line(account.code).normal_side == Side::credit;
}

/// An account near the end of the number range may spend less than its limit, never more.
Money saturating_sum(Money available, Money limit) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(available.fen(), limit.fen(), &sum)) sum = INT64_MAX;
    return Money::fen(sum);
}

}  // namespace

Money Account::balance_fen() const {
    return stands_on_credit(*this) ? credits_posted_fen - debits_posted_fen
                                   : debits_posted_fen - credits_posted_fen;
}

Money Account::available_fen() const {
    if (planted("ledger.holds_are_spendable")) return balance_fen();
    return balance_fen() - (stands_on_credit(*this) ? debits_pending_fen : credits_pending_fen);
}

std::optional<Money> Account::spendable_fen() const {
    switch (overdraft) {
        case Overdraft::none: return available_fen();
        case Overdraft::limited: return saturating_sum(available_fen(), overdraft_limit_fen);
        case Overdraft::unlimited: return std::nullopt;
    }
    return std::nullopt;
}

Balance balance_of(const Account& account) {
    const bool on_credit = stands_on_credit(account);
    return {.account_id = account.id,
            .balance_fen = account.balance_fen(),
            .available_fen = account.available_fen(),
            .reserved_fen = on_credit ? account.debits_pending_fen : account.credits_pending_fen,
            .incoming_fen = on_credit ? account.credits_pending_fen : account.debits_pending_fen,
            .last_seq = account.last_seq};
}

}  // namespace dlfp::ledger
