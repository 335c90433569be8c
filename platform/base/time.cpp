// Calendar arithmetic by std::chrono's civil calendar; no time zone data is needed for China.
#include "platform/base/time.h"

#include <cstdio>

#include "platform/base/planted.h"

namespace dlfp {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::int64_t us_per_day = 86'400'000'000;

std::int64_t floor_div(std::int64_t value, std::int64_t by) {
    return value / by - (value % by < 0 ? 1 : 0);
}

year_month_day civil(std::int32_t day_count) { return sys_days{days{day_count}}; }

std::optional<int> digits(std::string_view text) {
    int value = 0;
    for (const char character : text) {
        if (character < '0' || character > '9') return std::nullopt;
        value = value * 10 + (character - '0');
    }
    return value;
}

}  // namespace

std::string UtcTime::to_text() const {
    const auto day = static_cast<std::int32_t>(floor_div(us_, us_per_day));
    const std::int64_t rest = us_ - std::int64_t{day} * us_per_day;
    const auto second = rest / 1'000'000;
    char text[40];
    std::snprintf(text, sizeof text, "%sT%02d:%02d:%02d.%06dZ",
                  BusinessDate::from_days(day).to_text().c_str(), static_cast<int>(second / 3600),
                  static_cast<int>(second / 60 % 60), static_cast<int>(second % 60),
                  static_cast<int>(rest % 1'000'000));
    return text;
}

BusinessDate BusinessDate::of(UtcTime time) {
    const auto china_us = (planted("time.day_begins_in_utc") ? time : time + china_offset).us();
    return from_days(static_cast<std::int32_t>(floor_div(china_us, us_per_day)));
}

std::optional<BusinessDate> BusinessDate::parse(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = digits(text.substr(0, 4));
    const auto month = digits(text.substr(5, 2));
    const auto day = digits(text.substr(8, 2));
    if (!year || !month || !day || *year < 1900 || *year > 2200) return std::nullopt;
    const year_month_day date{std::chrono::year{*year},
                              std::chrono::month{static_cast<unsigned>(*month)},
                              std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return std::nullopt;
    return from_days(static_cast<std::int32_t>(sys_days{date}.time_since_epoch().count()));
}

int BusinessDate::weekday() const {
    return static_cast<int>(std::chrono::weekday{sys_days{civil(days_)}}.iso_encoding());
}

int BusinessDate::year() const { return static_cast<int>(civil(days_).year()); }

BusinessDate BusinessDate::first_of_month() const {
    const auto date = civil(days_);
    return plus_days(1 - static_cast<std::int32_t>(static_cast<unsigned>(date.day())));
}

UtcTime BusinessDate::starts_at() const {
    return UtcTime::from_us(std::int64_t{days_} * us_per_day) - china_offset;
}

std::string BusinessDate::to_text() const {
    const auto date = civil(days_);
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()) % 100,
                  static_cast<unsigned>(date.day()) % 100);
    return text;
}

int minute_of_day(UtcTime time) {
    const auto start = BusinessDate::of(time).starts_at();
    return static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(time - start).count());
}

}  // namespace dlfp
