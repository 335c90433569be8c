// Reading connections, lent to one call at a time; the same for both engines.
#pragma once

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "platform/runtime/sql/sql.h"

namespace dlfp::sql {

/// A small number for each thread: where it begins to look for a free connection.
inline std::size_t& favourite_slot() {
    static std::atomic<std::size_t> threads = 0;
    thread_local std::size_t favourite = threads.fetch_add(1);
    return favourite;
}

/// Slots whose connections are opened on first use. A thread tries the slot it had last, so that
/// an I/O thread keeps its own prepared statements and warm pages.
template <class Connection>
class ConnectionPool {
    struct Slot {
        std::atomic<bool> taken = false;
        std::unique_ptr<Connection> connection;
    };

public:
    ConnectionPool(int connections, Duration patience)
        : slots_(static_cast<std::size_t>(std::max(1, connections))), patience_{patience} {}

    /// Holds a slot. `connection` may be reset to have it opened again next time.
    class Lease {
    public:
        explicit Lease(ConnectionPool& pool) : pool_{pool}, slot_{pool.take()} {}
        ~Lease() { pool_.give_back(slot_); }
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        std::unique_ptr<Connection>& connection() { return slot_.connection; }

    private:
        ConnectionPool& pool_;
        Slot& slot_;
    };

private:
    Slot* take_free() {
        auto& favourite = favourite_slot();
        for (std::size_t step = 0; step < slots_.size(); ++step) {
            const auto index = (favourite + step) % slots_.size();
            if (slots_[index].taken.exchange(true)) continue;
            favourite = index;
            return &slots_[index];
        }
        return nullptr;
    }
    Slot& take() {
        if (auto* slot = take_free()) return *slot;
        std::unique_lock lock(mutex_);
        ++waiting_;
        Slot* slot = nullptr;
        freed_.wait_for(lock, patience_, [&] { return (slot = take_free()) != nullptr; });
        --waiting_;
        if (!slot) throw Fault(FaultKind::unavailable, "no reading connection became free");
        return *slot;
    }
    /// The order matters: first the slot is free, then waiters are looked for; a waiter first
    /// counts itself, then looks for a slot. So one of the two sees the other.
    void give_back(Slot& slot) {
        slot.taken.store(false);
        if (waiting_.load() == 0) return;
        const std::lock_guard lock(mutex_);
        freed_.notify_one();
    }

    std::vector<Slot> slots_;
    const Duration patience_;
    std::atomic<int> waiting_ = 0;
    std::mutex mutex_;
    std::condition_variable freed_;
};

}  // namespace dlfp::sql
