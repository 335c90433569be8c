// A lock-free set of hashes per minute that turns into a HyperLogLog when it is full; the window is
// the union of its minutes.
#include "platform/runtime/metrics/distinct_window.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace dlfp::metrics {
namespace {

constexpr std::int64_t minute_us = 60'000'000;

/// Never zero, which marks a free cell.
std::uint64_t mixed(const IdBytes& id) {
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    std::memcpy(&head, id.data(), 8);
    std::memcpy(&tail, id.data() + 8, 8);
    std::uint64_t hash = tail ^ (head * 0x9E3779B97F4A7C15ULL);
    hash = (hash ^ (hash >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    hash = (hash ^ (hash >> 27U)) * 0x94D049BB133111EBULL;
    return std::max<std::uint64_t>(hash ^ (hash >> 31U), 1);
}

}  // namespace

DistinctWindow::Slots& DistinctWindow::slots() {
    if (auto* ready = slots_.load(std::memory_order_acquire)) return *ready;
    const std::lock_guard lock(mutex_);
    if (!owned_) owned_ = std::make_unique<Slots>();
    slots_.store(owned_.get(), std::memory_order_release);
    return *owned_;
}

void DistinctWindow::begin(Minute& slot, std::int64_t minute) {
    const std::lock_guard lock(mutex_);
    if (slot.number.load() >= minute) return;  // a straggler must not wipe a newer minute
    slot.registers.store(nullptr);
    for (auto& cell : slot.cells) cell.store(0, std::memory_order_relaxed);
    slot.held.store(0);
    slot.number.store(minute, std::memory_order_release);
}

void DistinctWindow::raise(Registers& registers, std::uint64_t hash) {
    // The low 16 bits choose the register; the rank of an all-zero rest is 49.
    auto& cell = registers[hash % register_count];
    const auto rank =
        static_cast<std::uint8_t>(std::countl_zero((hash >> 16U) << 16U | 0x8000U) + 1);
    auto seen = cell.load(std::memory_order_relaxed);
    while (seen < rank && !cell.compare_exchange_weak(seen, rank, std::memory_order_relaxed)) {
    }
}

/// Puts the hash among the exact ones; false when there is no room left.
bool DistinctWindow::keep(Minute& slot, std::uint64_t hash) {
    for (std::size_t at = (hash >> 20U) % cell_count;; at = (at + 1) % cell_count) {
        auto seen = slot.cells[at].load(std::memory_order_relaxed);
        if (seen == hash) return true;
        if (seen != 0) continue;
        if (slot.held.load(std::memory_order_relaxed) >= exact_max) return false;
        if (slot.cells[at].compare_exchange_strong(seen, hash)) return ++slot.held, true;
        if (seen == hash) return true;
    }
}

/// From now on the minute is estimated. Published before the cells are read: who kept a hash
/// without seeing the registers did so before, and is copied here.
void DistinctWindow::overflow(Minute& slot) {
    const std::lock_guard lock(mutex_);
    if (slot.registers.load() != nullptr) return;
    // Reused, never freed: a straggler may still hold the pointer of an earlier use.
    if (!slot.owned) slot.owned = std::make_unique<Registers>();
    for (auto& cell : *slot.owned) cell.store(0, std::memory_order_relaxed);
    slot.registers.store(slot.owned.get());
    for (const auto& cell : slot.cells)
        if (const auto hash = cell.load()) raise(*slot.owned, hash);
}

void DistinctWindow::touch(const IdBytes& id, UtcTime now) {
    const std::int64_t minute = now.us() / minute_us;
    auto& slot = slots()[static_cast<std::size_t>(minute % minutes)];
    if (slot.number.load(std::memory_order_acquire) < minute) begin(slot, minute);
    if (slot.number.load(std::memory_order_acquire) != minute) return;
    const std::uint64_t hash = mixed(id);
    if (!keep(slot, hash) && slot.registers.load() == nullptr) overflow(slot);
    if (auto* registers = slot.registers.load()) raise(*registers, hash);
}

std::vector<const DistinctWindow::Minute*> DistinctWindow::minutes_of(UtcTime now) const {
    std::vector<const Minute*> window;
    const auto* slots = slots_.load(std::memory_order_acquire);
    if (slots == nullptr) return window;
    for (const auto& slot : *slots) {
        const auto age = now.us() / minute_us - slot.number.load(std::memory_order_acquire);
        if (age >= 0 && age < minutes) window.push_back(&slot);
    }
    return window;
}

std::int64_t DistinctWindow::estimate(const std::vector<const Minute*>& window) {
    const auto merged = std::make_unique<Registers>();
    for (const auto* slot : window) {
        if (const auto* registers = slot->registers.load()) {
            for (std::size_t at = 0; at < register_count; ++at)
                if (const auto rank = (*registers)[at].load(std::memory_order_relaxed);
                    rank > (*merged)[at].load(std::memory_order_relaxed))
                    (*merged)[at].store(rank, std::memory_order_relaxed);
        } else {
            for (const auto& cell : slot->cells)
                if (const auto hash = cell.load(std::memory_order_relaxed)) raise(*merged, hash);
        }
    }
    constexpr auto size = static_cast<double>(register_count);
    double harmonic = 0;
    double empty = 0;
    for (const auto& cell : *merged) {
        const auto rank = cell.load(std::memory_order_relaxed);
        harmonic += std::ldexp(1.0, -rank);
        if (rank == 0) ++empty;
    }
    const double raw = 0.7213 / (1 + 1.079 / size) * size * size / harmonic;
    return std::llround(raw <= 2.5 * size && empty > 0 ? size * std::log(size / empty) : raw);
}

std::int64_t DistinctWindow::count(UtcTime now) const {
    const auto window = minutes_of(now);
    std::vector<std::uint64_t> hashes;
    for (const auto* slot : window) {
        if (slot->registers.load() != nullptr) return estimate(window);
        for (const auto& cell : slot->cells)
            if (const auto hash = cell.load(std::memory_order_relaxed)) hashes.push_back(hash);
    }
    std::ranges::sort(hashes);
    return std::distance(hashes.begin(), std::ranges::unique(hashes).begin());
}

}  // namespace dlfp::metrics
