// Time and randomness enter the program here and nowhere else, so that tests and simulation can
// replace both.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "platform/base/id.h"
#include "platform/base/time.h"

namespace dlfp::runtime {

/// Where "now" comes from. Thread-safe.
class Clock {
public:
    virtual ~Clock() = default;
    virtual UtcTime now() const = 0;
};

/// The machine's clock.
std::unique_ptr<Clock> make_system_clock();

/// A clock that moves only when told.
class FrozenClock final : public Clock {
public:
    explicit FrozenClock(UtcTime start) : us_{start.us()} {}
    UtcTime now() const override { return UtcTime::from_us(us_.load()); }
    void set(UtcTime time) { us_.store(time.us()); }
    void advance(Duration by) { us_.fetch_add(by.count()); }

private:
    std::atomic<std::int64_t> us_;
};

/// Where randomness comes from. Thread-safe.
class Random {
public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::byte> bytes) = 0;

    /// A new id: 48 bits of milliseconds of `now`, then 80 random bits.
    template <class Tag>
    Id<Tag> next_id(UtcTime now) {
        return Id<Tag>{next_id_bytes(now)};
    }
    IdBytes next_id_bytes(UtcTime now);
    /// Uniform in 0 … bound - 1.
    std::uint64_t below(std::uint64_t bound);
};

/// The operating system's cryptographic generator, buffered per thread.
std::unique_ptr<Random> make_system_random();
/// Reproducible numbers from a seed: tests and simulation only, never keys.
std::unique_ptr<Random> make_seeded_random(std::uint64_t seed);

}  // namespace dlfp::runtime
