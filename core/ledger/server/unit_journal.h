// What one unit of work wrote to the ledger, noted where the SQL runs, so that the invariants check
// the writes and not the plan.
#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "core/ledger/server/account_book.h"

namespace dlfp::ledger {

/// The four counters and the entry count of an account at one moment.
struct Counters {
    Money debits_posted_fen;
    Money credits_posted_fen;
    Money debits_pending_fen;
    Money credits_pending_fen;
    std::int64_t last_seq = 0;

    friend bool operator==(const Counters&, const Counters&) = default;
};
Counters counters_of(const Account& account);

struct UnitJournal {
    struct AccountTrace {
        const Account* account = nullptr;  ///< of the unit's book; outlives the journal
        Counters at_start;
        Counters expected;  ///< at_start plus every entry and hold written since
        Counters saved;     ///< as last written
        std::int64_t version_at_start = 0;
        bool is_saved = false;
    };
    std::unordered_map<AccountId, AccountTrace> accounts;
    std::vector<Entry> entries;
    std::int64_t transfers_without_cause = 0;

    void note_loaded(const Account& account);
    void note_saved(const Account& account);
    void note_transfer(const StoredTransfer& transfer);
    void note_entry(const Entry& entry);
    void note_hold(const Reservation& reservation, Money change);
};

/// The unit's share of the ledger: lives in Transaction::scratch, from the first touch to the end.
struct UnitLedger : std::enable_shared_from_this<UnitLedger> {
    AccountBook book;
    UnitJournal journal;
    bool gives_accounts_back = false;  ///< once the unit is committed, see AccountRepository
};

}  // namespace dlfp::ledger
