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

    // Each returns the number of rows written.
    static std::int64_t save_accounts(sql::Transaction& transaction,
                                      std::span<const Account* const> accounts);
    static std::int64_t save_transfers(sql::Transaction& transaction,
                                       std::span<const StoredTransfer* const> transfers);
    static std::int64_t save_entries(sql::Transaction& transaction, std::span<const Entry> entries);
    static std::int64_t save_milestones(sql::Transaction& transaction,
                                        std::span<const Entry* const> entries);
};

}  // namespace dlfp::ledger
