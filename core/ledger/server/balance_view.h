// Balances and newest entries in memory, for screens: updated at commit, before the caller is
// answered. Decisions never read it; they lock the account's row.
#pragma once

#include <array>
#include <boost/unordered/unordered_flat_map.hpp>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "core/ledger/server/statement.h"
#include "core/ledger/server/unit_journal.h"
#include "platform/runtime/clock/clock.h"

namespace dlfp::ledger {

/// A text made of what never changes, by whoever asks first. Thread-safe.
class TextOnce {
public:
    template <class Make>
    const std::string& get(Make&& make) const {
        std::call_once(made_, [&] { text_ = make(); });
        return text_;
    }

private:
    mutable std::once_flag made_;
    mutable std::string text_;
};

/// What a screen shows of an account; never changes once made.
struct BalanceSnapshot {
    Balance balance;
    std::vector<StatementLine> newest;  ///< newest first, at most five
    std::int64_t version = 0;           ///< of the account row it was made from
    UtcTime made_at_us;
    TextOnce newest_text;  ///< the lines as the one who shows them writes them
};

struct BalanceReading {
    std::shared_ptr<const BalanceSnapshot> snapshot;
    UtcTime as_of_us;  ///< no write committed before this moment is missing
};

/// A sharded map of snapshots, filled on demand. Thread-safe.
///
/// On SQLite a reading is never older than the last acknowledged write: the one writer updates the
/// view between its durable commit and the answer. On PostgreSQL other nodes write too: they say so
/// through NOTIFY, and a snapshot older than a second is read again, should a message be lost.
class BalanceView {
public:
    /// Observes `database` from now on; made once, before the first unit, and outlives it.
    BalanceView(sql::Database& database, const runtime::Clock& clock);

    /// From memory, or from a snapshot of the database on first use; account_not_found.
    Result<BalanceReading> find(AccountId id);

    /// Snapshots held: a shard forgets all of its own beyond 16,384.
    std::size_t size() const;

private:
    using Snapshot = std::shared_ptr<const BalanceSnapshot>;

    /// What a unit did to one account; without lines nobody was looking when it was prepared.
    struct Update {
        AccountId id;
        std::int64_t version_before = 0;
        std::int64_t version = 0;
        std::shared_ptr<BalanceSnapshot> change;
    };
    struct alignas(64) Shard {
        mutable std::mutex mutex;
        boost::unordered_flat_map<AccountId, Snapshot, std::hash<AccountId>> snapshots;
        /// Newest committed versions while somebody loads from a snapshot that may be older.
        std::unordered_map<AccountId, std::int64_t> versions_seen;
        int loaders = 0;
    };
    struct Loading;

    Shard& shard_of(AccountId id);
    Snapshot find_held(AccountId id);
    Result<Snapshot> load(AccountId id);
    bool keep(AccountId id, const Snapshot& snapshot);
    void watch(sql::Transaction& transaction);
    std::shared_ptr<BalanceSnapshot> prepare(UnitLedger& unit, const Account& account);
    void update(const Update& update);
    void receive(std::string_view payload);

    sql::Database& database_;
    const runtime::Clock& clock_;
    std::array<Shard, 64> shards_;
};

}  // namespace dlfp::ledger
