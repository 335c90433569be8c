// The SQL of posting for PostgreSQL, where a round trip costs more than a row: one statement per
// table and batch, with arrays. SQLite prepares statements per row instead (account_repository,
// transfer_repository); both are called from there and nowhere else.
#pragma once

#include "core/ledger/server/account_book.h"

namespace dlfp::ledger {

class PostingSetRepository {
public:
    /// Locks in id order and returns what exists.
    static std::vector<Account> lock_accounts(sql::Transaction& transaction,
                                              std::span<const AccountId> ids);
    static std::vector<StoredTransfer> find_transfers(sql::Reader& reader,
                                                      std::span<const TransferId> ids);

    // Each writes all of its rows, or the unit ends as for a conflict.
    static void save_accounts(sql::Transaction& transaction,
                              std::span<const Account* const> accounts);
    static void save_transfers(sql::Transaction& transaction,
                               std::span<const StoredTransfer* const> transfers);
    static void save_entries(sql::Transaction& transaction, std::span<const Entry> entries);
    static void save_milestones(sql::Transaction& transaction,
                                std::span<const Entry* const> entries);
};

}  // namespace dlfp::ledger
