// Points in time, durations and business days. The clock itself lives in platform/runtime.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dlfp {

using Duration = std::chrono::microseconds;
using namespace std::chrono_literals;  // NOLINT: 2s, 15min are the notation of every rule

/// A point in time: microseconds since 1970-01-01T00:00:00Z, leap seconds ignored.
class UtcTime {
public:
    constexpr UtcTime() = default;
    static constexpr UtcTime from_us(std::int64_t us) { return UtcTime{us}; }
    constexpr std::int64_t us() const { return us_; }

    friend constexpr auto operator<=>(UtcTime, UtcTime) = default;
    friend constexpr UtcTime operator+(UtcTime time, Duration by) {
        return UtcTime{time.us_ + by.count()};
    }
    friend constexpr UtcTime operator-(UtcTime time, Duration by) {
        return UtcTime{time.us_ - by.count()};
    }
    friend constexpr Duration operator-(UtcTime a, UtcTime b) { return Duration{a.us_ - b.us_}; }

    /// "2026-11-23T09:00:00.000000Z".
    std::string to_text() const;

private:
    constexpr explicit UtcTime(std::int64_t us) : us_{us} {}
    std::int64_t us_ = 0;
};

/// The time of China (UTC+8 all year): where business days, meal periods and limits turn.
inline constexpr Duration china_offset = 8h;

/// A calendar day of the business, e.g. of limits, settlement and reports; China time.
class BusinessDate {
public:
    constexpr BusinessDate() = default;
    /// The day in China on which this moment lies.
    static BusinessDate of(UtcTime time);
    static constexpr BusinessDate from_days(std::int32_t days) { return BusinessDate{days}; }
    /// Parses a real "YYYY-MM-DD" of the years 1900 … 2200.
    static std::optional<BusinessDate> parse(std::string_view text);

    constexpr std::int32_t days() const { return days_; }  ///< days since 1970-01-01
    constexpr BusinessDate plus_days(std::int32_t days) const { return BusinessDate{days_ + days}; }
    int weekday() const;  ///< ISO: Monday 1 … Sunday 7
    int year() const;
    BusinessDate first_of_month() const;
    UtcTime starts_at() const;  ///< 00:00 in China
    UtcTime ends_at() const { return plus_days(1).starts_at(); }
    std::string to_text() const;  ///< "2026-11-23"

    friend constexpr auto operator<=>(BusinessDate, BusinessDate) = default;

private:
    constexpr explicit BusinessDate(std::int32_t days) : days_{days} {}
    std::int32_t days_ = 0;
};

/// Minutes since midnight in China at this moment: 0 … 1439.
int minute_of_day(UtcTime time);

}  // namespace dlfp
