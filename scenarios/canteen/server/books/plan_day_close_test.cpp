// A day closes when it is over and its books agree; what does not agree is named.
#include "scenarios/canteen/server/books/plan_day_close.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dlfp::canteen {
namespace {

const auto monday = *BusinessDate::parse("2026-11-23");

payment::PaymentId number(std::uint64_t value) { return payment::PaymentId::fixed(value); }

payment::DayCharge charge(std::uint64_t id, Money amount, std::string scene = "canteen") {
    return {.payment_id = number(id), .scene = std::move(scene), .amount_fen = amount};
}

TradeEntry meal(std::uint64_t id, Money total, BusinessDate day = monday) {
    return {
        .kind = TradeKind::meal_order, .payment_id = number(id), .day = day, .total_fen = total};
}

TEST(plan_day_close, a_meal_paid_on_its_day_agrees_on_all_sides) {
    const auto figures = plan_day_close({.day = monday,
                                         .meals = {meal(1, yuan(12))},
                                         .paid = {meal(1, yuan(12))},
                                         .money = {.charges = {charge(1, yuan(12))}}});
    EXPECT_EQ(figures.order_count, 1);
    EXPECT_EQ(figures.trade_fen, yuan(12));
    EXPECT_EQ(figures.charged_fen, yuan(12));
    EXPECT_TRUE(figures.ledger_difference_fen.is_zero());
    EXPECT_TRUE(figures.differences.empty());
}

TEST(plan_day_close, meals_ordered_ahead_bridge_trade_and_money) {
    const auto tuesday = monday.plus_days(1);
    const auto figures = plan_day_close(
        {.day = monday,
         .meals = {meal(1, yuan(12)), meal(2, yuan(8))},  // the first was paid on Sunday
         .paid = {meal(2, yuan(8)), meal(3, yuan(15), tuesday)},
         .money = {.charges = {charge(2, yuan(8)), charge(3, yuan(15))}}});
    EXPECT_EQ(figures.trade_fen, yuan(20));
    EXPECT_EQ(figures.charged_fen, yuan(23));
    EXPECT_EQ(figures.for_other_days_fen, yuan(15));
    EXPECT_EQ(figures.paid_other_days_fen, yuan(12));
    EXPECT_TRUE(figures.differences.empty());
}

TEST(plan_day_close, money_of_another_scene_counts_but_has_no_meal) {
    const auto figures =
        plan_day_close({.day = monday, .money = {.charges = {charge(1, yuan(9), "farm")}}});
    EXPECT_EQ(figures.charged_fen, yuan(9));
    EXPECT_EQ(figures.for_other_days_fen, yuan(9));
    EXPECT_TRUE(figures.differences.empty());
}

TEST(plan_day_close, each_side_that_disagrees_is_named) {
    auto less = meal(2, yuan(8));
    auto returned = meal(3, yuan(5));
    returned.refunded_fen = yuan(5);
    const auto figures = plan_day_close(
        {.day = monday,
         .meals = {meal(2, yuan(8)), meal(3, yuan(5)), meal(4, yuan(6))},
         .paid = {less, returned},
         .money = {.charges = {charge(1, yuan(12)), charge(2, yuan(9)), charge(3, yuan(5))},
                   .differences = {{payment::DifferenceKind::ledger_missing,
                                    number(1).to_text(),
                                    yuan(12),
                                    {},
                                    {}}}},
         .uncharged = {number(4)}});
    using enum BookDifferenceKind;
    const std::vector<BookDifference> expected{
        {charge_missing, number(4).to_text(), {}, {}},
        {trade_missing, number(1).to_text(), {}, yuan(12)},
        {trade_differs, number(2).to_text(), yuan(8), yuan(9)},
        {refund_differs, number(3).to_text(), yuan(5), Money{}},
        {ledger_missing, number(1).to_text(), yuan(12), {}},
    };
    EXPECT_EQ(figures.differences, expected);
    EXPECT_EQ(figures.ledger_difference_fen, yuan(-1));
}

TEST(plan_day_close, a_refund_that_the_ledger_does_not_know_counts_the_other_way) {
    const auto refund = payment::RefundId::fixed(7);
    const auto figures = plan_day_close(
        {.day = monday,
         .money = {.refunds = {{.refund_id = refund, .amount_fen = yuan(3)}},
                   .differences = {
                       {payment::DifferenceKind::ledger_missing, refund.to_text(), yuan(3), {}, {}},
                       {payment::DifferenceKind::amount_differs,
                        number(2).to_text(),
                        yuan(4),
                        yuan(5),
                        {}},
                       {payment::DifferenceKind::payment_missing,
                        number(3).to_text(),
                        {},
                        yuan(2),
                        {}}}}});
    EXPECT_EQ(figures.refunded_fen, yuan(3));
    EXPECT_EQ(figures.ledger_difference_fen, yuan(-6));
    EXPECT_EQ(figures.differences[1].kind, BookDifferenceKind::ledger_differs);
    EXPECT_EQ(figures.differences[2].kind, BookDifferenceKind::payment_missing);
}

TEST(plan_day_close, a_settlement_of_another_total_is_a_difference) {
    const payment::MerchantDay money{.charges = {charge(1, yuan(100))},
                                     .refunds = {{.amount_fen = yuan(20)}}};
    payment::Settlement settlement{.business_day = monday,
                                   .carried_in_fen = yuan(-10),
                                   .fee_fen = yuan(1),
                                   .settled_fen = yuan(69)};
    EXPECT_FALSE(compare_settlement(money, settlement));
    settlement.settled_fen = yuan(70);
    const auto found = compare_settlement(money, settlement);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->kind, BookDifferenceKind::settlement_differs);
    EXPECT_EQ(found->own_fen, yuan(80));
    EXPECT_EQ(found->other_fen, yuan(81));
}

