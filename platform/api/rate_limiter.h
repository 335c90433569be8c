// Counts calls per caller and endpoint in windows of one minute; bounded memory.
#pragma once

#include <array>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <mutex>

#include "platform/base/time.h"

namespace dlfp::api {

/// Thread-safe. A full shard forgets its old windows first and then refuses nobody: the limiter
/// protects the server and must not become a way to shut others out.
class RateLimiter {
public:
    /// True when this call is within `calls_per_minute_max` for `key`.
    bool admit(std::uint64_t key, int calls_per_minute_max, UtcTime now);

private:
    struct Window {
        std::int64_t minute = 0;
        int calls = 0;
    };
    struct alignas(64) Shard {
        std::mutex mutex;
        boost::unordered_flat_map<std::uint64_t, Window> windows;
    };
    static constexpr std::size_t shard_windows_max = 16'384;
    std::array<Shard, 64> shards_;
};

}  // namespace dlfp::api
