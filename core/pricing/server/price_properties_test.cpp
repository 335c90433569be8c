// What holds for every table: the engine agrees with the plain count, prices never fall with a
// longer stay, stays can be cut at the edges of bands, parts add up.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <numeric>

#include "core/pricing/server/testing/random_tables.h"
#include "core/pricing/server/validate_table.h"

namespace dlfp::pricing {
namespace {

using namespace testing;

Price price_of(const Tariff& tariff, const Stay& stay, Trace* trace = nullptr) {
    return price_stay(tariff, china_calendar(), stay, trace).value();
}

/// Around the National Day of 2026, so that all kinds of days occur; up to `most` minutes long.
Stay any_stay(std::int64_t most) {
    const auto day = BusinessDate::parse("2026-09-19")->starts_at();
    auto minute = any_of(0, 20 * 1440);
    if (any_of(0, 1) == 1) minute -= minute % 15;  // the edges of bands and days lie there
    const auto from = day + std::chrono::minutes(minute);
    return {.entered_at_us = from,
            .left_at_us = from + std::chrono::minutes(any_of(0, any_of(1, most)))};
}

std::int64_t sum_of(const Trace& trace) {
    return std::accumulate(trace.begin(), trace.end(), std::int64_t{0},
                           [](std::int64_t sum, const TraceStep& step) {
                               return sum + step.amount_fen * step.occurrences;
                           });
}

// clause: 3.1.5-3
TEST(price_properties, engine_agrees_with_the_count_minute_by_minute) {
    EXPECT_TRUE(rc::check([] {
        const Tariff tariff{any_table()};
        const auto stay = any_stay(6 * 1440);
        RC_ASSERT(price_of(tariff, stay).total_fen.fen() ==
                  PlainPrice(tariff.table(), stay).total_fen());
    }));
}

TEST(price_properties, price_never_falls_with_a_longer_stay) {
    EXPECT_TRUE(rc::check([] {
        auto table = any_table();
        table.policy.rounding = static_cast<IncrementRounding>(any_of(0, 2));
        table.policy.band_transition = static_cast<BandTransition>(any_of(0, 2));
        table.policy.boundary = static_cast<Boundary>(any_of(0, 1));
        table.policy.time_unit = static_cast<TimeUnit>(any_of(0, 2));
        const Tariff tariff{table};
        auto stay = any_stay(3 * 1440);
        const auto shorter = price_of(tariff, stay).total_fen;
        stay.left_at_us = stay.left_at_us + std::chrono::seconds(any_of(1, 90'000));
        RC_ASSERT(price_of(tariff, stay).total_fen >= shorter);
    }));
}

TEST(price_properties, price_falls_only_where_the_table_says_so) {
    auto table = tariff_g();
    table.collections[0].window.rule = CapRule::full_window_price;
    const Tariff whole_days{table};
    EXPECT_GT(price_of(whole_days, stay_of(0, 1439)).total_fen,
              price_of(whole_days, stay_of(0, 1440)).total_fen);
    auto last_only = tariff_g();
    auto& lines = last_only.collections[0].lines;
    last_only.collections[0].free_time.minutes = 0;
    lines = {increment("day", 0, 60, 600), increment("night", 0, 60, 300)};
    lines[0].usage = {480, 1200, {}, {}}, lines[1].usage = {1200, 480, {}, {}};
    last_only.policy.rounding_scope = RoundingScope::last_stretch;
    const Tariff by_last{last_only};
    EXPECT_EQ(price_of(by_last, stay_of(1190, 1200)).total_fen, yuan(6));
    EXPECT_EQ(price_of(by_last, stay_of(1190, 1210)).total_fen, yuan(4));
}

/// A table of bands alone: no ladder, no free time, no caps.
RateTable any_bands(RoundingScope scope) {
    auto table = any_table();
    auto& all = table.collections[0];
    std::erase_if(all.lines, [](const RateLine& line) { return line.code == "first"; });
    for (auto& line : all.lines) line.duration_start = 0, line.max_value_fen.reset();
    all.free_time = {}, all.window = {};
    all.max_value_fen.reset(), all.visit_max_value_fen.reset();
    table.policy.rounding_scope = scope;
    return table;
}

TEST(price_properties, cutting_a_stay_at_the_edge_of_a_band_changes_nothing) {
    EXPECT_TRUE(rc::check([] {
        const Tariff tariff{any_bands(RoundingScope::each_stretch)};
        const auto stay = any_stay(3 * 1440);
        Trace trace;
        const auto whole = price_of(tariff, stay, &trace);
        Money parts;
        for (const auto& step : trace) {
            if (step.kind != TraceKind::stretch) continue;
            parts += price_of(tariff, {.entered_at_us = UtcTime::from_us(step.from_us),
                                       .left_at_us = UtcTime::from_us(step.until_us)})
                         .total_fen;
        }
        RC_ASSERT(parts == whole.total_fen);
    }));
}

TEST(price_properties, an_edge_between_equal_prices_changes_nothing_when_time_is_added_up) {
    EXPECT_TRUE(rc::check([] {
        auto table = any_bands(RoundingScope::whole_stay);
        const Tariff before{table};
        auto& line = table.collections[0].lines[0];
        auto rest = line;
        rest.code += "rest";
        const auto length = (line.usage.until_minute - line.usage.from_minute + 1440) % 1440;
        RC_PRE(length > 1);
        line.usage.until_minute = (line.usage.from_minute + any_of(1, length - 1)) % 1440;
        rest.usage.from_minute = line.usage.until_minute;
        table.collections[0].lines.push_back(rest);
        const Tariff after{table};
        const auto stay = any_stay(3 * 1440);
        RC_ASSERT(price_of(before, stay).total_fen == price_of(after, stay).total_fen);
    }));
}

TEST(price_properties, the_steps_add_up_and_change_nothing) {
    EXPECT_TRUE(rc::check([] {
        auto table = any_table();
        table.policy.rounding = static_cast<IncrementRounding>(any_of(0, 2));
        table.policy.rounding_scope = static_cast<RoundingScope>(any_of(0, 2));
        table.policy.coupon_time = static_cast<CouponTime>(any_of(0, 2));
        table.policy.coupon_place = static_cast<CouponPlace>(any_of(0, 1));
        table.policy.coupon_combination = static_cast<CouponCombination>(any_of(0, 1));
        const Tariff tariff{table};
        auto stay = any_stay(40 * 1440);
        for (auto count = any_of(0, 3); count > 0; --count)
            stay.coupons.push_back({.reference = "c" + std::to_string(count),
                                    .kind = static_cast<CouponKind>(any_of(0, 3)),
                                    .minutes = any_of(0, 200),
                                    .value_fen = Money::fen(any_of(0, 900)),
                                    .permille = any_of(0, 1000),
                                    .sponsor_permille = any_of(0, 1000)});
        Trace trace;
        const auto price = price_of(tariff, stay, &trace);
        RC_ASSERT(sum_of(trace) == price.total_fen.fen());
        RC_ASSERT(price_of(tariff, stay).total_fen == price.total_fen);
        RC_ASSERT(price.list_fen - price.discount_fen == price.total_fen);
        Money discounts;
        for (const auto& use : price.coupons) {
            RC_ASSERT(use.sponsor_fen + use.operator_fen == use.discount_fen);
            RC_ASSERT(!use.sponsor_fen.is_negative() && !use.operator_fen.is_negative());
            discounts += use.discount_fen;
        }
        RC_ASSERT(discounts == price.discount_fen);
        RC_ASSERT(!price.total_fen.is_negative());
    }));
}

TEST(price_properties, rights_count_alike_in_any_order) {
    EXPECT_TRUE(rc::check([] {
        const Tariff tariff{any_table()};
        auto stay = any_stay(3 * 1440);
        for (int count = 0; count < 3; ++count) {
            const auto from = stay.entered_at_us + std::chrono::minutes(any_of(-100, 3000));
            stay.rights.push_back(
                {.from_us = from, .until_us = from + std::chrono::minutes(any_of(0, 900))});
        }
        const auto price = price_of(tariff, stay).total_fen;
        std::ranges::reverse(stay.rights);
        RC_ASSERT(price_of(tariff, stay).total_fen == price);
    }));
}

}  // namespace
}  // namespace dlfp::pricing
