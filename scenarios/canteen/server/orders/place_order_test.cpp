// Ordering over the API: who may, until when, at which price, and that nothing is half done.
#include "scenarios/canteen/server/orders/place_order.h"

#include "platform/api/failures.h"
#include "scenarios/canteen/server/testing/order_bank.h"

namespace dlfp::canteen {
namespace {

struct PlaceOrderTest : testing::Test {
    OrderBank bank;
};

// clause: 3.1.3-5
TEST_F(PlaceOrderTest, an_order_takes_portions_and_waits_at_the_cashier_until_it_expires) {
    bank.give_lunch(yuan(10), yuan(50));
    const auto placed = bank.place({OrderBank::ordered(CanteenBank::scarce, 2)}, yuan(24));
    ASSERT_TRUE(placed) << placed.body;
    EXPECT_EQ(placed->total_fen, yuan(24));
    EXPECT_EQ(placed->expires_at_us, bank.at(8, 15));
    EXPECT_EQ(bank.stock_left(OrderBank::item(CanteenBank::scarce)), 0);
    const auto view = bank.view(placed->order_id);
    EXPECT_EQ(view.state, OrderState::unpaid);
    EXPECT_FALSE(view.pick_up_number);
    EXPECT_EQ(view.meal.outlet_name, "一号餐厅");
    EXPECT_EQ(view.meal.ordering_ends_at_us, bank.at(10));
    ASSERT_EQ(view.tenders.size(), 2U);
    EXPECT_EQ(view.tenders[0].kind, payment::TenderKind::subsidy);
    EXPECT_EQ(view.tenders[1].amount_fen, yuan(14));
    EXPECT_EQ(bank.cash_left(), yuan(50)) << "nothing moves before the cashier";
    EXPECT_TRUE(bank.kitchen_of_lunch().tickets.empty());
}

TEST_F(PlaceOrderTest, the_last_portions_are_sold_once) {
    bank.give_lunch(yuan(10), yuan(100));
    ASSERT_TRUE(bank.place({OrderBank::ordered(CanteenBank::scarce, 1)}, yuan(12)));
    const auto late = bank.place({OrderBank::ordered(CanteenBank::scarce, 2)}, yuan(24));
    EXPECT_FAILS(late, dish_sold_out);
    EXPECT_EQ(late.fact("stock_left"), 1);
    EXPECT_EQ(bank.stock_left(OrderBank::item(CanteenBank::scarce)), 1);
}

TEST_F(PlaceOrderTest, the_same_key_orders_once) {
    bank.give_lunch(yuan(10), yuan(100));
    const PlaceOrderRequest request{.lines = {OrderBank::ordered(CanteenBank::scarce)},
                                    .expected_total_fen = yuan(12)};
    const auto first =
        bank.orderer->call_with_key(place_order_endpoint, request, "one-intention-1");
    const auto again =
        bank.orderer->call_with_key(place_order_endpoint, request, "one-intention-1");
    ASSERT_TRUE(first);
    EXPECT_EQ(again->order_id, first->order_id);
    EXPECT_EQ(bank.stock_left(OrderBank::item(CanteenBank::scarce)), 1);
    EXPECT_EQ(bank.orderer->call(list_orders_endpoint, {})->items.size(), 1U);
}

// clause: 3.1.3-14
TEST_F(PlaceOrderTest, only_verified_diners_with_an_account_order) {
    const PlaceOrderRequest request{.lines = {OrderBank::ordered(CanteenBank::pork)},
                                    .expected_total_fen = yuan(18)};
    EXPECT_FAILS(bank.registered(bank.zhang_san).call(place_order_endpoint, request),
                 api::permission_missing);
    const auto li_si = bank.verified("13900139000", "李四", "110101198811230015");
    EXPECT_FAILS(bank.customer(li_si).call(place_order_endpoint, request), not_a_diner);
    add_diner(bank, {.organisation_id = canteen_operator,
                     .diner_number = "1002",
                     .mobile = "13900139000",
                     .customer_id = li_si,
                     .cash_fen = yuan(50)});
    EXPECT_FAILS(bank.customer(li_si).call(place_order_endpoint, request), dining_account_missing);
}

TEST_F(PlaceOrderTest, the_cut_off_ends_ordering_and_the_time_to_pay) {
    bank.give_lunch(yuan(10), yuan(100));
    bank.set_time(bank.at(9, 55));
    const auto placed = bank.place({OrderBank::ordered(CanteenBank::pork)}, yuan(18));
    ASSERT_TRUE(placed);
    EXPECT_EQ(placed->expires_at_us, bank.at(10)) << "the cut-off comes before the quarter";
    bank.set_time(bank.at(10));
    const auto late = bank.place({OrderBank::ordered(CanteenBank::pork)}, yuan(18));
    EXPECT_FAILS(late, cut_off_passed);
    EXPECT_EQ(late.fact("ordering_ends_at_us"), bank.at(10).us());
    EXPECT_TRUE(bank.pay(placed->payment_id).failed_with(payment::order_expired));
    EXPECT_EQ(bank.cash_left(), yuan(100));
    EXPECT_EQ(bank.view(placed->order_id).state, OrderState::unpaid) << "nothing half done";
}

TEST_F(PlaceOrderTest, each_reason_reaches_the_customer_with_its_code) {
    bank.give_lunch(yuan(10), yuan(100));
    EXPECT_FAILS(bank.place({}, yuan(1)), order_lines_mixed);
    EXPECT_FAILS(bank.place({OrderBank::ordered(CanteenBank::pork),
                             OrderBank::ordered(CanteenBank::tofu, 1, CanteenBank::dinner_period)},
                            yuan(25)),
                 order_lines_mixed);
    EXPECT_FAILS(bank.place({OrderBank::ordered(CanteenBank::beef_kg)}, yuan(26)),
                 dish_not_orderable);
    EXPECT_FAILS(bank.place({{MenuItemId::fixed(1), {1}}}, yuan(26)), menu_item_not_found);
    const auto changed = bank.place({OrderBank::ordered(CanteenBank::pork)}, yuan(17));
    EXPECT_FAILS(changed, order_price_changed);
    EXPECT_EQ(changed.fact("total_fen"), 18'00);
    EXPECT_FAILS(bank.place({OrderBank::ordered(CanteenBank::pork, 20)}, yuan(360)),
                 purses_insufficient);
    bank.set_time(bank.at(8) - 24h * 8);
    EXPECT_FAILS(bank.place({OrderBank::ordered(CanteenBank::pork)}, yuan(18)), ordering_not_open);
}

TEST_F(PlaceOrderTest, set_meals_cost_what_the_class_pays_and_count_for_the_starting_day) {
    bank.give_lunch(yuan(10), yuan(100));
    const auto lunch =
        bank.orderer->call(quote_order_endpoint, {{OrderBank::ordered(CanteenBank::set_meal)}});
    EXPECT_EQ(lunch->total_fen, yuan(15)) << "row C6: the class goes before the area";
    // The night meal has no price for anybody: it is not sold as a set.
    EXPECT_FAILS(
        bank.place({OrderBank::ordered(CanteenBank::set_meal, 1, CanteenBank::night_period)},
                   yuan(15)),
        set_meal_price_missing);
    bank.write([&](sql::Transaction& transaction) {
        PriceBooks{transaction}.set_class_price(
            {CanteenBank::staff_class, CanteenBank::night, canteen_operator, yuan(9)});
        return true;
    });
    const auto night = [&](std::int64_t quantity) {
        return bank.place(
            {OrderBank::ordered(CanteenBank::set_meal, quantity, CanteenBank::night_period)},
            yuan(9 * quantity));
    };
    EXPECT_FAILS(night(2), meal_limit_reached);
    const auto first = night(1);
    ASSERT_TRUE(first);
    const auto second = night(1);
    EXPECT_FAILS(second, meal_limit_reached);
    EXPECT_EQ(second.fact("meals_left"), 0);
    ASSERT_TRUE(bank.orderer->call(cancel_order_endpoint, {.order_id = first->order_id}));
    EXPECT_TRUE(night(1)) << "a given-up order gives its meal back";
}

TEST_F(PlaceOrderTest, free_dishes_alone_are_no_order) {
    bank.write([&](sql::Transaction& transaction) {
        PriceBooks{transaction}.set_class_price(
            {CanteenBank::staff_class, CanteenBank::lunch, canteen_operator, Money{}});
        return true;
    });
    EXPECT_FAILS(bank.place({OrderBank::ordered(CanteenBank::set_meal)}, Money{}),
                 order_total_zero);
}

TEST_F(PlaceOrderTest, a_quote_names_the_purses_and_stores_nothing) {
    bank.give_lunch(yuan(10), yuan(100));
    const auto quote = bank.orderer->call(quote_order_endpoint, {OrderBank::meal_of_row_c5()});
    ASSERT_TRUE(quote) << quote.body;
    EXPECT_EQ(quote->total_fen, Money::fen(15'80));
    ASSERT_EQ(quote->tenders.size(), 2U);
    EXPECT_EQ(quote->tenders[0].name, "午餐补贴");
    EXPECT_EQ(quote->tenders[0].amount_fen, yuan(10));
    EXPECT_EQ(quote->tenders[1].amount_fen, Money::fen(5'80));
    EXPECT_TRUE(bank.orderer->call(list_orders_endpoint, {})->items.empty());
}

TEST_F(PlaceOrderTest, an_unpaid_order_changes_its_dishes_and_its_payment) {
    bank.give_lunch(yuan(10), yuan(100));
    const auto placed = bank.place({OrderBank::ordered(CanteenBank::scarce, 2)}, yuan(24));
    const auto change = [&](OrderedDishes lines, Money total) {
        return bank.orderer->call(change_order_endpoint,
                                  {placed->order_id, std::move(lines), total});
    };
    const auto changed =
        change({OrderBank::ordered(CanteenBank::scarce), OrderBank::ordered(CanteenBank::tofu)},
               Money::fen(18'90));
    ASSERT_TRUE(changed) << changed.body;
    EXPECT_NE(changed->payment_id, placed->payment_id);
    EXPECT_EQ(bank.stock_left(OrderBank::item(CanteenBank::scarce)), 1);
    const auto view = bank.view(placed->order_id);
    EXPECT_EQ(view.state, OrderState::unpaid);
    EXPECT_EQ(view.total_fen, Money::fen(18'90));
    EXPECT_TRUE(bank.pay(placed->payment_id).failed_with(payment::order_closed));
    EXPECT_FAILS(change({OrderBank::ordered(CanteenBank::tofu, 1, CanteenBank::dinner_period)},
                        Money::fen(6'90)),
                 order_lines_mixed);
    EXPECT_FAILS(change({OrderBank::ordered(CanteenBank::tofu)}, yuan(1)), order_price_changed);
    EXPECT_FAILS(change({OrderBank::ordered(CanteenBank::scarce, 3)}, yuan(36)), dish_sold_out);
    EXPECT_EQ(bank.stock_left(OrderBank::item(CanteenBank::scarce)), 1);
    ASSERT_TRUE(bank.pay(changed->payment_id));
    EXPECT_FAILS(change({OrderBank::ordered(CanteenBank::tofu)}, Money::fen(6'90)),
                 order_already_paid);
    EXPECT_FAILS(
        bank.customer(payment::li)
            .call(change_order_endpoint,
                  {placed->order_id, {OrderBank::ordered(CanteenBank::tofu)}, Money::fen(6'90)}),
        order_not_found);
    const auto given_up = bank.place({OrderBank::ordered(CanteenBank::tofu)}, Money::fen(6'90));
    ASSERT_TRUE(bank.orderer->call(cancel_order_endpoint, {.order_id = given_up->order_id}));
    EXPECT_FAILS(bank.orderer->call(change_order_endpoint, {given_up->order_id,
                                                            {OrderBank::ordered(CanteenBank::tofu)},
                                                            Money::fen(6'90)}),
                 order_ended);
}

TEST_F(PlaceOrderTest, days_without_the_meal_are_refused) {
    bank.write([&](sql::Transaction& transaction) {
        auto period = find_meal_period(transaction, canteen_operator, CanteenBank::lunch_period);
        period->weekday_mask = 0b1111110;
        MealPeriodBooks{transaction}.replace(*period);
        return true;
    });
    bank.give_lunch(yuan(10), yuan(100));
    EXPECT_FAILS(bank.place({OrderBank::ordered(CanteenBank::pork)}, yuan(18)), meal_not_served);
}

}  // namespace
}  // namespace dlfp::canteen
