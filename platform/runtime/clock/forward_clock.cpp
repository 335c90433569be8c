// Follows the wall clock until it goes backward, then the stopwatch until the wall catches up.
#include "platform/runtime/clock/forward_clock.h"

#include <algorithm>
#include <ctime>
#include <stdexcept>

namespace dlfp::runtime {
namespace {

class SystemStopwatch final : public Stopwatch {
public:
    Duration elapsed() const override {
        timespec time{};
        if (::clock_gettime(CLOCK_BOOTTIME, &time) != 0)
            throw std::runtime_error("the system has no clock that nobody sets");
        return std::chrono::duration_cast<Duration>(std::chrono::seconds{time.tv_sec} +
                                                    std::chrono::nanoseconds{time.tv_nsec});
    }
};

}  // namespace

std::unique_ptr<Stopwatch> make_system_stopwatch() { return std::make_unique<SystemStopwatch>(); }

UtcTime ForwardClock::now() const {
    const std::lock_guard lock{mutex_};
    const auto elapsed = stopwatch_.elapsed();
    auto time = wall_.now();
    if (last_) {
        is_behind_ = is_behind_ || time < last_->time;
        const auto counted = last_->time + (elapsed - last_->elapsed);
        if (is_behind_ && time >= counted) is_behind_ = false;
        if (is_behind_) time = counted;
    }
    last_ = Said{time, elapsed};
    return time;
}

}  // namespace dlfp::runtime
