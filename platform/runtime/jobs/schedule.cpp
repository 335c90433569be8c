// Rules of when a job is due.
#include "platform/runtime/jobs/schedule.h"

#include <algorithm>
#include <stdexcept>

namespace dlfp::runtime {

Schedule Schedule::every(Duration interval) {
    if (interval < 1s) throw std::invalid_argument("a job runs at most once a second");
    return {Kind::every, interval.count()};
}

Schedule Schedule::daily_at_minute(int minute) {
    if (minute < 0 || minute > 1439) throw std::invalid_argument("minute of the day");
    return {Kind::daily, minute};
}

Schedule Schedule::once_at(UtcTime time) { return {Kind::once, time.us()}; }

UtcTime Schedule::first_due(UtcTime now) const {
    switch (kind_) {
        case Kind::every: return now;
        case Kind::daily: return next_due(now, now);
        case Kind::once: return UtcTime::from_us(value_);
    }
    return now;
}

UtcTime Schedule::next_due(UtcTime previous_due, UtcTime now) const {
    if (kind_ == Kind::once) return never_due;
    if (kind_ == Kind::daily) {
        const auto today = BusinessDate::of(now);
        const Duration into_day = std::chrono::minutes(value_);
        const auto due = today.starts_at() + into_day;
        return due > now ? due : today.plus_days(1).starts_at() + into_day;
    }
    if (previous_due > now) return now + Duration{value_};
    const auto missed = (now - previous_due).count() / value_;
    return previous_due + Duration{(missed + 1) * value_};
}

std::string Schedule::to_text() const {
    switch (kind_) {
        case Kind::every: return "every " + std::to_string(value_) + " us";
        case Kind::daily: return "daily at minute " + std::to_string(value_);
        case Kind::once: return "once at " + std::to_string(value_);
    }
    return "";
}

Duration retry_delay(std::int64_t failures_in_row) {
    const auto doublings = std::clamp<std::int64_t>(failures_in_row - 1, 0, 9);
    return std::min<Duration>(Duration{10s} * (std::int64_t{1} << doublings), 1h);
}

}  // namespace dlfp::runtime
