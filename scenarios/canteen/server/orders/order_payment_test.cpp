// What payments do to orders, delivered once, twice, late or out of order.
#include "scenarios/canteen/server/orders/order_payment.h"

#include "scenarios/canteen/server/testing/order_bank.h"

namespace dlfp::canteen {
namespace {

struct OrderPaymentTest : testing::Test {
    OrderBank bank;

    std::optional<MealOrder> row(MealOrderId id) {
        return bank.read([&](sql::Reader& reader) { return OrderRepository{reader}.find(id); });
    }
};

TEST_F(OrderPaymentTest, a_charge_brings_a_number_a_slip_and_a_notice) {
    const auto id = bank.paid_order({OrderBank::ordered(CanteenBank::pork)}, yuan(18));
    const auto view = bank.view(id);
    EXPECT_EQ(view.state, OrderState::paid);
    EXPECT_EQ(view.pick_up_number, 1);
    const auto kitchen = bank.kitchen_of_lunch();
    ASSERT_EQ(kitchen.tickets.size(), 1U);
    EXPECT_EQ(kitchen.tickets[0].pick_up_number, 1);
    EXPECT_EQ(kitchen.tickets[0].dishes[0].delta_quantity, 1);
    EXPECT_EQ(bank.notices_titled("取餐号 1"), 1);
}

TEST_F(OrderPaymentTest, numbers_count_per_outlet_day_and_period_without_doubles) {
    EXPECT_EQ(bank.view(bank.paid_order({OrderBank::ordered(CanteenBank::pork)}, yuan(18)))
                  .pick_up_number,
              1);
    EXPECT_EQ(bank.view(bank.paid_order({OrderBank::ordered(CanteenBank::pork)}, yuan(18)))
                  .pick_up_number,
              2);
    EXPECT_EQ(bank.view(bank.paid_order(
                            {OrderBank::ordered(CanteenBank::pork, 1, CanteenBank::dinner_period)},
                            yuan(18)))
                  .pick_up_number,
              1);
}

TEST_F(OrderPaymentTest, events_that_come_again_change_nothing) {
    const auto id = bank.paid_order(OrderBank::meal_of_row_c5(), Money::fen(15'80));
    const auto charged = bank.event_of(id);
    bank.deliver(payment::charged_topic, charged);
    bank.deliver(payment::closed_topic, charged);
    EXPECT_EQ(bank.view(id).state, OrderState::paid);
    EXPECT_EQ(bank.view(id).pick_up_number, 1);
    EXPECT_EQ(bank.kitchen_of_lunch().tickets.size(), 1U);
    EXPECT_EQ(bank.notices_titled("取餐号 1"), 1);

    const auto refund = bank.give_back(bank.view(id).payment_id, Money::fen(6'90));
    auto refunded = bank.event_of(id);
    refunded.refund_id = refund->refund_id;
    refunded.amount_fen = Money::fen(6'90);
    bank.deliver(payment::refunded_topic, refunded);
    bank.deliver(payment::refunded_topic, refunded);
    EXPECT_EQ(bank.view(id).refunded_fen, Money::fen(6'90));
}

TEST_F(OrderPaymentTest, events_of_others_are_left_alone) {
    const auto id = bank.paid_order({OrderBank::ordered(CanteenBank::pork)}, yuan(18));
    auto foreign = bank.event_of(id);
    foreign.scene = "parking";
    bank.deliver(payment::refunded_topic, foreign);
    foreign = bank.event_of(id);
    foreign.scene_ref = SaleId::fixed(7).to_text();
    bank.deliver(payment::closed_topic, foreign);
    foreign.scene_ref = MealOrderId::fixed(7).to_text();
    bank.deliver(payment::charged_topic, foreign);
    foreign = bank.event_of(id);
    foreign.payment_id = payment::PaymentId::fixed(7);
    bank.deliver(payment::closed_topic, foreign);
    EXPECT_EQ(row(id)->state, OrderState::paid);
}

/// The event is still under way: the payment knows more than the order.
TEST_F(OrderPaymentTest, requests_see_a_payment_before_its_event_arrives) {
    bank.bank.hold_events();
    const auto id = bank.paid_order({OrderBank::ordered(CanteenBank::pork)}, yuan(18));
    EXPECT_EQ(row(id)->state, OrderState::unpaid);
    EXPECT_EQ(bank.view(id).state, OrderState::paid) << "the view asks the payment";
    EXPECT_FALSE(bank.view(id).pick_up_number);
    const auto cancelled = bank.orderer->call(cancel_order_endpoint, {.order_id = id});
    ASSERT_TRUE(cancelled) << cancelled.body;
    EXPECT_EQ(cancelled->refund_state, payment::RefundState::refunded);
    EXPECT_EQ(bank.cash_left(), yuan(18));
    bank.bank.deliver_events();
    EXPECT_EQ(bank.view(id).state, OrderState::cancelled);
    EXPECT_EQ(bank.view(id).refunded_fen, yuan(18)) << "booked by the request, not again";
}

TEST_F(OrderPaymentTest, an_expired_payment_gives_portions_back_and_closes_the_order) {
    bank.fill(bank.diner.cash_account_id, yuan(100));
    const auto placed = bank.place({OrderBank::ordered(CanteenBank::scarce, 2)}, yuan(24));
    bank.in_unit([&](const payment::Scope& scope) {
            return payment::close_order(scope, placed->payment_id);
        })
        .value();
    bank.deliver(payment::closed_topic, bank.event_of(placed->order_id));
    EXPECT_EQ(row(placed->order_id)->state, OrderState::closed);
    EXPECT_EQ(bank.stock_left(OrderBank::item(CanteenBank::scarce)), 2) << "once, not twice";
}

TEST_F(OrderPaymentTest, a_refund_of_the_whole_payment_ends_the_order_and_tells_the_kitchen) {
    const auto id = bank.paid_order(OrderBank::meal_of_row_c5(), Money::fen(15'80));
    const auto refund = bank.give_back(bank.view(id).payment_id, Money::fen(15'80));
    auto refunded = bank.event_of(id);
    refunded.refund_id = refund->refund_id;
    bank.deliver(payment::refunded_topic, refunded);
    EXPECT_EQ(bank.view(id).state, OrderState::cancelled);
    const auto kitchen = bank.kitchen_of_lunch();
    ASSERT_EQ(kitchen.tickets.size(), 2U);
    EXPECT_EQ(kitchen.tickets[1].dishes[0].delta_quantity, -1);
}

// clause: 3.1.3-5
TEST_F(OrderPaymentTest, order_payment_and_ledger_agree_to_the_fen) {
    const auto grant = bank.give_lunch(yuan(10), yuan(50));
    const auto placed = bank.place(OrderBank::meal_of_row_c5(), Money::fen(15'80));
    ASSERT_TRUE(placed) << placed.body;
    const auto earned_before = bank.balance(bank.merchant.clearing_account_id);
    ASSERT_TRUE(bank.pay(placed->payment_id));
    EXPECT_TRUE(bank.pay(placed->payment_id).failed_with(payment::already_charged));
    const auto view = bank.view(placed->order_id);
    Money lines;
    for (const auto& line : view.lines) lines += line.amount_fen;
    Money tenders;
    for (const auto& tender : view.tenders) tenders += tender.amount_fen;
    EXPECT_EQ(view.total_fen, Money::fen(15'80));
    EXPECT_EQ(lines, view.total_fen);
    EXPECT_EQ(tenders, view.total_fen);
    EXPECT_EQ(bank.stored(view.payment_id).amount_fen, view.total_fen);
    EXPECT_EQ(bank.balance(bank.merchant.clearing_account_id) - earned_before, view.total_fen);
    EXPECT_EQ(bank.balance(grant.account_id), Money{});
    EXPECT_EQ(bank.cash_left(), Money::fen(44'20));
}

}  // namespace
}  // namespace dlfp::canteen
