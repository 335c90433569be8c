// All SQL that reads entries: walks back from an account's newest entry or from a milestone.
#pragma once

#include "core/ledger/server/account_book.h"

namespace dlfp::ledger {

/// An entry with what its transfer says about it.
struct StatementRow {
    std::int64_t seq = 0;
    TransferId transfer_id;
    TransferKind kind{};
    Side side{};
    Money amount_fen;
    Money debits_posted_after_fen;
    Money credits_posted_after_fen;
    UtcTime posted_at_us;
    UtcTime effective_at_us;
    AccountId debit_account_id;
    AccountId credit_account_id;
    std::string cause_kind;
    IdBytes cause_id{};
    std::string memo;
    std::optional<TransferId> reference_id;
};
BOOST_DESCRIBE_STRUCT(StatementRow, (),
                      (seq, transfer_id, kind, side, amount_fen, debits_posted_after_fen,
                       credits_posted_after_fen, posted_at_us, effective_at_us, debit_account_id,
                       credit_account_id, cause_kind, cause_id, memo, reference_id))

/// Posted counters of an account after one of its entries.
struct EntryBalance {
    std::int64_t seq = 0;
    Money debits_posted_after_fen;
    Money credits_posted_after_fen;
};
BOOST_DESCRIBE_STRUCT(EntryBalance, (), (seq, debits_posted_after_fen, credits_posted_after_fen))

class StatementRepository {
public:
    /// Entries with first_seq ≤ seq ≤ last_seq, newest first. `account` is of the same snapshot.
    static std::vector<StatementRow> list(sql::Reader& reader, const Account& account,
                                          std::int64_t first_seq, std::int64_t last_seq);

    /// The newest entry posted before `time`, if any.
    static std::optional<EntryBalance> find_before(sql::Reader& reader, const Account& account,
                                                   UtcTime time);

    /// What entries recorded at or after `time` with a value date before it changed: counters of
    /// debits and credits, as if seq were 0.
    static EntryBalance sum_backdated_across(sql::Reader& reader, AccountId account_id,
                                             UtcTime time);
};

}  // namespace dlfp::ledger
