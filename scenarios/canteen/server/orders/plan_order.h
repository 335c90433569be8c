// Whether a meal can be ordered now, and at which price.
#pragma once

#include <span>
#include <vector>

#include "scenarios/canteen/server/catalogue/meal_period.h"
#include "scenarios/canteen/server/catalogue/menu.h"
#include "scenarios/canteen/server/orders/decide_meal_limit.h"
#include "scenarios/canteen/server/orders/order.h"
#include "scenarios/canteen/server/orders/order_failures.h"

namespace dlfp::canteen {

/// A dish on the menu at the price of this diner.
struct OfferedDish {
    MenuItem item;
    Money unit_price_fen;
    bool is_set_meal = false;
};

struct ChosenDish {
    OfferedDish dish;
    std::int64_t quantity = 0;
};

/// What the decision knows besides the wish.
struct OrderingRules {
    MealPeriod period;
    std::int64_t day_meals_max = 0;  ///< of the category; 0: no limit
    std::int64_t meals_taken = 0;    ///< by this diner on the meal's day
    UtcTime now;
};

struct PlannedOrder {
    std::vector<MealOrderLine> lines;  ///< numbered from 1
    Money total_fen;
    std::int64_t set_meals = 0;  ///< to be counted against the day
    UtcTime ordering_ends_at;
};

/// Prices an order, or says why it cannot be placed, in this precedence: order_lines_mixed (none,
/// or of several meals), dish_not_orderable, meal_not_served, ordering_not_open, cut_off_passed,
/// meal_limit_reached, order_total_zero. The same dish named twice becomes one line. Amounts add
/// up to the total.
Result<PlannedOrder> plan_order(std::span<const ChosenDish> wish, const OrderingRules& rules);

/// Whether the meal of that day can be ordered or changed at `rules.now`; the middle part of the
/// above.
Result<Done> decide_ordering_open(BusinessDate day, const OrderingRules& rules);

/// When an unpaid order closes: a quarter of an hour, but never later than the cut-off.
UtcTime plan_expiry(UtcTime now, UtcTime ordering_ends_at);

}  // namespace dlfp::canteen
