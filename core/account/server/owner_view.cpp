// Shards keep readers of different accounts off each other's locks.
#include "core/account/server/owner_view.h"

#include <mutex>

#include "core/account/server/eaccount_repository.h"
#include "core/identity/server/identity.h"

namespace dlfp::account {

std::optional<identity::CustomerId> OwnerView::owner_of(EAccountId id) {
    auto& shard = shards_[std::hash<EAccountId>{}(id) % shard_count];
    {
        const std::shared_lock lock{shard.mutex};
        if (const auto known = shard.owners.find(id); known != shard.owners.end())
            return known->second;
    }
    std::optional<identity::CustomerId> owner;
    database_.read([&](sql::Reader& reader) { owner = EAccountRepository{reader}.find_owner(id); });
    if (owner) {
        const std::unique_lock lock{shard.mutex};
        if (shard.owners.size() >= owners_max / shard_count) shard.owners.clear();
        shard.owners.emplace(id, *owner);
    }
    return owner;
}

Result<Done> check_owner(const api::ReadCall& call, const EAccountId& id) {
    const auto owner = call.port<OwnerView>().owner_of(id);
    if (!owner || *owner != identity::customer_of(call.caller())) return not_found;
    return done;
}

}  // namespace dlfp::account
