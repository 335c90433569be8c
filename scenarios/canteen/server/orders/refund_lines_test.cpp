// Cancelling and refunding over the API: row C5 from the canteen's side, approval, kitchen deltas.
#include "scenarios/canteen/server/orders/refund_lines.h"

#include "core/payment/server/staff_payments.h"
#include "platform/api/failures.h"
#include "scenarios/canteen/server/testing/order_bank.h"

namespace dlfp::canteen {
namespace {

struct RefundLinesTest : testing::Test {
    OrderBank bank;

    auto cancel(MealOrderId id, api::List<CancelledLine, 20> lines = {}) {
        return bank.orderer->call(cancel_order_endpoint, {id, std::move(lines)});
    }
    auto refund(MealOrderId id, api::List<RefundedLine, 20> lines) {
        return bank.cashier().call(refund_meal_endpoint, {id, std::move(lines), "菜品有误"});
    }
};

// clause: 3.1.3-3
TEST_F(RefundLinesTest, row_c5_goes_back_to_the_purse_used_last_first) {
    const auto grant = bank.give_lunch(yuan(10), Money::fen(5'80));
    const auto placed = bank.place(OrderBank::meal_of_row_c5(), Money::fen(15'80));
    ASSERT_TRUE(bank.pay(placed->payment_id));
    EXPECT_EQ(bank.cash_left(), Money{});
    const auto cancelled = cancel(placed->order_id, {{{2}, {1}}});
    ASSERT_TRUE(cancelled) << cancelled.body;
    EXPECT_EQ(cancelled->refund_fen, Money::fen(6'90));
    EXPECT_EQ(bank.cash_left(), Money::fen(5'80));
    EXPECT_EQ(bank.balance(grant.account_id), Money::fen(1'10)) << "subsidy stays subsidy";
    const auto view = bank.view(placed->order_id);
    EXPECT_EQ(view.state, OrderState::paid);
    EXPECT_EQ(view.refunded_fen, Money::fen(6'90));
    EXPECT_EQ(view.lines[1].cancelled_quantity, 1);
    EXPECT_EQ(view.lines[1].refunded_fen, Money::fen(6'90));
    EXPECT_EQ(view.tenders[0].refunded_fen, Money::fen(1'10));
    const auto kitchen = bank.kitchen_of_lunch();
    ASSERT_EQ(kitchen.tickets.size(), 2U) << "the slip says what changed";
    ASSERT_EQ(kitchen.tickets[1].dishes.size(), 1U);
    EXPECT_EQ(kitchen.tickets[1].dishes[0].dish_name, "麻婆豆腐");
    EXPECT_EQ(kitchen.tickets[1].dishes[0].delta_quantity, -1);
}

TEST_F(RefundLinesTest, cancelling_everything_ends_the_order_and_frees_the_portions) {
    const auto id = bank.paid_order({OrderBank::ordered(CanteenBank::scarce, 2)}, yuan(24));
    EXPECT_EQ(bank.stock_left(OrderBank::item(CanteenBank::scarce)), 0);
    const auto cancelled = cancel(id);
    ASSERT_TRUE(cancelled) << cancelled.body;
    EXPECT_EQ(cancelled->state, OrderState::cancelled);
    EXPECT_EQ(cancelled->refunded_fen, yuan(24));
    EXPECT_EQ(bank.stock_left(OrderBank::item(CanteenBank::scarce)), 2);
    EXPECT_EQ(bank.cash_left(), yuan(24));
    EXPECT_FAILS(cancel(id), order_ended);
    EXPECT_FAILS(refund(id, {{{1}, {1}, {}}}), order_ended);
}

TEST_F(RefundLinesTest, an_unpaid_order_is_given_up_without_money) {
    bank.fill(bank.diner.cash_account_id, yuan(50));
    const auto placed = bank.place({OrderBank::ordered(CanteenBank::scarce, 2)}, yuan(24));
    EXPECT_FAILS(refund(placed->order_id, {{{1}, {1}, {}}}), order_not_paid);
    const auto cancelled = cancel(placed->order_id);
    ASSERT_TRUE(cancelled) << cancelled.body;
    EXPECT_EQ(cancelled->state, OrderState::closed);
    EXPECT_FALSE(cancelled->refund_state);
    EXPECT_EQ(bank.stock_left(OrderBank::item(CanteenBank::scarce)), 2);
    EXPECT_TRUE(bank.pay(placed->payment_id).failed_with(payment::order_closed));
}

TEST_F(RefundLinesTest, customers_cancel_until_the_cut_off_and_staff_later) {
    const auto id = bank.paid_order({OrderBank::ordered(CanteenBank::scarce, 2)}, yuan(24));
    bank.set_time(bank.at(10));
    EXPECT_FAILS(cancel(id), cut_off_passed);
    EXPECT_FAILS(bank.customer(payment::li).call(cancel_order_endpoint, {id, {}}), order_not_found);
    const auto refunded = refund(id, {{{1}, {1}, {}}});
    ASSERT_TRUE(refunded) << refunded.body;
    EXPECT_EQ(refunded->refunded_fen, yuan(12));
    EXPECT_EQ(bank.stock_left(OrderBank::item(CanteenBank::scarce)), 0)
        << "after the cut-off it is cooked";
    ASSERT_TRUE(bank.kitchen().call(
        hand_out_endpoint,
        {CanteenBank::outlet, CanteenBank::lunch_period, bank.today(), {1}, {}}));
    bank.set_time(bank.at(9));
    EXPECT_FAILS(cancel(id), order_collected);
    ASSERT_TRUE(refund(id, {{{1}, {0}, yuan(2)}})) << "a reduction after the meal";
    EXPECT_EQ(bank.view(id).refunded_fen, yuan(14));
    EXPECT_EQ(bank.kitchen_of_lunch().tickets.size(), 2U) << "nothing to stop cooking any more";
}

TEST_F(RefundLinesTest, a_line_never_gives_back_more_than_was_paid) {
    const auto id = bank.paid_order({OrderBank::ordered(CanteenBank::pork, 2)}, yuan(36));
    EXPECT_FAILS(refund(id, {}), refund_lines_empty);
    EXPECT_FAILS(refund(id, {{{9}, {1}, {}}}), order_line_unknown);
    EXPECT_FAILS(refund(id, {{{1}, {3}, {}}}), refund_quantity_exceeded);
    EXPECT_FAILS(refund(id, {{{1}, {0}, yuan(37)}}), refund_amount_exceeded);
    ASSERT_TRUE(refund(id, {{{1}, {1}, {}}}));
    EXPECT_FAILS(refund(id, {{{1}, {2}, {}}}), refund_quantity_exceeded);
    EXPECT_EQ(bank.view(id).refunded_fen, yuan(18));
    EXPECT_FAILS(bank.other_steward().call(refund_meal_endpoint, {id, {{{1}, {1}, {}}}, "x"}),
                 order_not_found);
    EXPECT_FAILS(bank.kitchen().call(refund_meal_endpoint, {id, {{{1}, {1}, {}}}, "x"}),
                 api::permission_missing);
}

TEST_F(RefundLinesTest, above_the_limit_a_second_person_decides_and_the_order_shows_it) {
    const auto id = bank.paid_order({OrderBank::ordered(CanteenBank::pork, 15)}, yuan(270));
    const auto asked = refund(id, {{{1}, {12}, {}}});
    ASSERT_TRUE(asked) << asked.body;
    EXPECT_EQ(asked->refund_state, payment::RefundState::waiting_approval);
    auto view = bank.view(id);
    EXPECT_EQ(view.refund_waiting_fen, yuan(216));
    EXPECT_EQ(view.lines[0].cancelled_quantity, 0);
    EXPECT_EQ(bank.kitchen_of_lunch().tickets.size(), 1U) << "cooking goes on until it is decided";
    EXPECT_FAILS(refund(id, {{{1}, {4}, {}}}), refund_quantity_exceeded);
    const auto decide = [&](const auto& endpoint) {
        return bank.checker(9).call(endpoint, {bank.waiting_approval(), {}});
    };
    ASSERT_TRUE(decide(approval::reject_endpoint));
    EXPECT_EQ(bank.view(id).refund_waiting_fen, Money{});
    bank.bank.advance(1s);
    ASSERT_TRUE(refund(id, {{{1}, {13}, {}}})) << "rejected portions can be asked for again";
    ASSERT_TRUE(decide(approval::approve_endpoint));
    auto event = bank.event_of(id);
    event.refund_id = bank.view(id).refunds.back().refund_id;
    bank.deliver(payment::refunded_topic, event);
    view = bank.view(id);
    EXPECT_EQ(view.lines[0].cancelled_quantity, 13);
    EXPECT_EQ(view.refunded_fen, yuan(234));
    EXPECT_EQ(bank.kitchen_of_lunch().dishes[0].wanted_quantity, 2);
}

}  // namespace
}  // namespace dlfp::canteen
