// The view of live sessions: sharded, so that threads seldom meet.
#include "core/identity/server/internal/session_view.h"

#include <cstring>
#include <mutex>

namespace dlfp::identity {

std::size_t SessionView::DigestHash::operator()(const crypto::Digest& digest) const noexcept {
    std::size_t head = 0;  // a digest is uniform already
    std::memcpy(&head, digest.data() + 8, sizeof head);
    return head;
}

SessionView::Shard& SessionView::shard_of(const crypto::Digest& digest) {
    return shards_[static_cast<std::size_t>(digest[0]) % shard_count];
}

const SessionView::Shard& SessionView::shard_of(const crypto::Digest& digest) const {
    return shards_[static_cast<std::size_t>(digest[0]) % shard_count];
}

SessionView::Found SessionView::find(const crypto::Digest& digest, UtcTime now,
                                     api::Caller& caller) {
    auto& shard = shard_of(digest);
    const std::shared_lock lock{shard.mutex};
    const auto found = shard.slots.find(digest);
    if (found == shard.slots.end()) return {};
    auto& slot = found->second;
    if (mode_ == ViewMode::cluster && now.us() - slot.checked_us > cluster_view_age_max.count())
        return {};
    const auto last_seen = slot.last_seen_us.load(std::memory_order_relaxed);
    if (now >= slot.entry.expires_at || now.us() - last_seen > slot.entry.idle_max.count())
        return {};
    caller = slot.entry.caller;
    // Once a second is enough: a busier line would bounce between the cores.
    if (now.us() - last_seen >= 1'000'000)
        slot.last_seen_us.store(now.us(), std::memory_order_relaxed);
    auto stored = slot.stored_us.load(std::memory_order_relaxed);
    const bool is_due = now.us() - stored >= seen_interval.count() &&
                        slot.stored_us.compare_exchange_strong(stored, now.us());
    return {.is_live = true, .is_due = is_due};
}

std::uint64_t SessionView::generation(const crypto::Digest& digest) const {
    const auto& shard = shard_of(digest);
    const std::shared_lock lock{shard.mutex};
    return shard.generation;
}

bool SessionView::keep(const crypto::Digest& digest, SessionEntry entry, UtcTime now,
                       std::uint64_t generation) {
    auto& shard = shard_of(digest);
    const std::unique_lock lock{shard.mutex};
    // A sign of life that only this node knows survives the re-read.
    auto stored_us = entry.last_seen_at.us();
    if (const auto known = shard.slots.find(digest); known != shard.slots.end()) {
        const auto seen = UtcTime::from_us(known->second.last_seen_us.load());
        entry.last_seen_at = std::max(entry.last_seen_at, seen);
        stored_us = std::max(stored_us, known->second.stored_us.load());
        shard.slots.erase(known);
    }
    if (now - entry.last_seen_at > entry.idle_max) return false;
    if (shard.generation != generation) return true;
    if (shard.slots.size() >= entries_per_shard_max) shard.slots.erase(shard.slots.begin());
    shard.slots.try_emplace(digest, entry, now).first->second.stored_us.store(stored_us);
    return true;
}

void SessionView::forget(const crypto::Digest& digest) {
    auto& shard = shard_of(digest);
    const std::unique_lock lock{shard.mutex};
    ++shard.generation;
    shard.slots.erase(digest);
}

std::size_t SessionView::size() const {
    std::size_t count = 0;
    for (const auto& shard : shards_) {
        const std::shared_lock lock{shard.mutex};
        count += shard.slots.size();
    }
    return count;
}

}  // namespace dlfp::identity
