// When a job is due: pure rules, no clock.
#pragma once

#include <string>

#include "platform/base/time.h"

namespace dlfp::runtime {

/// `every` keeps its phase; `daily_at` is a minute of the day in China; `once` never comes back.
class Schedule {
public:
    /// At least one second. Due for the first time at once.
    static Schedule every(Duration interval);
    /// 0 … 1439. Throws std::invalid_argument outside.
    static Schedule daily_at_minute(int minute);
    static Schedule once_at(UtcTime time);

    /// When a job that is added at `now` for the first time is due.
    UtcTime first_due(UtcTime now) const;
    /// The next time after `now`: runs missed while nobody was there are caught up by the one that
    /// just ended, never one by one.
    UtcTime next_due(UtcTime previous_due, UtcTime now) const;
    /// Stored beside the job: a changed schedule takes effect at the next start.
    std::string to_text() const;

private:
    enum class Kind { every, daily, once };
    Schedule(Kind kind, std::int64_t value) : kind_{kind}, value_{value} {}
    Kind kind_;
    std::int64_t value_;  ///< µs, minute of the day, or time in µs
};

/// The time of a job that will never be due again.
inline constexpr UtcTime never_due = UtcTime::from_us(INT64_MAX);

/// How long after its n-th failure in a row (from 1) a job is tried again: 10 s, doubling, at most
/// one hour.
Duration retry_delay(std::int64_t failures_in_row);

}  // namespace dlfp::runtime
