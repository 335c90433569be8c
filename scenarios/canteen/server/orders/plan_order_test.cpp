// Every reason why an order is not placed, in precedence, and sums to the fen.
#include "scenarios/canteen/server/orders/plan_order.h"

#include <gtest/gtest.h>

namespace dlfp::canteen {
namespace {

constexpr auto lunch_id = MealPeriodId::fixed(1);
const auto monday = *BusinessDate::parse("2026-11-23");
const UtcTime eight = monday.starts_at() + 8h;

MealPeriod lunch() {
    return {.id = lunch_id,
            .category_id = MealCategoryId::fixed(1),
            .name = "午餐",
            .start_minute = 11 * 60,
            .end_minute = 13 * 60,
            .weekday_mask = 0b0011111,
            .cut_off_minutes = 60,
            .order_days_ahead = 3,
            .valid_from = monday.plus_days(-30)};
}

OfferedDish dish(std::uint64_t number, Money price) {
    return {.item = {.id = MenuItemId::fixed(number),
                     .period_id = lunch_id,
                     .day = monday,
                     .dish_id = DishId::fixed(number),
                     .dish_name = "菜" + std::to_string(number),
                     .price_fen = price,
                     .is_published = true},
            .unit_price_fen = price};
}

OrderingRules rules(UtcTime now = eight) { return {.period = lunch(), .now = now}; }

std::int64_t number_of(const Error& error, std::string_view name) {
    for (const auto& fact : error.facts())
        if (fact.name == name) return std::get<std::int64_t>(fact.value);
    return -1;
}

// clause: 5.1.4-h.1, 3.1.3-5
TEST(plan_order, lines_are_priced_and_add_up_to_the_total) {
    const std::vector<ChosenDish> wish{{dish(1, Money::fen(8'90)), 1},
                                       {dish(2, Money::fen(2'30)), 3}};
    const auto planned = plan_order(wish, rules());
    ASSERT_TRUE(planned);
    ASSERT_EQ(planned->lines.size(), 2U);
    EXPECT_EQ(planned->lines[1].amount_fen, Money::fen(6'90));
    EXPECT_EQ(planned->lines[1].line, 2);
    EXPECT_EQ(planned->total_fen, Money::fen(15'80));
    EXPECT_EQ(planned->ordering_ends_at, monday.starts_at() + 10h);
}

TEST(plan_order, the_same_dish_twice_is_one_line) {
    const std::vector<ChosenDish> wish{{dish(1, yuan(8)), 1}, {dish(1, yuan(8)), 2}};
    const auto planned = plan_order(wish, rules());
    ASSERT_EQ(planned->lines.size(), 1U);
    EXPECT_EQ(planned->lines[0].quantity, 3);
    EXPECT_EQ(planned->lines[0].amount_fen, yuan(24));
}

TEST(plan_order, an_order_is_of_one_meal) {
    EXPECT_TRUE(plan_order({}, rules()).failed_with(order_lines_mixed));
    auto tomorrow = dish(2, yuan(3));
    tomorrow.item.day = monday.plus_days(1);
    const std::vector<ChosenDish> days{{dish(1, yuan(8)), 1}, {tomorrow, 1}};
    EXPECT_TRUE(plan_order(days, rules()).failed_with(order_lines_mixed));
    auto dinner = dish(2, yuan(3));
    dinner.item.period_id = MealPeriodId::fixed(2);
    const std::vector<ChosenDish> periods{{dish(1, yuan(8)), 1}, {dinner, 1}};
    EXPECT_TRUE(plan_order(periods, rules()).failed_with(order_lines_mixed));
}

TEST(plan_order, what_is_weighed_is_sold_at_the_counter_only) {
    auto weighed = dish(1, yuan(25));
    weighed.item.pricing = DishPricing::per_weight;
    const std::vector<ChosenDish> wish{{weighed, 1}};
    EXPECT_TRUE(plan_order(wish, rules(monday.starts_at() + 12h)).failed_with(dish_not_orderable));
}

TEST(plan_order, ordering_is_open_from_days_ahead_until_the_cut_off) {
    const std::vector<ChosenDish> wish{{dish(1, yuan(8)), 1}};
    const auto opens = monday.plus_days(-3).starts_at();
    EXPECT_TRUE(plan_order(wish, rules(opens - 1us)).failed_with(ordering_not_open));
    EXPECT_TRUE(plan_order(wish, rules(opens)));
    const auto cut_off = monday.starts_at() + 10h;
    EXPECT_TRUE(plan_order(wish, rules(cut_off - 1us)));
    const auto late = plan_order(wish, rules(cut_off));
    ASSERT_TRUE(late.failed_with(cut_off_passed));
    EXPECT_EQ(number_of(late.error(), "ordering_ends_at_us"), cut_off.us());
}

TEST(plan_order, days_on_which_the_meal_is_not_served_are_refused) {
    auto saturday = dish(1, yuan(8));
    saturday.item.day = monday.plus_days(-2);
    const std::vector<ChosenDish> wish{{saturday, 1}};
    EXPECT_TRUE(plan_order(wish, rules(monday.plus_days(-2).starts_at() + 8h))
                    .failed_with(meal_not_served));
}

TEST(decide_meal_limit, the_second_meal_of_a_limit_of_one_is_refused) {
    EXPECT_TRUE(decide_meal_limit(0, 1, 1));
    EXPECT_TRUE(decide_meal_limit(1, 1, 1).failed_with(meal_limit_reached));
    EXPECT_TRUE(decide_meal_limit(7, 1, 0));
    EXPECT_TRUE(decide_meal_limit(1, 0, 1));
}

TEST(plan_order, set_meals_count_against_the_meals_of_the_day) {
    auto set_meal = dish(1, yuan(15));
    set_meal.is_set_meal = true;
    auto limited = rules();
    limited.day_meals_max = 2;
    limited.meals_taken = 1;
    const std::vector<ChosenDish> two{{set_meal, 2}};
    const auto refused = plan_order(two, limited);
    ASSERT_TRUE(refused.failed_with(meal_limit_reached));
    EXPECT_EQ(number_of(refused.error(), "meals_left"), 1);
    const std::vector<ChosenDish> one{{set_meal, 1}, {dish(2, yuan(3)), 4}};
    const auto planned = plan_order(one, limited);
    ASSERT_TRUE(planned);
    EXPECT_EQ(planned->set_meals, 1);
    limited.day_meals_max = 0;
    EXPECT_TRUE(plan_order(two, limited)) << "0 is no limit";
}

TEST(plan_order, single_dishes_do_not_count_as_meals) {
    auto limited = rules();
    limited.day_meals_max = 1;
    limited.meals_taken = 1;
    const std::vector<ChosenDish> wish{{dish(1, yuan(8)), 3}};
    EXPECT_TRUE(plan_order(wish, limited));
}

TEST(plan_order, free_dishes_alone_are_no_order) {
    const std::vector<ChosenDish> wish{{dish(1, Money{}), 1}};
    EXPECT_TRUE(plan_order(wish, rules()).failed_with(order_total_zero));
}

TEST(plan_order, an_unpaid_order_ends_after_a_quarter_of_an_hour_or_at_the_cut_off) {
    const auto cut_off = monday.starts_at() + 10h;
    EXPECT_EQ(plan_expiry(cut_off - 1h, cut_off), cut_off - 45min);
    EXPECT_EQ(plan_expiry(cut_off - 5min, cut_off), cut_off);
}

}  // namespace
}  // namespace dlfp::canteen
