// Each invariant is one small function over what the unit wrote.
#include "core/ledger/server/invariants.h"

#include <map>

namespace dlfp::ledger {
namespace {

__extension__ using Wide = __int128;

using Trace = UnitJournal::AccountTrace;

void require(bool holds, const char* what) {
    if (!holds) throw InvariantBroken(what);
}

void every_posting_balances(const UnitJournal& journal) {
    std::map<std::string_view, Wide> sums;
    for (const Entry& entry : journal.entries) {
        const auto amount = Wide{entry.amount_fen.fen()};
        const auto& unit = journal.accounts.at(entry.account_id).account->ledger_unit;
        sums[unit] += entry.side == Side::debit ? amount : -amount;
    }
    for (const auto& [unit, sum] : sums) require(sum == 0, "ledger: entries do not balance");
}

void counters_follow_entries(const Trace& trace) {
    if (!trace.is_saved) {
        require(trace.expected == trace.at_start, "ledger: entries written, account not");
        return;
    }
    require(trace.saved == trace.expected, "ledger: counters differ from entries");
}

/// Free money on the normal side, wide enough for any counters.
Wide headroom(const Account& account, const Counters& counters) {
    const bool on_credit = chart_line(account.code).normal_side == Side::credit;
    const Wide in = (on_credit ? counters.credits_posted_fen : counters.debits_posted_fen).fen();
    const Wide out = (on_credit ? counters.debits_posted_fen : counters.credits_posted_fen).fen();
    const Wide held =
        (on_credit ? counters.debits_pending_fen : counters.credits_pending_fen).fen();
    return in - out - held + account.overdraft_limit_fen.fen();
}

void no_forbidden_overdraft(const Trace& trace) {
    if (!trace.is_saved || trace.account->overdraft == Overdraft::unlimited) return;
    const Wide after = headroom(*trace.account, trace.saved);
    require(after >= 0 || after >= headroom(*trace.account, trace.at_start),
            "ledger: forbidden overdraft");
}

}  // namespace

void check_journal(const UnitJournal& journal) {
    require(journal.transfers_without_cause == 0, "ledger: a movement without a cause");
    for (const auto& [id, trace] : journal.accounts) {
        counters_follow_entries(trace);
        no_forbidden_overdraft(trace);
    }
    every_posting_balances(journal);
}

void check_invariants(sql::Transaction& transaction) {
    check_journal(transaction.scratch<UnitLedger>().journal);
}

}  // namespace dlfp::ledger
