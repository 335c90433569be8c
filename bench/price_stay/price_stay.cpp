// Prices stays of about thirty days at random moments of a year. Before anything is timed, engine
// and yardstick must agree on every stay.
#include "core/pricing/server/price_stay.h"

#include <chrono>
#include <cstdio>
#include <random>

#include "bench/price_stay/by_hand.h"

namespace dlfp::bench {
namespace {

constexpr std::size_t stay_count = 4'096;
constexpr double seconds = 0.5;
constexpr int rounds = 3;  // in turns, so that all meet the same neighbours

enum class Caps { daily, none };

template <std::size_t Count>
void add_bands(pricing::RateLineCollection& collection, const HandBand (&bands)[Count],
               const std::vector<pricing::DayKind>& kinds) {
    for (std::size_t band = 0; band < Count; ++band) {
        pricing::RateLine line{.type = pricing::RateLineType::incrementing_rate,
                               .increment_minutes = unit_minutes,
                               .value_fen = Money::fen(bands[band].unit_fen)};
        line.code = std::to_string(collection.lines.size());
        line.usage = {bands[band].from_minute,
                      band + 1 < Count ? bands[band + 1].from_minute : 1440,
                      kinds,
                      {}};
        collection.lines.push_back(std::move(line));
    }
}

pricing::RateTable table_of(Caps caps) {
    using pricing::DayKind;
    pricing::RateTable table;
    auto& all = table.collections.emplace_back();
    add_bands(all, working_bands, {DayKind::working_day});
    add_bands(all, off_bands, {DayKind::rest_day, DayKind::holiday});
    if (caps == Caps::none) return table;
    all.free_time.minutes = free_minutes;
    all.window.kind = pricing::WindowKind::rolling;
    all.max_value_fen = Money::fen(cap_fen);
    return table;
}

std::vector<pricing::Stay> some_stays() {
    std::mt19937_64 random{20261123};
    const auto year = BusinessDate::parse("2026-01-01")->starts_at().us();
    std::uniform_int_distribution<std::int64_t> minute{0, 330 * 1440};
    std::uniform_int_distribution<std::int64_t> length{29 * 1440, 31 * 1440};
    std::vector<pricing::Stay> stays;
    for (std::size_t count = 0; count < stay_count; ++count) {
        const auto from = UtcTime::from_us(year + minute(random) * minute_us);
        stays.push_back(
            {.entered_at_us = from, .left_at_us = from + Duration{length(random) * minute_us}});
    }
    return stays;
}

HandCalendar hand_calendar() {
    HandCalendar calendar{BusinessDate::parse("2025-12-31")->days(), {}};
    for (int day = 0; day < 400; ++day)
        calendar.days_off.push_back(pricing::china_calendar().kind_of(calendar.first_day + day) !=
                                    pricing::DayKind::working_day);
    return calendar;
}

/// Calls a second; the sum keeps the compiler honest.
template <class Price>
double rate_of(const std::vector<pricing::Stay>& stays, const Price& price) {
    const auto started = std::chrono::steady_clock::now();
    std::chrono::duration<double> taken{};
    std::int64_t sum = 0;
    std::int64_t calls = 0;
    while (taken.count() < seconds) {
        for (const auto& stay : stays) sum += price(stay);
        calls += static_cast<std::int64_t>(stays.size());
        taken = std::chrono::steady_clock::now() - started;
    }
    if (sum <= 0) std::abort();
    return static_cast<double>(calls) / taken.count();
}

struct Figures {
    double engine = 0, traced = 0, by_hand = 0;
};

template <class ByHand>
Figures measure(Caps caps, const std::vector<pricing::Stay>& stays, const ByHand& by_hand) {
    const pricing::Tariff tariff{table_of(caps)};
    const auto& china = pricing::china_calendar();
    pricing::Trace trace;
    const auto engine = [&](const pricing::Stay& stay) {
        return pricing::price_stay(tariff, china, stay)->total_fen.fen();
    };
    const auto traced = [&](const pricing::Stay& stay) {
        trace.clear();
        return pricing::price_stay(tariff, china, stay, &trace)->total_fen.fen();
    };
    for (const auto& stay : stays)
        if (engine(stay) != by_hand(stay) || traced(stay) != by_hand(stay)) {
            std::fprintf(stderr, "engine and yardstick disagree\n");
            std::exit(1);
        }
    Figures best;
    for (int round = 0; round < rounds; ++round) {
        best.engine = std::max(best.engine, rate_of(stays, engine));
        best.traced = std::max(best.traced, rate_of(stays, traced));
        best.by_hand = std::max(best.by_hand, rate_of(stays, by_hand));
    }
    return best;
}

void print(const char* name, double value, double by_hand) {
    std::printf(
        "{\"name\":\"%s\",\"value\":%.0f,\"unit\":\"stays/s\","
        "\"yardstick\":\"function written by hand\",\"yardstick_value\":%.0f,"
        "\"ratio\":%.3f}\n",
        name, value, by_hand, value / by_hand);
}

}  // namespace
}  // namespace dlfp::bench

int main() {
    using namespace dlfp::bench;
    const auto stays = some_stays();
    const auto calendar = hand_calendar();
    const auto capped = measure(Caps::daily, stays, [&](const dlfp::pricing::Stay& stay) {
        return price_by_hand(calendar, stay.entered_at_us.us(), stay.left_at_us.us());
    });
    const auto uncapped = measure(Caps::none, stays, [&](const dlfp::pricing::Stay& stay) {
        return uncapped_by_hand(calendar, stay.entered_at_us.us(), stay.left_at_us.us());
    });
    print("price_stay", capped.engine, capped.by_hand);
    print("price_stay_traced", capped.traced, capped.by_hand);
    print("price_stay_uncapped", uncapped.engine, uncapped.by_hand);
    print("price_stay_uncapped_traced", uncapped.traced, uncapped.by_hand);
    return 0;
}
