// All SQL about ledger_account.
#pragma once

#include "core/ledger/server/unit_journal.h"

namespace dlfp::ledger {

/// Accounts in the order of their ids, which is that of their making.
struct AccountPage {
    AccountId after;  ///< nil: from the first
    std::int64_t limit = 100;
};

class AccountRepository {
public:
    static std::optional<Account> find(sql::Reader& reader, AccountId id);
    static std::vector<Account> list_by_holder(sql::Reader& reader, std::string_view holder,
                                               const AccountPage& page = {});
    static std::vector<Account> list_by_code(sql::Reader& reader, AccountCode code,
                                             const AccountPage& page = {});

    /// Reads and locks the accounts the unit does not know yet; ids are sorted and unique. Those
    /// that do not exist stay unknown.
    ///
    /// On SQLite the one writer keeps what it wrote: a unit takes accounts out of the connection's
    /// memory and gives them back when it is committed, so what is there is always the committed
    /// state, and a unit that rolls back leaves nothing to go stale.
    static void lock(sql::Transaction& transaction, std::span<const AccountId> ids);

    /// False when the id is taken.
    static bool insert(sql::Transaction& transaction, const Account& account);
    /// Writes back every account the unit's book has changed.
    static void save_changed(sql::Transaction& transaction);
};

}  // namespace dlfp::ledger
