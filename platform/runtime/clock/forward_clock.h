// A clock for short time limits: it goes on where somebody sets the wall clock back.
#pragma once

#include <mutex>
#include <optional>

#include "platform/runtime/clock/clock.h"

namespace dlfp::runtime {

/// Time since some moment, never set by anybody. Thread-safe.
class Stopwatch {
public:
    virtual ~Stopwatch() = default;
    virtual Duration elapsed() const = 0;
};

/// The machine's: it counts while the machine sleeps, too.
std::unique_ptr<Stopwatch> make_system_stopwatch();

/// A stopwatch that moves only when told.
class FrozenStopwatch final : public Stopwatch {
public:
    Duration elapsed() const override { return Duration{us_.load()}; }
    void advance(Duration by) { us_.fetch_add(by.count()); }

private:
    std::atomic<std::int64_t> us_ = 0;
};

/// The wall clock, never earlier than what this object said before. While the wall clock is behind
/// that, time passes as the stopwatch counts it: who sets the clock back wins no time. Thread-safe.
class ForwardClock final : public Clock {
public:
    ForwardClock(const Clock& wall, const Stopwatch& stopwatch)
        : wall_{wall}, stopwatch_{stopwatch} {}
    UtcTime now() const override;

private:
    struct Said {
        UtcTime time;
        Duration elapsed;
    };
    const Clock& wall_;
    const Stopwatch& stopwatch_;
    mutable std::mutex mutex_;
    mutable std::optional<Said> last_;
    mutable bool is_behind_ = false;  ///< the wall clock was set back and has not caught up
};

}  // namespace dlfp::runtime
