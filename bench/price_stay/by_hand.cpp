// Straight loops over constants: no tables, no switches, nothing that another tariff would need.
#include "bench/price_stay/by_hand.h"

#include <algorithm>
#include <iterator>

namespace dlfp::bench {
namespace {

constexpr std::int64_t day_us = 1440 * minute_us;
constexpr std::int64_t china_us = 480 * minute_us;
constexpr std::int64_t unit_us = unit_minutes * minute_us;

template <std::size_t Count>
std::int64_t price_of_day(const HandBand (&bands)[Count], std::int64_t from_us,
                          std::int64_t until_us) {
    std::int64_t fen = 0;
    for (std::size_t band = 0; band < Count; ++band) {
        const auto start = std::max(from_us, bands[band].from_minute * minute_us);
        const auto end =
            std::min(until_us, band + 1 < Count ? bands[band + 1].from_minute * minute_us : day_us);
        if (start < end) fen += (end - start + unit_us - 1) / unit_us * bands[band].unit_fen;
    }
    return fen;
}

}  // namespace

std::int64_t uncapped_by_hand(const HandCalendar& calendar, std::int64_t from_us,
                              std::int64_t until_us) {
    std::int64_t fen = 0;
    auto day = (from_us + china_us) / day_us;
    for (auto day_start = day * day_us - china_us; day_start < until_us;
         day_start += day_us, ++day) {
        const auto start = std::max<std::int64_t>(from_us - day_start, 0);
        const auto end = std::min(until_us - day_start, day_us);
        const bool is_off = calendar.days_off[static_cast<std::size_t>(day - calendar.first_day)];
        fen +=
            is_off ? price_of_day(off_bands, start, end) : price_of_day(working_bands, start, end);
    }
    return fen;
}

std::int64_t price_by_hand(const HandCalendar& calendar, std::int64_t from_us,
                           std::int64_t until_us) {
    if (until_us - from_us <= free_minutes * minute_us) return 0;
    std::int64_t fen = 0;
    for (; from_us < until_us; from_us += day_us)
        fen += std::min(cap_fen,
                        uncapped_by_hand(calendar, from_us, std::min(from_us + day_us, until_us)));
    return fen;
}

}  // namespace dlfp::bench
