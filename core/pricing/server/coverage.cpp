// Sets of lines over the ladder and the day.
#include "core/pricing/server/coverage.h"

namespace dlfp::pricing {

std::vector<DayClass> possible_days() {
    std::vector<DayClass> days;
    for (const auto kind : {DayKind::working_day, DayKind::rest_day, DayKind::holiday})
        for (int weekday = kind == DayKind::rest_day ? 5 : 0; weekday < 7; ++weekday)
            days.push_back({kind, static_cast<Weekday>(weekday)});
    return days;
}

std::vector<std::int64_t> tier_starts_of(const RateLineCollection& collection) {
    std::vector<std::int64_t> starts{0};
    for (const auto& line : collection.lines) {
        starts.push_back(line.duration_start);
        if (line.duration_end) starts.push_back(*line.duration_end);
    }
    std::erase_if(starts, [](std::int64_t start) { return start < 0; });
    std::ranges::sort(starts);
    const auto rest = std::ranges::unique(starts);
    starts.erase(rest.begin(), rest.end());
    return starts;
}

bool is_out_of_reach(const RateLineCollection& collection, std::int64_t tier_start) {
    const auto& window = collection.window;
    if (window.after_reset == AfterReset::continue_ladder) return false;
    if (window.kind == WindowKind::rolling) return tier_start >= window.period_minutes;
    return window.kind == WindowKind::calendar_day && tier_start >= 1440;
}

bool is_in_tier(const RateLine& line, std::int64_t tier_start) {
    return line.duration_start <= tier_start &&
           (!line.duration_end || tier_start < *line.duration_end);
}

bool is_on_day(const UsageCondition& usage, const DayClass& day) {
    return is_taken(usage.day_kinds, day.kind) && is_taken(usage.weekdays, day.weekday);
}

bool is_at_minute(const UsageCondition& usage, std::int64_t minute) {
    if (usage.from_minute < usage.until_minute)
        return usage.from_minute <= minute && minute < usage.until_minute;
    return minute >= usage.from_minute || minute < usage.until_minute;
}

std::vector<CoveredStretch> cover_day(const RateLineCollection& collection, std::int64_t tier_start,
                                      const DayClass& day) {
    std::vector<std::size_t> present;
    std::vector<std::int64_t> edges{0, 1440};
    for (std::size_t place = 0; place < collection.lines.size(); ++place) {
        const auto& line = collection.lines[place];
        if (!is_in_tier(line, tier_start) || !is_on_day(line.usage, day)) continue;
        present.push_back(place);
        for (const auto edge : {line.usage.from_minute, line.usage.until_minute})
            edges.push_back(std::clamp<std::int64_t>(edge, 0, 1440));
    }
    std::ranges::sort(edges);
    std::vector<CoveredStretch> stretches;
    for (std::size_t index = 0; index + 1 < edges.size(); ++index) {
        if (edges[index] == edges[index + 1]) continue;
        CoveredStretch stretch{edges[index], edges[index + 1], {}};
        for (const auto place : present)
            if (is_at_minute(collection.lines[place].usage, edges[index]))
                stretch.lines.push_back(place);
        if (!stretches.empty() && stretches.back().lines == stretch.lines)
            stretches.back().until_minute = stretch.until_minute;
        else
            stretches.push_back(std::move(stretch));
    }
    return stretches;
}

}  // namespace dlfp::pricing
