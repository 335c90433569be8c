// Staff and kitchen over the API, history of customers, and the walls between operators.
#include "scenarios/canteen/server/orders/staff_orders.h"

#include "core/audit/server/search_records.h"
#include "scenarios/canteen/server/orders/plan_hand_out.h"
#include "scenarios/canteen/server/testing/order_bank.h"

namespace dlfp::canteen {
namespace {

struct StaffOrdersTest : testing::Test {
    OrderBank bank;

    auto hand_out_number(std::int64_t number, std::optional<api::Text<100>> reason = {}) {
        return bank.kitchen().call(hand_out_endpoint, {CanteenBank::outlet,
                                                       CanteenBank::lunch_period,
                                                       bank.today(),
                                                       {number},
                                                       std::move(reason)});
    }
    std::string audited(MealOrderId id) {
        audit::SearchRecordsRequest search;
        search.subject_id = id.to_text();
        const auto found =
            bank.bank
                .as(bank.bank.caller(api::CallerKind::staff, {9}, {"audit.view_records"},
                                     identity::bank_organisation_id.bytes()))
                .call(audit::search_records_endpoint, search);
        return found.body;
    }
    auto move(MealOrderId id, TicketState state) {
        return bank.kitchen().call(move_ticket_endpoint, {id, {1}, state});
    }
};

TEST_F(StaffOrdersTest, a_number_is_handed_out_once) {
    const auto id = bank.paid_order({OrderBank::ordered(CanteenBank::pork)}, yuan(18));
    EXPECT_FAILS(hand_out_number(2), pick_up_number_unknown);
    EXPECT_FAILS(bank.other_steward().call(
                     hand_out_endpoint,
                     {CanteenBank::outlet, CanteenBank::lunch_period, bank.today(), {1}, {}}),
                 pick_up_number_unknown);
    bank.set_time(bank.at(11, 20));
    const auto handed = hand_out_number(1);
    ASSERT_TRUE(handed) << handed.body;
    EXPECT_EQ(handed->order_id, id);
    EXPECT_EQ(handed->state, OrderState::collected);
    const auto again = hand_out_number(1);
    EXPECT_FAILS(again, already_picked_up);
    EXPECT_EQ(again.fact("picked_up_at_us"), bank.bank.now().us());
}

TEST(decide_hand_out_time, meals_go_out_from_the_cut_off_to_two_hours_after_the_meal) {
    const HandOutHours hours{UtcTime::from_us(10), UtcTime::from_us(20)};
    for (const auto& [at, is_open] : {std::pair{9, false}, {10, true}, {20, true}, {21, false}}) {
        const auto decided = decide_hand_out_time(hours, UtcTime::from_us(at));
        EXPECT_EQ(decided.has_value(), is_open) << at;
    }
}

TEST_F(StaffOrdersTest, a_meal_of_later_is_not_handed_out_now_without_a_reason) {
    const auto id = bank.paid_order({OrderBank::ordered(CanteenBank::pork)}, yuan(18));
    const auto early = hand_out_number(1);
    EXPECT_FAILS(early, hand_out_not_now);
    EXPECT_EQ(early.fact("hand_out_from_us"), bank.at(10).us());
    EXPECT_EQ(early.fact("hand_out_until_us"), bank.at(15).us());
    EXPECT_EQ(bank.view(id).state, OrderState::paid);
    ASSERT_TRUE(hand_out_number(1, {"出差，提前取餐"}));
    EXPECT_EQ(bank.view(id).state, OrderState::collected);
    EXPECT_NE(audited(id).find("出差，提前取餐"), std::string::npos);
}

TEST_F(StaffOrdersTest, a_cancelled_order_is_not_handed_out) {
    const auto id = bank.paid_order({OrderBank::ordered(CanteenBank::pork)}, yuan(18));
    ASSERT_TRUE(bank.orderer->call(cancel_order_endpoint, {.order_id = id}));
    EXPECT_FAILS(hand_out_number(1), order_ended);
}

TEST_F(StaffOrdersTest, slips_move_forward_and_a_finished_order_is_ready) {
    const auto id = bank.paid_order({OrderBank::ordered(CanteenBank::pork, 2)}, yuan(36));
    EXPECT_EQ(bank.kitchen_of_lunch().dishes[0].wanted_quantity, 2);
    EXPECT_EQ(move(id, TicketState::cooking)->state, TicketState::cooking);
    EXPECT_EQ(bank.view(id).state, OrderState::paid);
    bank.bank.advance(1s);
    EXPECT_EQ(move(id, TicketState::done)->state, TicketState::done);
    EXPECT_EQ(bank.view(id).state, OrderState::ready);
    ASSERT_TRUE(move(id, TicketState::done)) << "again changes nothing";
    EXPECT_EQ(bank.notices_titled("取餐号 1 可以取餐"), 1);
    const auto back = move(id, TicketState::waiting);
    EXPECT_FAILS(back, ticket_cannot_go_back);
    EXPECT_EQ(bank.kitchen_of_lunch().dishes[0].done_quantity, 2);
    EXPECT_FAILS(bank.kitchen().call(move_ticket_endpoint, {id, {2}, TicketState::done}),
                 ticket_not_found);
    EXPECT_FAILS(bank.other_steward().call(move_ticket_endpoint, {id, {1}, TicketState::done}),
                 ticket_not_found);
    bank.set_time(bank.at(11, 20));
    EXPECT_EQ(hand_out_number(1)->state, OrderState::collected);
}

TEST_F(StaffOrdersTest, the_kitchen_counts_ahead_per_dish_and_meal) {
    bank.paid_order(
        {OrderBank::ordered(CanteenBank::pork, 2), OrderBank::ordered(CanteenBank::tofu)},
        Money::fen(42'90));
    bank.paid_order({OrderBank::ordered(CanteenBank::pork)}, yuan(18));
    bank.paid_order({OrderBank::ordered(CanteenBank::pork, 1, CanteenBank::dinner_period)},
                    yuan(18));
    const auto lunch = bank.kitchen_of_lunch();
    ASSERT_EQ(lunch.dishes.size(), 2U);
    EXPECT_EQ(lunch.dishes[0].dish_name, "红烧肉");
    EXPECT_EQ(lunch.dishes[0].wanted_quantity, 3);
    const auto day = bank.kitchen().call(show_kitchen_endpoint, {.outlet_id = CanteenBank::outlet});
    EXPECT_EQ(day->dishes.size(), 3U);
    EXPECT_EQ(day->tickets.size(), 3U);
    EXPECT_FAILS(
        bank.other_steward().call(show_kitchen_endpoint, {.outlet_id = CanteenBank::outlet}),
        outlet_not_found);
}

TEST_F(StaffOrdersTest, kitchens_are_listed_with_the_meals_of_the_day) {
    const auto listed = bank.kitchen().call(list_kitchens_endpoint, {});
    ASSERT_EQ(listed->items.size(), 1U);
    EXPECT_EQ(listed->items[0].outlet_name, "一号餐厅");
    ASSERT_EQ(listed->items[0].periods.size(), 4U);
    EXPECT_EQ(listed->items[0].periods[1].period_name, "午餐");
    EXPECT_EQ(listed->items[0].periods[1].starts_at_us, bank.at(11));
}

TEST_F(StaffOrdersTest, screens_follow_the_own_order_and_the_own_kitchen) {
    const auto id = bank.paid_order({OrderBank::ordered(CanteenBank::pork)}, yuan(18));
    EXPECT_EQ(bank.orderer->call(follow_order_endpoint, {id})->topics,
              std::vector{topic_of_order(id)});
    EXPECT_FAILS(bank.customer(payment::li).call(follow_order_endpoint, {id}), order_not_found);
    EXPECT_EQ(bank.kitchen().call(follow_kitchen_endpoint, {CanteenBank::outlet})->topics,
              std::vector{topic_of_kitchen(CanteenBank::outlet)});
    EXPECT_FAILS(bank.other_steward().call(follow_kitchen_endpoint, {CanteenBank::outlet}),
                 outlet_not_found);
}

TEST_F(StaffOrdersTest, orders_are_searched_by_day_period_state_and_number) {
    const auto lunch = bank.paid_order({OrderBank::ordered(CanteenBank::pork)}, yuan(18));
    bank.paid_order({OrderBank::ordered(CanteenBank::tofu, 1, CanteenBank::dinner_period)},
                    Money::fen(6'90));
    const auto count = [&](const SearchOrdersRequest& request) {
        return bank.cashier().call(search_orders_endpoint, request)->items.size();
    };
    EXPECT_EQ(count({}), 2U);
    EXPECT_EQ(count({.period_id = CanteenBank::lunch_period}), 1U);
    EXPECT_EQ(count({.state = OrderState::collected}), 0U);
    EXPECT_EQ(count({.period_id = CanteenBank::lunch_period, .pick_up_number = {{1}}}), 1U);
    EXPECT_EQ(count({.pick_up_number = {{7}}}), 0U);
    EXPECT_EQ(count({.from = bank.today().plus_days(1)}), 0U);
    EXPECT_TRUE(bank.other_steward().call(search_orders_endpoint, {})->items.empty());
    const auto page = bank.cashier().call(search_orders_endpoint, {.limit = {{1}}});
    const auto rest =
        bank.cashier().call(search_orders_endpoint, {.after = page->next_after, .limit = {{1}}});
    EXPECT_EQ(rest->items[0].order_id, lunch);
    EXPECT_EQ(rest->items[0].dishes, "红烧肉 ×1");
    EXPECT_EQ(bank.cashier().call(inspect_order_endpoint, {lunch})->customer_masked_name, "*三");
    EXPECT_FAILS(bank.other_steward().call(inspect_order_endpoint, {lunch}), order_not_found);
}

TEST_F(StaffOrdersTest, the_history_of_a_customer_is_paged_and_filtered_by_days) {
    const auto first = bank.paid_order({OrderBank::ordered(CanteenBank::pork)}, yuan(18));
    const auto second = bank.paid_order({OrderBank::ordered(CanteenBank::tofu)}, Money::fen(6'90));
    const auto page = bank.orderer->call(list_orders_endpoint, {.limit = {{1}}});
    ASSERT_EQ(page->items.size(), 1U);
    EXPECT_EQ(page->items[0].order_id, second);
    const auto rest =
        bank.orderer->call(list_orders_endpoint, {.after = page->next_after, .limit = {{1}}});
    EXPECT_EQ(rest->items[0].order_id, first);
    EXPECT_TRUE(bank.orderer->call(list_orders_endpoint, {.until = bank.today().plus_days(-1)})
                    ->items.empty());
    EXPECT_TRUE(bank.customer(payment::li).call(list_orders_endpoint, {})->items.empty());
    EXPECT_FAILS(bank.customer(payment::li).call(show_order_endpoint, {first}), order_not_found);
}

TEST_F(StaffOrdersTest, the_order_menu_shows_own_prices_warnings_and_what_is_left) {
    bank.write([&](sql::Transaction& transaction) {
        return DinerBooks{transaction}.find(canteen_operator, bank.diner.id).has_value();
    });
    const auto menu =
        bank.orderer->call(show_order_menu_endpoint, {CanteenBank::lunch_period, bank.today()});
    ASSERT_TRUE(menu) << menu.body;
    EXPECT_EQ(menu->meal.ordering_ends_at_us, bank.at(10));
    EXPECT_EQ(menu->price_class_name, "职工");
    EXPECT_EQ(menu->items.size(), 5U) << "what is weighed is not on it";
    for (const auto& dish : menu->items) {
        if (dish.dish_id == CanteenBank::set_meal) EXPECT_EQ(dish.price_fen, yuan(15));
        if (dish.dish_id == CanteenBank::scarce) EXPECT_EQ(dish.stock_left, 2);
        if (dish.dish_id == CanteenBank::tofu)
            EXPECT_EQ(dish.allergens, (std::vector<std::string>{"peanut", "soy"}));
    }
    EXPECT_FAILS(bank.customer(payment::li)
                     .call(show_order_menu_endpoint, {CanteenBank::lunch_period, bank.today()}),
                 not_a_diner);
    EXPECT_FAILS(
        bank.orderer->call(show_order_menu_endpoint, {MealPeriodId::fixed(5), bank.today()}),
        meal_period_not_found);
}

TEST_F(StaffOrdersTest, meals_that_can_be_ordered_are_listed_soonest_first) {
    const auto meals = bank.orderer->call(list_order_meals_endpoint, {});
    ASSERT_TRUE(meals);
    // Breakfast of today is over; three menus a day remain of the first, four of the next two.
    ASSERT_EQ(meals->items.size(), 11U);
    EXPECT_EQ(meals->items[0].period_name, "午餐");
    EXPECT_EQ(meals->items[2].period_name, "夜宵");
    EXPECT_TRUE(bank.customer(payment::li).call(list_order_meals_endpoint, {})->items.empty());
}

}  // namespace
}  // namespace dlfp::canteen
