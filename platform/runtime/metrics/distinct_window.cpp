// HyperLogLog per minute; the window is the union of its minutes.
#include "platform/runtime/metrics/distinct_window.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace dlfp::metrics {
namespace {

constexpr std::int64_t minute_us = 60'000'000;

std::uint64_t mixed(const IdBytes& id) {
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    std::memcpy(&head, id.data(), 8);
    std::memcpy(&tail, id.data() + 8, 8);
    std::uint64_t hash = tail ^ (head * 0x9E3779B97F4A7C15ULL);
    hash = (hash ^ (hash >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    hash = (hash ^ (hash >> 27U)) * 0x94D049BB133111EBULL;
    return hash ^ (hash >> 31U);
}

}  // namespace

DistinctWindow::Slots& DistinctWindow::slots() {
    if (auto* ready = slots_.load(std::memory_order_acquire)) return *ready;
    const std::lock_guard lock(mutex_);
    if (!owned_) owned_ = std::make_unique<Slots>();
    slots_.store(owned_.get(), std::memory_order_release);
    return *owned_;
}

void DistinctWindow::touch(const IdBytes& id, UtcTime now) {
    const std::int64_t minute = now.us() / minute_us;
    auto& slot = slots()[static_cast<std::size_t>(minute % minutes)];
    if (slot.number.load(std::memory_order_acquire) != minute) {
        const std::lock_guard lock(mutex_);
        if (slot.number.load() > minute) return;  // a straggler must not wipe a newer minute
        if (slot.number.load() != minute) {
            for (auto& cell : slot.registers) cell.store(0, std::memory_order_relaxed);
            slot.number.store(minute, std::memory_order_release);
        }
    }
    const std::uint64_t hash = mixed(id);
    auto& cell = slot.registers[hash % register_count];
    // 53 bits remain above the index; the rank of an all-zero rest is 54.
    const auto rank = static_cast<std::uint8_t>(std::countl_zero((hash >> 11U) << 11U | 1024U) + 1);
    auto seen = cell.load(std::memory_order_relaxed);
    while (seen < rank && !cell.compare_exchange_weak(seen, rank, std::memory_order_relaxed)) {
    }
}

std::int64_t DistinctWindow::count(UtcTime now) const {
    const auto* slots = slots_.load(std::memory_order_acquire);
    if (slots == nullptr) return 0;
    const std::int64_t minute = now.us() / minute_us;
    std::array<std::uint8_t, register_count> merged{};
    for (const auto& slot : *slots) {
        const auto age = minute - slot.number.load(std::memory_order_acquire);
        if (age < 0 || age >= minutes) continue;
        for (std::size_t at = 0; at < register_count; ++at)
            merged[at] = std::max(merged[at], slot.registers[at].load(std::memory_order_relaxed));
    }
    constexpr auto size = static_cast<double>(register_count);
    double harmonic = 0;
    double empty = 0;
    for (const auto rank : merged) {
        harmonic += std::ldexp(1.0, -rank);
        if (rank == 0) ++empty;
    }
    const double raw = 0.7213 / (1 + 1.079 / size) * size * size / harmonic;
    const double estimate = raw <= 2.5 * size && empty > 0 ? size * std::log(size / empty) : raw;
    return std::llround(estimate);
}

}  // namespace dlfp::metrics
