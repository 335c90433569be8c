// Who is logged in on this node: token digest → caller, answered without the database. The view is
// a cache: dropping an entry costs one read, keeping a dead one would cost trust.
#pragma once

#include <array>
#include <atomic>
#include <boost/unordered/unordered_flat_map.hpp>
#include <shared_mutex>
#include <vector>

#include "core/identity/server/ids.h"
#include "platform/api/caller.h"
#include "platform/base/time.h"
#include "platform/runtime/crypto/hash.h"

namespace dlfp::identity {

/// How old an entry may be before it is read again. Embedded: the one process ends sessions
/// itself, so an entry holds until then. Cluster: other nodes end sessions too, and a lost
/// notification must not keep one alive.
enum class ViewMode { embedded, cluster };
inline constexpr Duration cluster_view_age_max = 1s;

/// A live session as the view holds it.
struct SessionEntry {
    api::Caller caller;
    UtcTime last_seen_at;
    UtcTime expires_at;  ///< absolute end
    Duration idle_max{};
};

/// Thread-safe; find() is the hot path of every authenticated request.
class SessionView {
public:
    explicit SessionView(ViewMode mode) : mode_{mode} {}

    /// A sign of life that should reach the database at some point.
    struct Seen {
        SessionId session_id;
        UtcTime at;
    };
    struct Found {
        bool is_live = false;  ///< false: read the database
        bool is_due = false;   ///< is_live and its last sign of life should be stored
    };
    /// Fills `caller` from a live entry and notes the sign of life.
    Found find(const crypto::Digest& digest, UtcTime now, api::Caller& caller);

    /// What to pass to `keep`: taken before the read of the database, so that a session that ends
    /// while it is being read is not kept.
    std::uint64_t generation(const crypto::Digest& digest) const;
    /// Stores what was read, unless anything of this shard was forgotten since. False when the
    /// session is idle for too long by what this node saw and what others stored.
    bool keep(const crypto::Digest& digest, SessionEntry entry, UtcTime now,
              std::uint64_t generation);

    /// The session ended or its permissions changed.
    void forget(const crypto::Digest& digest);
    std::size_t size() const;

    /// Signs of life are stored at most this often per session.
    static constexpr Duration seen_interval = 60s;
    static constexpr std::size_t entries_per_shard_max = 16'384;

private:
    struct DigestHash {
        std::size_t operator()(const crypto::Digest& digest) const noexcept;
    };
    struct Slot {
        explicit Slot(const SessionEntry& from, UtcTime now)
            : entry{from},
              last_seen_us{from.last_seen_at.us()},
              stored_us{from.last_seen_at.us()},
              checked_us{now.us()} {}
        /// Only under the shard's exclusive lock: when the map grows.
        Slot(Slot&& other) noexcept
            : entry{std::move(other.entry)},
              last_seen_us{other.last_seen_us.load(std::memory_order_relaxed)},
              stored_us{other.stored_us.load(std::memory_order_relaxed)},
              checked_us{other.checked_us} {}
        SessionEntry entry;
        std::atomic<std::int64_t> last_seen_us;
        std::atomic<std::int64_t> stored_us;
        std::int64_t checked_us;
    };
    struct alignas(64) Shard {
        mutable std::shared_mutex mutex;
        /// Slots lie in the table itself: a look-up of a random session misses the caches seldom.
        boost::unordered_flat_map<crypto::Digest, Slot, DigestHash> slots;
        std::uint64_t generation = 0;
    };
    static constexpr std::size_t shard_count = 64;

    Shard& shard_of(const crypto::Digest& digest);
    const Shard& shard_of(const crypto::Digest& digest) const;

    ViewMode mode_;
    std::array<Shard, shard_count> shards_;
};

}  // namespace dlfp::identity
