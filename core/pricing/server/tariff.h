// A rate table laid out for pricing: per collection, tier of the ladder and pattern of the day, the
// line that applies to each minute. Immutable, shared between threads.
#pragma once

#include <array>

#include "core/pricing/server/calendar.h"
#include "core/pricing/server/stay.h"

namespace dlfp::pricing {

inline constexpr std::int64_t minute_us = 60'000'000;
inline constexpr std::int64_t day_us = 1440 * minute_us;
inline constexpr std::size_t lines_max = 100;  ///< of a collection
inline constexpr std::int64_t forever_us = INT64_MAX / 4;

/// From this moment of the day on the line applies, up to the next cell.
struct BandCell {
    std::int64_t from_us = 0;
    std::int32_t line = 0;
};
using DayPattern = std::vector<BandCell>;

struct LadderLine {
    RateLineType type{};
    std::int64_t value_fen = 0;
    std::int64_t increment_us = 1;
    std::int64_t min_fen = 0;
    std::int64_t max_fen = INT64_MAX;
    std::size_t rate = 0;  ///< lines of one rate are rounded together over a whole stay
};

/// One collection. Every minute of every day has exactly one line in each tier.
struct Ladder {
    const RateLineCollection* collection = nullptr;
    std::vector<std::int64_t> tier_starts_us;       ///< the first is 0
    std::vector<std::vector<DayPattern>> patterns;  ///< [tier][pattern of the day]
    std::array<std::uint8_t, 21> pattern_of_day{};  ///< by kind of day times 7 plus weekday
    std::vector<LadderLine> lines;
    std::size_t rate_count = 0;
    enum class Bounds { none, some };
    Bounds bounds = Bounds::none;

    std::size_t pattern_on(const Calendar& calendar, std::int32_t day) const {
        const auto kind = static_cast<std::size_t>(calendar.kind_of(day));
        return pattern_of_day[kind * 7 + static_cast<std::size_t>(Calendar::weekday_of(day))];
    }
};

class Tariff {
public:
    /// The table must be without findings (validate_table); otherwise std::invalid_argument.
    explicit Tariff(RateTable table);
    Tariff(const Tariff&) = delete;
    Tariff& operator=(const Tariff&) = delete;

    const RateTable& table() const { return table_; }
    const TariffPolicy& policy() const { return table_.policy; }
    /// The collection for this vehicle on its n-th visit of the day; there is always one.
    const Ladder& ladder_for(const Vehicle& vehicle, std::int64_t visit_number) const;
    std::size_t place_of(const Ladder& ladder) const {
        return static_cast<std::size_t>(ladder.collection - table_.collections.data());
    }

private:
    RateTable table_;
    std::vector<Ladder> ladders_;  ///< by priority
};

/// The day on which a moment lies in China, counted from 1970, and when it begins.
struct DayStart {
    std::int32_t day = 0;
    std::int64_t us = 0;

    static DayStart of(std::int64_t moment_us) {
        const auto china_us = moment_us + Duration{china_offset}.count();
        auto day = china_us / day_us;
        if (china_us % day_us < 0) --day;
        return {static_cast<std::int32_t>(day), day * day_us - Duration{china_offset}.count()};
    }
};

}  // namespace dlfp::pricing
