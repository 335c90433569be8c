// Days close once, when they are over, with the money settled and every difference named.
#include "scenarios/canteen/server/books/close_day.h"

#include <gtest/gtest.h>

#include "scenarios/canteen/server/books/trade_invariants.h"
#include "scenarios/canteen/server/testing/trading_bank.h"

namespace dlfp::canteen {
namespace {

struct CloseDayTest : testing::Test {
    TradingBank bank{100};
    BusinessDate monday = bank.today();

    Money settled() { return bank.balance(bank.merchant.settlement_account_id); }
    /// To the day after, when the night meal of the day is over.
    void next_morning() { bank.set_time(bank.at(24 + 3)); }
};

// clause: 11.1.4-1
TEST_F(CloseDayTest, a_day_is_settled_with_its_fee_and_closed_once) {
    bank.meal(yuan(60), monday, yuan(10));
    bank.refunded(bank.sale(yuan(50), monday), yuan(10));
    bank.meal(yuan(30), monday.plus_days(1));  // for tomorrow, paid today
    EXPECT_FAILS(bank.close(monday), day_still_open);
    next_morning();
    const auto closed = bank.close(monday);
    ASSERT_TRUE(closed);
    EXPECT_EQ(closed->order_count, 1);
    EXPECT_EQ(closed->sale_count, 1);
    EXPECT_EQ(closed->trade_fen, yuan(110));
    EXPECT_EQ(closed->charged_fen, yuan(140));
    EXPECT_EQ(closed->for_other_days_fen, yuan(30));
    EXPECT_EQ(closed->refunded_fen, yuan(10));
    EXPECT_EQ(closed->fee_fen, Money::fen(1'30));
    EXPECT_EQ(closed->settled_fen, Money::fen(128'70));
    EXPECT_TRUE(closed->ledger_difference_fen.is_zero());
    EXPECT_EQ(closed->difference_count, 0);
    EXPECT_EQ(settled(), Money::fen(128'70));
    EXPECT_FAILS(bank.close(monday), day_already_closed);
    const auto review = bank.review(monday);
    EXPECT_EQ(review.closed_by_name, "吴经理");
    EXPECT_EQ(review.obstacle, "canteen.day_already_closed");
}

TEST_F(CloseDayTest, the_night_meal_holds_the_day_open_until_it_is_over) {
    bank.meal(yuan(10), monday);
    bank.set_time(bank.at(24 + 1, 29));
    EXPECT_FAILS(bank.close(monday), day_still_open);
    bank.set_time(bank.at(24 + 1, 30));
    EXPECT_SUCCEEDS(bank.close(monday));
}

TEST_F(CloseDayTest, late_sales_of_a_closed_day_are_shown_and_settled_with_the_next) {
    bank.meal(yuan(10), monday);
    next_morning();
    ASSERT_TRUE(bank.close(monday));
    bank.bank.advance(1min);
    bank.sale(yuan(7), monday);
    const auto review = bank.review(monday);
    EXPECT_EQ(review.late.sale_count, 1);
    EXPECT_EQ(review.late.total_fen, yuan(7));
    const auto lines = bank.steward().call(list_days_endpoint, {});
    EXPECT_EQ(lines->items.at(1).late_sale_count, 1);
    bank.set_time(bank.at(48 + 3));
    const auto next = bank.close(monday.plus_days(1));
    ASSERT_TRUE(next);
    EXPECT_EQ(next->charged_fen, yuan(7));
    EXPECT_EQ(next->for_other_days_fen, yuan(7));
}

TEST_F(CloseDayTest, an_unanswered_payment_holds_the_day_unless_somebody_says_why) {
    bank.meal(yuan(10), monday);
    bank.order(bank.cash_order(yuan(5)));
    bank.in_test("UPDATE payment_order SET state = 'unknown' WHERE state = 'created'");
    next_morning();
    EXPECT_FAILS(bank.close(monday), payments_unknown);
    EXPECT_FAILS(bank.close(monday, CloseMode::anyway), close_reason_missing);
    const auto closed = bank.close(monday, CloseMode::anyway, api::Text<200>{"核心已确认未扣款"});
    ASSERT_TRUE(closed);
    EXPECT_EQ(closed->reason, "核心已确认未扣款");
}

TEST_F(CloseDayTest, a_gap_holds_the_day_as_long_as_the_grace_lasts) {
    bank.meal(yuan(10), monday);
    bank.in_test("INSERT INTO canteen_seq_gap (terminal_id, from_seq, to_seq) VALUES ($1, 4, 6)",
                 TradingBank::till);
    bank.in_test("UPDATE canteen_terminal SET last_seen_at_us = $1", bank.bank.now());
    next_morning();
    EXPECT_FAILS(bank.close(monday), offline_gap_open);
    EXPECT_EQ(bank.review(monday).gaps.at(0).terminal_name, "一号收银台");
    ASSERT_TRUE(bank.steward().call(
        set_close_rule_endpoint,
        {.mode = ClosingMode::by_hand, .close_minute = {180}, .offline_grace_hours = {2}}));
    EXPECT_SUCCEEDS(bank.close(monday));
}

TEST_F(CloseDayTest, books_that_differ_are_closed_only_with_the_differences_named) {
    const auto payment_id = bank.meal(yuan(10), monday);
    bank.in_test("UPDATE canteen_meal_order SET total_fen = 900 WHERE payment_id = $1", payment_id);
    next_morning();
    EXPECT_FAILS(bank.close(monday), books_differ);
    EXPECT_EQ(bank.review(monday).ledger_difference_fen, yuan(-1));
    ASSERT_TRUE(bank.close(monday, CloseMode::anyway, api::Text<200>{"已登记差错"}));
    const auto found = bank.review(monday).differences;
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].kind, BookDifferenceKind::trade_differs);
    EXPECT_EQ(found[0].subject, payment_id.to_text());
    EXPECT_FALSE(verify_trade(bank.platform()).empty());
}

TEST_F(CloseDayTest, days_close_by_themselves_at_the_operators_hour) {
    bank.meal(yuan(10), monday);
    bank.set_time(bank.at(24 + 2, 59));
    close_days_automatically(bank.platform(), bank.bank.now());
    EXPECT_FALSE(bank.review(monday).closed);
    bank.set_time(bank.at(48 + 3));
    close_days_automatically(bank.platform(), bank.bank.now());
    const auto closed = bank.review(monday).closed;
    ASSERT_TRUE(closed);
    EXPECT_FALSE(closed->closed_by);
    EXPECT_TRUE(bank.review(monday.plus_days(1)).closed);  // a day without trade, too
    EXPECT_FALSE(bank.review(monday.plus_days(2)).closed);
}

TEST_F(CloseDayTest, another_operator_sees_and_closes_nothing_of_it) {
    bank.meal(yuan(10), monday);
    next_morning();
    EXPECT_FAILS(bank.other_steward().call(review_day_endpoint, {.day = monday}),
                 payment::merchant_not_found);
    EXPECT_EQ(
        bank.cashier().call(close_day_endpoint, {.day = monday, .mode = CloseMode::regular}).status,
        403);
}

}  // namespace
}  // namespace dlfp::canteen
