// Adds up what a unit wrote, account by account.
#include "core/ledger/server/unit_journal.h"

namespace dlfp::ledger {

Counters counters_of(const Account& account) {
    return {account.debits_posted_fen, account.credits_posted_fen, account.debits_pending_fen,
            account.credits_pending_fen, account.last_seq};
}

void UnitJournal::note_loaded(const Account& account) {
    const auto counters = counters_of(account);
    accounts.try_emplace(
        account.id, AccountTrace{&account, counters, counters, counters, account.version, false});
}

void UnitJournal::note_saved(const Account& account) {
    auto& trace = accounts.at(account.id);
    trace.saved = counters_of(account);
    trace.is_saved = true;
}

void UnitJournal::note_transfer(const StoredTransfer& transfer) {
    if (transfer.cause_kind.empty() || transfer.cause_id == IdBytes{}) ++transfers_without_cause;
}

void UnitJournal::note_entry(const Entry& entry) {
    auto& trace = accounts.at(entry.account_id);
    auto& counter = entry.side == Side::debit ? trace.expected.debits_posted_fen
                                              : trace.expected.credits_posted_fen;
    counter += entry.amount_fen;
    trace.expected.last_seq += 1;
    entries.push_back(entry);
}

void UnitJournal::note_hold(const Reservation& reservation, Money change) {
    accounts.at(reservation.debit_account_id).expected.debits_pending_fen += change;
    accounts.at(reservation.credit_account_id).expected.credits_pending_fen += change;
}

}  // namespace dlfp::ledger