RC_GTEST_PROP(plan_day_close, trade_is_charged_without_other_days_whatever_was_sold, ()) {
    DayBooks books{.day = monday};
    const auto count = *rc::gen::inRange<std::uint64_t>(0, 30);
    for (std::uint64_t id = 1; id <= count; ++id) {
        const auto amount = Money::fen(*rc::gen::inRange<std::int64_t>(1, 10'000));
        const auto meal_day = monday.plus_days(*rc::gen::inRange(-1, 2));
        const bool is_paid_today = *rc::gen::arbitrary<bool>();
        if (meal_day == monday) books.meals.push_back(meal(id, amount));
        if (!is_paid_today) continue;
        books.paid.push_back(meal(id, amount, meal_day));
        books.money.charges.push_back(charge(id, amount));
    }
    const auto figures = plan_day_close(books);
    RC_ASSERT(figures.trade_fen ==
              figures.charged_fen - figures.for_other_days_fen + figures.paid_other_days_fen);
    RC_ASSERT(figures.differences.empty() && figures.ledger_difference_fen.is_zero());
}

struct MayCloseRow {
    std::string_view what;
    CloseObstacles obstacles;
    CloseWish wish;
    const Failure* failure;
};

TEST(check_may_close, each_obstacle_has_its_name_in_order_of_precedence) {
    const auto after = monday.ends_at() + 3h;
    const OpenGap young{.noticed_at_us = after - 1h};
    const OpenGap old{.noticed_at_us = after - 25h};
    const CloseObstacles none{
        .last_meal_ends_at = monday.ends_at() + 90min, .day = monday, .offline_grace = 24h};
    const auto with = [&](auto change) {
        auto obstacles = none;
        change(obstacles);
        return obstacles;
    };
    const auto closed = with([&](auto& it) { it.closed_at = after, it.day = monday; });
    const auto night = with([&](auto& it) { it.last_meal_ends_at = after + 1us; });
    const auto today = with([&](auto& it) { it.day = monday.plus_days(1); });
    const auto unknown = with([&](auto& it) { it.unknown_payment_count = 1, it.gaps = {young}; });
    const auto gap = with([&](auto& it) { it.gaps = {old, young}, it.difference_count = 1; });
    const auto differs = with([&](auto& it) { it.gaps = {old}, it.difference_count = 2; });
    const CloseWish regular{};
    const CloseWish anyway{CloseMode::anyway, "终端已报废"};
    const CloseWish silent{CloseMode::anyway, ""};
    const MayCloseRow rows[] = {
        {"nothing in the way", none, regular, nullptr},
        {"closed before", closed, anyway, &day_already_closed},
        {"the night meal is still served", night, anyway, &day_still_open},
        {"the day itself is not over", today, anyway, &day_still_open},
        {"anyway without a reason", unknown, silent, &close_reason_missing},
        {"a payment without an answer", unknown, regular, &payments_unknown},
        {"a young gap", gap, regular, &offline_gap_open},
        {"books that differ; an old gap does not hold the day", differs, regular, &books_differ},
        {"in spite of everything, with a reason", gap, anyway, nullptr},
    };
    for (const auto& row : rows) {
        SCOPED_TRACE(row.what);
        const auto outcome = check_may_close(row.obstacles, row.wish, after);
        if (row.failure == nullptr)
            EXPECT_TRUE(outcome);
        else
            EXPECT_TRUE(outcome.failed_with(*row.failure));
    }
}

}  // namespace
}  // namespace dlfp::canteen
