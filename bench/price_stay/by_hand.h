// The yardstick: one tariff as somebody would write it down who knows no other.
#pragma once

#include <cstdint>
#include <vector>

namespace dlfp::bench {

inline constexpr std::int64_t minute_us = 60'000'000;
inline constexpr std::int64_t free_minutes = 15;
inline constexpr std::int64_t unit_minutes = 30;
inline constexpr std::int64_t cap_fen = 6'000;

/// A band from this minute of the day on, and its price for each started half hour.
struct HandBand {
    std::int64_t from_minute;
    std::int64_t unit_fen;
};
/// Twelve bands on working days, and twelve with other prices on days off.
inline constexpr HandBand working_bands[]{{0, 50},    {360, 100},  {420, 150},  {450, 250},
                                          {570, 150}, {690, 200},  {810, 150},  {900, 100},
                                          {990, 200}, {1020, 250}, {1140, 150}, {1260, 100}};
inline constexpr HandBand off_bands[]{{0, 50},    {420, 100},  {480, 150},  {540, 200},
                                      {600, 250}, {660, 300},  {780, 250},  {840, 200},
                                      {960, 250}, {1080, 300}, {1200, 150}, {1320, 100}};

/// Every day off from the first day on, counted from 1970.
struct HandCalendar {
    std::int32_t first_day;
    std::vector<bool> days_off;
};

/// Fifteen minutes free, then bands in half hours, at most 60 yuan in each 24 hours from entry.
std::int64_t price_by_hand(const HandCalendar& calendar, std::int64_t from_us,
                           std::int64_t until_us);
/// The same without the cap, over the whole stay.
std::int64_t uncapped_by_hand(const HandCalendar& calendar, std::int64_t from_us,
                              std::int64_t until_us);

}  // namespace dlfp::bench
