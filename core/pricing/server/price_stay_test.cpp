// What the vectors do not say: refusals, calendars, traces of long stays, days of holidays.
#include "core/pricing/server/price_stay.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "core/pricing/server/testing/tables.h"

namespace dlfp::pricing {
namespace {

using namespace testing;

const Calendar& china = china_calendar();

TEST(price_stay, impossible_stays_are_refused_in_order) {
    const Tariff tariff{tariff_g()};
    EXPECT_TRUE(price_stay(tariff, china, stay_of(10, 9)).failed_with(left_before_entered));
    EXPECT_TRUE(price_stay(tariff, china, stay_of(0, 3661 * 1440)).failed_with(stay_too_long));
    const Tariff rates{tariff_g()};
    auto before_first = stay_of(0, 60);
    before_first.visit_number = 0;
    EXPECT_TRUE(price_stay(rates, china, before_first).failed_with(stay_malformed));
}

TEST(price_stay, numbers_that_no_coupon_or_payment_has_are_refused_with_their_place) {
    const Tariff tariff{tariff_g()};
    const auto place_of = [&](const std::function<void(Stay&)>& spoil) {
        auto stay = stay_of(0, 60);
        stay.coupons = {{.reference = "a"}};
        stay.payments = {{at_minute(30), yuan(1)}};
        stay.carried = CarriedCap{at_minute(0), yuan(1)};
        spoil(stay);
        const auto price = price_stay(tariff, china, stay);
        EXPECT_TRUE(price.failed_with(stay_malformed));
        return price ? "" : std::get<std::string>(price.error().facts().at(0).value);
    };
    EXPECT_EQ(place_of([](Stay& stay) { stay.coupons[0].minutes = -1; }), "/coupons/0");
    EXPECT_EQ(place_of([](Stay& stay) { stay.coupons[0].permille = 1001; }), "/coupons/0");
    EXPECT_EQ(place_of([](Stay& stay) { stay.coupons[0].sponsor_permille = -1; }), "/coupons/0");
    EXPECT_EQ(place_of([](Stay& stay) { stay.coupons[0].minutes = INT64_MAX; }), "/coupons/0");
    EXPECT_EQ(place_of([](Stay& stay) { stay.coupons[0].value_fen = yuan(-1); }), "/coupons/0");
    EXPECT_EQ(place_of([](Stay& stay) { stay.payments[0].amount_fen = yuan(-1); }), "/payments/0");
    EXPECT_EQ(place_of([](Stay& stay) { stay.carried->charged_fen = yuan(-1); }), "/carried");
}

TEST(price_stay, a_missing_entry_is_decided_by_the_table) {
    EXPECT_TRUE(
        price_missing_entry(Tariff{tariff_g()}, china, stay_of(60, 60)).failed_with(entry_unknown));
}

TEST(price_stay, the_moment_of_entry_costs_nothing) {
    EXPECT_EQ(price_stay(Tariff{tariff_g()}, china, stay_of(5, 5))->total_fen, Money{});
}

TEST(price_stay, days_that_repeat_are_one_step_with_a_count) {
    const Tariff tariff{tariff_g()};
    Trace trace;
    const auto price = price_stay(tariff, china, stay_of(600, 600 + 30 * 1440), &trace);
    EXPECT_EQ(price->total_fen, yuan(30 * 30));
    EXPECT_EQ(price->uncapped_fen, yuan(30 * (5 + 2 * 46)));
    std::vector<const TraceStep*> windows;
    for (const auto& step : trace)
        if (step.kind == TraceKind::window) windows.push_back(&step);
    ASSERT_EQ(windows.size(), 2U) << "the first, and those after it";
    EXPECT_EQ(windows[1]->occurrences, 29);
    EXPECT_EQ(windows[1]->until_us, at_minute(600 + 30 * 1440).us());
    EXPECT_LE(trace.size(), 9U);
}

TEST(price_stay, an_unpaid_part_payment_gives_no_grace) {
    const Tariff tariff{tariff_g()};
    auto stay = stay_of(0, 72);
    stay.payments = {{at_minute(70), Money::fen(699)}};
    EXPECT_EQ(price_stay(tariff, china, stay)->due_fen, Money::fen(1));
    stay.left_at_us = at_minute(95);
    EXPECT_EQ(price_stay(tariff, china, stay)->due_fen, Money::fen(201));
}

TEST(price_stay, who_paid_a_part_pays_for_the_way_out_as_well) {
    const Tariff tariff{tariff_g()};
    auto stay = stay_of(0, 92);
    stay.payments = {{at_minute(89), Money::fen(699)}};
    EXPECT_EQ(price_stay(tariff, china, stay)->due_fen, Money::fen(201))
        << "another half hour has begun, and no grace with it";
    stay.payments = {{at_minute(89), yuan(7)}};
    EXPECT_EQ(price_stay(tariff, china, stay)->due_fen, Money{});
}

TEST(price_stay, money_from_before_the_entry_or_after_the_exit_counts_but_opens_no_grace) {
    const Tariff tariff{tariff_g()};
    for (const auto paid_at : {-30, 93}) {
        auto stay = stay_of(0, 92);
        stay.payments = {{at_minute(paid_at), yuan(7)}};
        const auto price = price_stay(tariff, china, stay);
        EXPECT_EQ(price->total_fen, yuan(9)) << paid_at;
        EXPECT_EQ(price->due_fen, yuan(2)) << paid_at;
    }
}

TEST(price_stay, free_minutes_of_the_first_visit_are_not_given_to_the_second) {
    auto table = tariff_g();
    table.collections[0].free_time.visits = FreeVisits::first_of_day;
    const Tariff tariff{table};
    auto stay = stay_of(0, 10);
    EXPECT_EQ(price_stay(tariff, china, stay)->total_fen, Money{});
    stay.visit_number = 2;
    EXPECT_EQ(price_stay(tariff, china, stay)->total_fen, yuan(5));
}

TEST(price_stay, coupons_take_nothing_off_the_time_after_a_payment) {
    auto table = tariff_g();
    table.policy.after_payment = AfterPayment::restart_without_free;
    auto stay = stay_of(0, 300);
    stay.coupons = {{.reference = "a", .kind = CouponKind::amount, .value_fen = yuan(2)}};
    stay.payments = {{at_minute(60), yuan(3)}};
    const auto price = price_stay(Tariff{table}, china, stay);
    EXPECT_EQ(price->discount_fen, yuan(2));
    EXPECT_EQ(price->total_fen, yuan(3 + 5 + 2 * 6)) << "an hour less the coupon, then four more";
}

TEST(price_stay, after_every_payment_the_ladder_may_restart) {
    auto table = tariff_g();
    table.policy.after_payment = AfterPayment::restart_without_free;
    const Tariff tariff{table};
    auto stay = stay_of(0, 300);
    stay.payments = {{at_minute(60), yuan(5)}, {at_minute(200), yuan(11)}};
    const auto price = price_stay(tariff, china, stay);
    EXPECT_EQ(price->total_fen, yuan(5 + 11 + 9));
    EXPECT_EQ(price->due_fen, yuan(9));
}

TEST(price_stay, coupons_never_make_a_price_negative) {
    const Tariff tariff{tariff_g()};
    auto stay = stay_of(0, 70);
    stay.coupons = {{.reference = "a", .kind = CouponKind::amount, .value_fen = yuan(100)},
                    {.reference = "b", .kind = CouponKind::free}};
    const auto price = price_stay(tariff, china, stay);
    EXPECT_EQ(price->total_fen, Money{});
    EXPECT_EQ(price->coupons.at(0).discount_fen, yuan(7));
    EXPECT_EQ(price->coupons.at(1).discount_fen, Money{});
}

TEST(price_stay, a_cap_over_visits_hands_on_what_was_charged) {
    auto table = tariff_g();
    table.collections[0].window.reach = CapReach::across_visits;
    const Tariff tariff{table};
    auto stay = stay_of(0, 600);
    const auto first = price_stay(tariff, china, stay);
    EXPECT_EQ(first->total_fen, yuan(30));
    ASSERT_TRUE(first->carried);
    EXPECT_EQ(first->carried->window_started_at_us, at_minute(0));
    auto second = stay_of(700, 800);
    second.carried = first->carried;
    EXPECT_EQ(price_stay(tariff, china, second)->total_fen, Money{});
    EXPECT_EQ(price_stay(tariff, china, second)->carried->charged_fen, yuan(30));
    auto over_the_edge = stay_of(1380, 1500);
    over_the_edge.carried = first->carried;
    EXPECT_EQ(price_stay(tariff, china, over_the_edge)->total_fen, yuan(5))
        << "an hour in the used window, an hour in the next";
}

TEST(price_stay, a_stay_on_both_sides_of_a_right_shares_one_cap_across_visits) {
    auto table = tariff_g();
    auto stay = stay_of(0, 1200);
    stay.rights = {{.kind = RightKind::reservation,
                    .reference = "r",
                    .from_us = at_minute(500),
                    .until_us = at_minute(600)}};
    EXPECT_EQ(price_stay(Tariff{table}, china, stay)->total_fen, yuan(2 * 30))
        << "each stretch by itself";
    table.collections[0].window.reach = CapReach::across_visits;
    EXPECT_EQ(price_stay(Tariff{table}, china, stay)->total_fen, yuan(30));
}

TEST(price_stay, a_window_that_costs_anything_costs_the_least_value) {
    auto table = tariff_g();
    table.collections[0].min_value_fen = yuan(8);
    const Tariff tariff{table};
    EXPECT_EQ(price_stay(tariff, china, stay_of(0, 10))->total_fen, Money{}) << "free is free";
    Trace trace;
    EXPECT_EQ(price_stay(tariff, china, stay_of(0, 30), &trace)->total_fen, yuan(8));
    const auto step = std::ranges::find(trace, TraceKind::least, &TraceStep::kind);
    ASSERT_NE(step, trace.end());
    EXPECT_EQ(step->amount_fen, 300);
    EXPECT_EQ(price_stay(tariff, china, stay_of(0, 121))->total_fen, yuan(5 + 3 * 2))
        << "above the least nothing changes";
}

TEST(price_stay, what_earlier_visits_were_charged_counts_only_where_the_cap_reaches) {
    auto visit = stay_of(700, 800);
    visit.carried = CarriedCap{at_minute(0), yuan(30)};
    EXPECT_EQ(price_stay(Tariff{tariff_g()}, china, visit)->total_fen, yuan(5 + 2 * 2))
        << "a cap of one visit";
    auto table = tariff_g();
    table.collections[0].window.reach = CapReach::across_visits;
    const Tariff across{table};
    EXPECT_EQ(price_stay(across, china, visit)->total_fen, Money{});
    visit.carried = CarriedCap{at_minute(750), yuan(30)};
    EXPECT_EQ(price_stay(across, china, visit)->total_fen, yuan(5 + 2 * 2))
        << "a window that begins after the entry is not this one";
    table.collections[0].window.kind = WindowKind::calendar_day;
    visit.carried = CarriedCap{at_minute(0), yuan(28)};
    EXPECT_EQ(price_stay(Tariff{table}, china, visit)->total_fen, yuan(2)) << "the day's cap";
}

TEST(calendar, holidays_and_worked_weekends_are_as_published) {
    const auto kind = [](std::string_view day) {
        return china.kind_of(BusinessDate::parse(day)->days());
    };
    EXPECT_EQ(kind("2026-10-01"), DayKind::holiday);
    EXPECT_EQ(kind("2026-10-08"), DayKind::working_day);
    EXPECT_EQ(kind("2026-10-10"), DayKind::working_day) << "a Saturday that is worked";
    EXPECT_EQ(kind("2026-10-17"), DayKind::rest_day);
    EXPECT_EQ(kind("2026-02-23"), DayKind::holiday);
    EXPECT_EQ(kind("2026-02-28"), DayKind::working_day);
    EXPECT_EQ(kind("2027-10-01"), DayKind::working_day) << "not published yet: weekends only";
    EXPECT_EQ(kind("2025-12-28"), DayKind::rest_day);
    for (auto day = BusinessDate::parse("2026-01-01").value(); day.year() == 2026;
         day = day.plus_days(1))
        ASSERT_EQ(Calendar::weekday_of(day.days()), day.weekday() - 1);
}

}  // namespace
}  // namespace dlfp::pricing
