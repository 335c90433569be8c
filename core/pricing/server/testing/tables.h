// Tables that tests of the engine price with, and moments to price.
#pragma once

#include "core/pricing/server/price_stay.h"

namespace dlfp::pricing::testing {

/// Minutes after 2026-11-23 00:00 in China, a Monday and a working day.
inline UtcTime at_minute(std::int64_t minute) {
    return BusinessDate::parse("2026-11-23")->starts_at() + std::chrono::minutes(minute);
}

inline Stay stay_of(std::int64_t from_minute, std::int64_t until_minute) {
    return {.entered_at_us = at_minute(from_minute), .left_at_us = at_minute(until_minute)};
}

inline RateLine tier(std::string code, std::int64_t start, std::optional<std::int64_t> end,
                     std::int64_t fen) {
    return {.code = std::move(code),
            .name = "阶梯",
            .type = RateLineType::flat_rate_tier,
            .duration_start = start,
            .duration_end = end,
            .value_fen = Money::fen(fen)};
}

inline RateLine increment(std::string code, std::int64_t start, std::int64_t minutes,
                          std::int64_t fen) {
    return {.code = std::move(code),
            .name = "每单位",
            .type = RateLineType::incrementing_rate,
            .duration_start = start,
            .increment_minutes = minutes,
            .value_fen = Money::fen(fen)};
}

/// Tariff G of the domain: 15 min free, first hour 5, then 2 per started half hour, cap 30 in 24 h.
inline RateTable tariff_g() {
    RateTable table{.name = "丁表"};
    table.collections.push_back({.code = "all", .name = "全部车辆"});
    auto& all = table.collections.front();
    all.free_time.minutes = 15;
    all.window.kind = WindowKind::rolling;
    all.max_value_fen = yuan(30);
    all.lines = {tier("first_hour", 0, 60, 500), increment("further", 60, 30, 200)};
    return table;
}

}  // namespace dlfp::pricing::testing
