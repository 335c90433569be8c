// Loads what the decisions need and lets them decide.
#include "scenarios/canteen/server/orders/ordering.h"

#include <algorithm>

#include "platform/base/planted.h"
#include "scenarios/canteen/server/orders/meal_count_repository.h"

namespace dlfp::canteen {
namespace {

std::int64_t set_meals_of(const std::vector<MealOrderLine>& lines) {
    std::int64_t meals = 0;
    for (const auto& line : lines)
        if (line.is_set_meal) meals += line.quantity;
    return meals;
}

MealSlot slot_of(const MealOrder& order) { return {order.period_id, order.category_id, order.day}; }

Result<std::vector<ChosenDish>> price_dishes(sql::Reader& reader, const Diner& diner,
                                             const MealPeriod& period,
                                             const OrderedDishes& dishes) {
    std::vector<ChosenDish> wanted;
    for (const auto& ordered : dishes) {
        TRY(const auto item, find_menu_item(reader, ordered.menu_item_id));
        if (item.period_id != period.id) return order_lines_mixed;
        TRY(auto dish, price_dish(reader, diner, period.category_id, item));
        wanted.push_back({std::move(dish), ordered.quantity});
    }
    return wanted;
}

}  // namespace

Result<Diner> find_ordering_diner(sql::Reader& reader, const OrderedDishes& dishes,
                                  identity::CustomerId customer_id) {
    if (dishes.empty()) return order_lines_mixed;
    TRY(const auto item, find_menu_item(reader, dishes.front().menu_item_id));
    return find_diner_of_customer(reader, item.organisation_id, customer_id);
}

Result<OfferedDish> price_dish(sql::Reader& reader, const Diner& diner, MealCategoryId category_id,
                               const MenuItem& item) {
    TRY(const auto area, find_serving_area(reader, item.area_id));
    OfferedDish dish{.item = item, .unit_price_fen = item.price_fen};
    if (area.manage_mode != ManageMode::set_meal) return dish;
    TRY(dish.unit_price_fen, find_set_meal_price(reader, {.area_id = item.area_id,
                                                          .price_class_id = diner.price_class_id,
                                                          .category_id = category_id}));
    dish.is_set_meal = true;
    return dish;
}

Result<Ordering> plan_ordering(sql::Reader& reader, const Diner& diner, const OrderedDishes& dishes,
                               UtcTime now) {
    TRY_DONE(check_may_dine(reader, diner));
    if (dishes.empty()) return order_lines_mixed;
    TRY(const auto item, find_menu_item(reader, dishes.front().menu_item_id));
    TRY(const auto period, find_meal_period(reader, diner.organisation_id, item.period_id));
    TRY(const auto wanted, price_dishes(reader, diner, period, dishes));
    const MealSlot slot{period.id, period.category_id, item.day};
    TRY(auto planned,
        plan_order(wanted, {.period = period,
                            .day_meals_max =
                                meal_count_repository::day_meals_max(reader, period.category_id),
                            .meals_taken = meal_count_repository::count(reader, diner.id, slot),
                            .now = now}));
    TRY(auto tenders, plan_order_tenders(list_purses(reader, diner, now),
                                         {.amount_fen = planned.total_fen, .slot = slot},
                                         find_paying_card(reader, diner)));
    return Ordering{diner, period, slot, std::move(planned), std::move(tenders)};
}

Result<Done> take_portions(sql::Transaction& transaction, const MealOrder& order,
                           std::vector<MealOrderLine> lines) {
    // Rows are locked in id order: two orders never wait for each other.
    std::ranges::sort(lines, {}, &MealOrderLine::menu_item_id);
    for (const auto& line : lines)
        TRY_DONE(take_stock(transaction, line.menu_item_id, line.quantity));
    meal_count_repository::add(transaction, order.diner_id, slot_of(order), set_meals_of(lines));
    return done;
}

void return_portions(sql::Transaction& transaction, const MealOrder& order,
                     const std::vector<MealOrderLine>& lines) {
    if (planted("canteen.portions_not_returned")) return;
    auto sorted = lines;
    std::ranges::sort(sorted, {}, &MealOrderLine::menu_item_id);
    for (const auto& line : sorted) return_stock(transaction, line.menu_item_id, line.quantity);
    return_meals(transaction, order, lines);
}

void return_meals(sql::Transaction& transaction, const MealOrder& order,
                  const std::vector<MealOrderLine>& lines) {
    meal_count_repository::add(transaction, order.diner_id, slot_of(order), -set_meals_of(lines));
}

}  // namespace dlfp::canteen
