// Lays a table out once, so that pricing a stay is additions and comparisons.
#include "core/pricing/server/tariff.h"

#include <algorithm>

#include "core/pricing/server/check_eligibility.h"
#include "core/pricing/server/coverage.h"
#include "core/pricing/server/validate_table.h"

namespace dlfp::pricing {
namespace {

/// Lines with equal increments and prices are one rate, unless they have bounds of their own.
void add_line(Ladder& ladder, const RateLine& line) {
    LadderLine laid{.type = line.type,
                    .value_fen = line.value_fen.fen(),
                    .increment_us = line.increment_minutes.value_or(1) * minute_us};
    const bool is_bounded = line.min_value_fen || line.max_value_fen;
    if (is_bounded) {
        laid.min_fen = line.min_value_fen.value_or(Money{}).fen();
        laid.max_fen = line.max_value_fen.value_or(Money::fen(INT64_MAX)).fen();
        ladder.bounds = Ladder::Bounds::some;
    }
    const auto same = std::ranges::find_if(ladder.lines, [&](const LadderLine& other) {
        return other.type == laid.type && other.value_fen == laid.value_fen &&
               other.increment_us == laid.increment_us && other.min_fen == 0 &&
               other.max_fen == INT64_MAX;
    });
    laid.rate = is_bounded || same == ladder.lines.end() ? ladder.rate_count++ : same->rate;
    ladder.lines.push_back(laid);
}

DayPattern pattern_of(const std::vector<CoveredStretch>& stretches) {
    DayPattern cells;
    for (const auto& stretch : stretches)
        cells.push_back(
            {stretch.from_minute * minute_us, static_cast<std::int32_t>(stretch.lines.front())});
    return cells;
}

bool is_same(const DayPattern& one, const DayPattern& other) {
    return std::ranges::equal(one, other, [](const BandCell& a, const BandCell& b) {
        return a.from_us == b.from_us && a.line == b.line;
    });
}

/// Days on which all tiers look alike share a pattern.
void add_day(Ladder& ladder, const DayClass& day, const std::vector<DayPattern>& tiers) {
    const auto count = ladder.patterns.front().size();
    std::size_t found = 0;
    while (found < count && !std::ranges::all_of(
                                tiers,
                                [&](const DayPattern& pattern) {
                                    const auto tier =
                                        static_cast<std::size_t>(&pattern - tiers.data());
                                    return is_same(ladder.patterns[tier][found], pattern);
                                }))
        ++found;
    if (found == count)
        for (std::size_t tier = 0; tier < tiers.size(); ++tier)
            ladder.patterns[tier].push_back(tiers[tier]);
    const auto place =
        static_cast<std::size_t>(day.kind) * 7 + static_cast<std::size_t>(day.weekday);
    ladder.pattern_of_day[place] = static_cast<std::uint8_t>(found);
}

Ladder lay_out(const RateLineCollection& collection) {
    Ladder ladder{.collection = &collection};
    for (const auto& line : collection.lines) add_line(ladder, line);
    auto starts = tier_starts_of(collection);
    std::erase_if(starts, [&](std::int64_t start) { return is_out_of_reach(collection, start); });
    for (const auto start : starts) ladder.tier_starts_us.push_back(start * minute_us);
    ladder.patterns.resize(starts.size());
    for (const auto& day : possible_days()) {
        std::vector<DayPattern> tiers;
        for (const auto start : starts)
            tiers.push_back(pattern_of(cover_day(collection, start, day)));
        add_day(ladder, day, tiers);
    }
    return ladder;
}

}  // namespace

Tariff::Tariff(RateTable table) : table_{std::move(table)} {
    if (!validate_table(table_).empty())
        throw std::invalid_argument("a rate table with findings cannot price");
    for (const auto& collection : table_.collections) ladders_.push_back(lay_out(collection));
    std::ranges::sort(ladders_, {}, [](const Ladder& ladder) {
        return std::pair{ladder.collection->eligibility.priority, ladder.collection};
    });
}

const Ladder& Tariff::ladder_for(const Vehicle& vehicle, std::int64_t visit_number) const {
    for (const auto& ladder : ladders_)
        if (takes(ladder.collection->eligibility, vehicle, visit_number)) return ladder;
    throw std::logic_error("a vehicle that no collection takes");
}

}  // namespace dlfp::pricing
