// Which lines speak for which minutes: shared by the validator, which wants exactly one, and by the
// layout of a tariff, which relies on it.
#pragma once

#include <algorithm>

#include "core/pricing/server/rate_table.h"

namespace dlfp::pricing {

template <class T>
bool is_listed(const std::vector<T>& list, T value) {
    return std::ranges::find(list, value) != list.end();
}
/// Empty lists of conditions take everything.
template <class T>
bool is_taken(const std::vector<T>& list, T value) {
    return list.empty() || is_listed(list, value);
}

/// The kinds of days that can occur: any weekday may be worked or a holiday, only weekends are
/// days of rest.
struct DayClass {
    DayKind kind{};
    Weekday weekday{};
};
std::vector<DayClass> possible_days();

/// The starts of the parts into which the lines cut the ladder, in minutes, ascending from 0.
std::vector<std::int64_t> tier_starts_of(const RateLineCollection& collection);
/// Whether the ladder starts anew with each window before it gets to this tier.
bool is_out_of_reach(const RateLineCollection& collection, std::int64_t tier_start);
/// Whether the line speaks for this part of the ladder.
bool is_in_tier(const RateLine& line, std::int64_t tier_start);
bool is_on_day(const UsageCondition& usage, const DayClass& day);
bool is_at_minute(const UsageCondition& usage, std::int64_t minute);

/// A stretch of the day and the lines that speak for it, by their places.
struct CoveredStretch {
    std::int64_t from_minute = 0;
    std::int64_t until_minute = 0;
    std::vector<std::size_t> lines;
};
/// The whole day in order; neighbours differ in their lines.
std::vector<CoveredStretch> cover_day(const RateLineCollection& collection, std::int64_t tier_start,
                                      const DayClass& day);

}  // namespace dlfp::pricing
