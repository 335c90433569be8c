// Who owns an electronic account, from memory: an account belongs to its customer for ever, so what
// was read once stays true and 100,000 balances a second need no query.
#pragma once

#include <array>
#include <boost/unordered/unordered_flat_map.hpp>
#include <shared_mutex>

#include "core/account/server/account.h"
#include "platform/api/call.h"

namespace dlfp::account {

/// Thread-safe. Filled as accounts are asked for, at most `owners_max` at a time.
class OwnerView {
public:
    static constexpr std::size_t owners_max = 1'000'000;

    explicit OwnerView(sql::Database& database) : database_{database} {}

    /// The owner; reads the database where it is not known yet. Unknown accounts have none and are
    /// not remembered.
    std::optional<identity::CustomerId> owner_of(EAccountId id);

private:
    static constexpr std::size_t shard_count = 64;
    struct alignas(64) Shard {
        std::shared_mutex mutex;
        boost::unordered_flat_map<EAccountId, identity::CustomerId, std::hash<EAccountId>> owners;
    };

    sql::Database& database_;
    std::array<Shard, shard_count> shards_;
};

/// Ownership check of endpoints: account.not_found unless the account is the caller's.
Result<Done> check_owner(const api::ReadCall& call, const EAccountId& id);

}  // namespace dlfp::account
