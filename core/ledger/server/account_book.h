// What a unit of work knows of the ledger, in memory: the accounts it locked, the transfers it may
// meet, and what it will write. Planning reads it; `apply` is the only way to change it.
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "core/ledger/server/statement.h"

namespace dlfp::ledger {

/// A row of ledger_transfer; never changed once written.
struct StoredTransfer {
    TransferId id;
    TransferKind kind{};
    AccountId debit_account_id;
    AccountId credit_account_id;
    Money amount_fen;
    std::optional<Money> requested_fen;  ///< as asked for, to recognise a repetition
    std::optional<TransferId> reference_id;
    std::optional<TransferId> chain_id;
    UtcTime effective_at_us;
    UtcTime posted_at_us;
    std::optional<UtcTime> expires_at_us;
    std::string cause_kind;
    IdBytes cause_id{};
    std::string memo;
};
BOOST_DESCRIBE_STRUCT(StoredTransfer, (),
                      (id, kind, debit_account_id, credit_account_id, amount_fen, requested_fen,
                       reference_id, chain_id, effective_at_us, posted_at_us, expires_at_us,
                       cause_kind, cause_id, memo))

/// A row of ledger_entry: one side of a posted transfer.
struct Entry {
    TransferId transfer_id;
    Side side{};
    AccountId account_id;
    std::int64_t seq = 0;
    Money amount_fen;
    Money debits_posted_after_fen;
    Money credits_posted_after_fen;
    UtcTime posted_at_us;
    UtcTime effective_at_us;
    std::optional<TransferId> previous_transfer_id;
};
BOOST_DESCRIBE_STRUCT(Entry, (),
                      (transfer_id, side, account_id, seq, amount_fen, debits_posted_after_fen,
                       credits_posted_after_fen, posted_at_us, effective_at_us,
                       previous_transfer_id))

/// A row of ledger_reservation.
struct Reservation {
    TransferId id;
    AccountId debit_account_id;
    AccountId credit_account_id;
    Money reserved_fen;
    Money posted_fen;
    ReservationState state{};
    std::optional<UtcTime> expires_at_us;
    std::optional<TransferId> ended_by;
    std::optional<UtcTime> ended_at_us;

    bool is_overdue(UtcTime now) const { return expires_at_us && *expires_at_us <= now; }
};
BOOST_DESCRIBE_STRUCT(Reservation, (),
                      (id, debit_account_id, credit_account_id, reserved_fen, posted_fen, state,
                       expires_at_us, ended_by, ended_at_us))

/// A row of ledger_reversal.
struct Reversal {
    TransferId original_id;
    TransferId transfer_id;
};
BOOST_DESCRIBE_STRUCT(Reversal, (), (original_id, transfer_id))

/// A decided transfer. A replay is stored already and changes nothing.
struct TransferPlan {
    StoredTransfer transfer;
    bool is_replay = false;
};
Receipt receipt_of(const StoredTransfer& transfer);

/// Changes of the book that have not been written to the database yet.
struct UnwrittenChanges {
    std::vector<const StoredTransfer*> transfers;
    std::vector<Entry> entries;
    std::vector<Reversal> reversals;
    std::vector<TransferId> opened_reservations;
    std::vector<TransferId> ended_reservations;
    std::vector<AccountId> accounts;  ///< each once, in the order first touched
};

class AccountBook {
public:
    UtcTime now;

    // What the loader (or a test) puts in.
    const Account& add(Account account);
    void add(StoredTransfer transfer);
    void add(Reservation reservation);
    void add(Reversal reversal);

    const Account* find_account(AccountId id) const;
    const StoredTransfer* find_transfer(TransferId id) const;
    const Reservation* find_reservation(TransferId id) const;
    const TransferId* find_reversal(TransferId original_id) const;

    /// Carries a plan out; the plan was made on this book in this state.
    void apply(TransferPlan plan);
    /// Gives an open reservation back because its time is over.
    void expire(TransferId reservation_id);
    /// Changes anything but the counters of an account (freeze, closing).
    template <class F>
    void amend(AccountId id, F&& change) {
        change(touch(id));
    }

    /// A chain is all or none: `undo_chain` takes back what was applied since `begin_chain`.
    void begin_chain();
    void undo_chain();
    void end_chain() { mark_.reset(); }

    const UnwrittenChanges& unwritten() const { return unwritten_; }
    /// Brings what is to be written into the order of its keys: neighbours in an index are written
    /// one after the other.
    void sort_unwritten();
    void forget_unwritten();

    /// Makes room for that many transfers more.
    void reserve(std::size_t transfers);
    /// Hands every account over, at the end of the book's life.
    template <class Take>
    void give_accounts(Take take) {
        for (auto& [id, slot] : accounts_) take(std::move(slot.account));
    }

private:
    struct AccountSlot {
        Account account;
        bool is_touched = false;
    };
    Account& touch(AccountId id);
    void post(const StoredTransfer& transfer);
    void post_side(const StoredTransfer& transfer, Side side);
    void hold(const StoredTransfer& transfer);
    void end_reservation(TransferId id, ReservationState state, const StoredTransfer* ended_by);

    std::unordered_map<AccountId, AccountSlot> accounts_;
    std::unordered_map<TransferId, StoredTransfer> transfers_;
    std::unordered_map<TransferId, Reservation> reservations_;
    std::unordered_map<TransferId, TransferId> reversals_;
    UnwrittenChanges unwritten_;

    /// What a chain found: sizes of the lists, and first copies of all it changed.
    struct ChainMark {
        std::size_t transfers, entries, reversals, opened_reservations, ended_reservations,
            accounts;
        std::vector<AccountSlot> account_copies;
        std::vector<Reservation> reservation_copies;
    };
    std::optional<ChainMark> mark_;
};

}  // namespace dlfp::ledger
