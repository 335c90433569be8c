// The findings: numbers and codes first, then coverage of the ladder, then who is covered.
#include "core/pricing/server/validate_table.h"

#include <algorithm>
#include <set>

#include "core/pricing/server/check_eligibility.h"
#include "core/pricing/server/coverage.h"

namespace dlfp::pricing {
namespace {

constexpr std::size_t findings_max = 200;
constexpr std::int64_t length_max = 10 * 366 * 1440;  // minutes
constexpr std::size_t list_max = 100;

std::string place_of(std::size_t collection) {
    return "/collections/" + std::to_string(collection);
}
std::string place_of(std::size_t collection, std::size_t line) {
    return place_of(collection) + "/lines/" + std::to_string(line);
}

/// Collects what is wrong with numbers.
struct NumberCheck {
    std::vector<Finding>& findings;

    void add(FindingKind kind, std::string place) {
        findings.push_back({.kind = kind, .place = std::move(place)});
    }
    void between(std::int64_t value, std::pair<std::int64_t, std::int64_t> range,
                 const std::string& place) {
        if (value < range.first || value > range.second) add(FindingKind::bad_number, place);
    }
    void price(std::optional<Money> value, const std::string& place) {
        if (!value) return;
        if (value->is_negative()) add(FindingKind::negative_price, place);
        if (*value > price_max) add(FindingKind::price_too_high, place);
    }
    void bounds(std::optional<Money> least, std::optional<Money> most, const std::string& place) {
        price(least, place + "/min_value_fen");
        price(most, place + "/max_value_fen");
        if (least && most && *least > *most)
            add(FindingKind::least_above_most, place + "/min_value_fen");
    }
    void line(const RateLine& line, const std::string& place) {
        price(line.value_fen, place + "/value_fen");
        bounds(line.min_value_fen, line.max_value_fen, place);
        between(line.duration_start, {0, length_max}, place + "/duration_start");
        if (line.duration_end)
            between(*line.duration_end, {1, length_max}, place + "/duration_end");
        between(line.usage.from_minute, {0, 1439}, place + "/usage/from_minute");
        between(line.usage.until_minute, {0, 1440}, place + "/usage/until_minute");
        if (line.usage.from_minute == line.usage.until_minute)
            add(FindingKind::bad_number, place + "/usage/until_minute");
        if (line.duration_end && *line.duration_end <= line.duration_start)
            add(FindingKind::unreachable_line, place + "/duration_end");
        if (line.type != RateLineType::incrementing_rate) {
            if (line.increment_minutes)
                add(FindingKind::increment_unused, place + "/increment_minutes");
        } else if (!line.increment_minutes) {
            add(FindingKind::increment_missing, place + "/increment_minutes");
        } else {
            between(*line.increment_minutes, {1, length_max}, place + "/increment_minutes");
        }
    }
    void collection(const RateLineCollection& one, const std::string& place) {
        bounds(one.min_value_fen, one.max_value_fen, place);
        price(one.visit_max_value_fen, place + "/visit_max_value_fen");
        between(one.free_time.minutes, {0, length_max}, place + "/free_time/minutes");
        between(one.window.period_minutes, {1, length_max}, place + "/window/period_minutes");
        between(one.window.reset_minute, {0, 1439}, place + "/window/reset_minute");
        between(one.eligibility.priority, {1, 1000}, place + "/eligibility/priority");
        between(one.eligibility.visit_from, {1, 1000}, place + "/eligibility/visit_from");
        if (one.eligibility.visit_until)
            between(*one.eligibility.visit_until, {one.eligibility.visit_from, 1000},
                    place + "/eligibility/visit_until");
        if (one.lines.empty() || one.lines.size() > list_max)
            add(FindingKind::no_line, place + "/lines");
    }
};

void check_codes(const RateTable& table, std::vector<Finding>& findings) {
    std::set<std::string> collections;
    for (std::size_t place = 0; place < table.collections.size(); ++place) {
        const auto& collection = table.collections[place];
        if (!collections.insert(collection.code).second)
            findings.push_back(
                {.kind = FindingKind::repeated_code, .place = place_of(place) + "/code"});
        std::set<std::string> lines;
        for (std::size_t line = 0; line < collection.lines.size(); ++line)
            if (!lines.insert(collection.lines[line].code).second)
                findings.push_back(
                    {.kind = FindingKind::repeated_code, .place = place_of(place, line) + "/code"});
    }
}

void check_numbers(const RateTable& table, std::vector<Finding>& findings) {
    NumberCheck check{findings};
    check.between(table.policy.grace_minutes, {0, 1440}, "/policy/grace_minutes");
    check.between(table.policy.expired_pass_free_days, {0, 366}, "/policy/expired_pass_free_days");
    check.price(table.policy.missing_entry_fee_fen, "/policy/missing_entry_fee_fen");
    if (table.collections.empty() || table.collections.size() > list_max)
        check.add(FindingKind::no_collection, "/collections");
    for (std::size_t place = 0; place < table.collections.size(); ++place) {
        const auto& collection = table.collections[place];
        check.collection(collection, place_of(place));
        for (std::size_t line = 0; line < collection.lines.size(); ++line)
            check.line(collection.lines[line], place_of(place, line));
    }
}

/// Where a gap or an overlap lies.
struct Spot {
    std::size_t collection = 0;
    std::int64_t tier_start = 0;
    std::optional<std::int64_t> tier_end;
};

Finding finding_at(const Spot& spot, const CoveredStretch& stretch) {
    Finding finding{.place = place_of(spot.collection),
                    .duration_start = spot.tier_start,
                    .duration_end = spot.tier_end,
                    .from_minute = stretch.from_minute,
                    .until_minute = stretch.until_minute};
    if (stretch.lines.empty()) {
        finding.kind = FindingKind::gap;
    } else {
        finding.kind = FindingKind::overlap;
        finding.place = place_of(spot.collection, stretch.lines[0]);
        finding.other_place = place_of(spot.collection, stretch.lines[1]);
    }
    return finding;
}

/// The same gap on several days is one finding that lists the days.
void add_for_day(std::vector<Finding>& findings, Finding finding, const DayClass& day) {
    const auto same = std::ranges::find_if(findings, [&](const Finding& one) {
        return one.kind == finding.kind && one.place == finding.place &&
               one.other_place == finding.other_place &&
               one.duration_start == finding.duration_start &&
               one.from_minute == finding.from_minute && one.until_minute == finding.until_minute;
    });
    auto& target = same == findings.end() ? findings.emplace_back(std::move(finding)) : *same;
    if (!is_listed(target.day_kinds, day.kind)) target.day_kinds.push_back(day.kind);
    if (!is_listed(target.weekdays, day.weekday)) target.weekdays.push_back(day.weekday);
}

void check_coverage(const RateLineCollection& collection, std::size_t place,
                    std::vector<Finding>& findings) {
    const auto starts = tier_starts_of(collection);
    for (std::size_t tier = 0; tier < starts.size(); ++tier) {
        if (is_out_of_reach(collection, starts[tier])) continue;
        const Spot spot{place, starts[tier],
                        tier + 1 < starts.size() ? std::optional{starts[tier + 1]} : std::nullopt};
        if (!spot.tier_end && std::ranges::none_of(collection.lines, [](const RateLine& line) {
                return !line.duration_end;
            })) {
            findings.push_back({.kind = FindingKind::ladder_ends,
                                .place = place_of(place) + "/lines",
                                .duration_start = spot.tier_start});
            continue;
        }
        for (const auto& day : possible_days())
            for (const auto& stretch : cover_day(collection, starts[tier], day))
                if (stretch.lines.size() != 1)
                    add_for_day(findings, finding_at(spot, stretch), day);
    }
    for (std::size_t line = 0; line < collection.lines.size(); ++line)
        if (is_out_of_reach(collection, collection.lines[line].duration_start))
            findings.push_back({.kind = FindingKind::unreachable_line,
                                .place = place_of(place, line) + "/duration_start"});
}

}  // namespace

std::vector<Finding> validate_table(const RateTable& table) {
    std::vector<Finding> findings;
    check_codes(table, findings);
    check_numbers(table, findings);
    if (findings.empty()) {
        for (std::size_t place = 0; place < table.collections.size(); ++place)
            check_coverage(table.collections[place], place, findings);
        check_eligibility(table, findings);
    }
    if (findings.size() > findings_max) findings.resize(findings_max);
    return findings;
}

}  // namespace dlfp::pricing
