// A flat list of reasons, in order of precedence, then the sum.
#include "scenarios/canteen/server/orders/plan_order.h"

#include <algorithm>

#include "platform/base/planted.h"

namespace dlfp::canteen {
namespace {

constexpr Duration payment_time = 15min;

bool is_one_meal(std::span<const ChosenDish> wish, const MealPeriod& period) {
    return !wish.empty() && std::ranges::all_of(wish, [&](const ChosenDish& wanted) {
        return wanted.dish.item.period_id == period.id &&
               wanted.dish.item.day == wish.front().dish.item.day;
    });
}

void add_line(PlannedOrder& order, const ChosenDish& wanted) {
    const auto& item = wanted.dish.item;
    const auto same = std::ranges::find(order.lines, item.id, &MealOrderLine::menu_item_id);
    const auto amount = wanted.dish.unit_price_fen * wanted.quantity;
    order.total_fen += amount;
    if (wanted.dish.is_set_meal) order.set_meals += wanted.quantity;
    if (same != order.lines.end()) {
        same->quantity += wanted.quantity;
        same->amount_fen += amount;
        return;
    }
    order.lines.push_back({.line = static_cast<std::int64_t>(order.lines.size()) + 1,
                           .menu_item_id = item.id,
                           .dish_id = item.dish_id,
                           .dish_name = item.dish_name,
                           .quantity = wanted.quantity,
                           .unit_price_fen = wanted.dish.unit_price_fen,
                           .amount_fen = amount,
                           .is_set_meal = wanted.dish.is_set_meal});
}

}  // namespace

Result<Done> decide_ordering_open(BusinessDate day, const OrderingRules& rules) {
    if (!is_served_on(rules.period, day)) return meal_not_served;
    const auto opens_on = day.plus_days(-static_cast<std::int32_t>(rules.period.order_days_ahead));
    if (BusinessDate::of(rules.now) < opens_on)
        return Error{ordering_not_open}.with("opens_on", opens_on.to_text());
    const auto ends_at = ordering_ends_at(rules.period, day);
    if (rules.now >= ends_at && !planted("canteen.cut_off_ignored"))
        return Error{cut_off_passed}.with("ordering_ends_at_us", ends_at.us());
    return done;
}

Result<PlannedOrder> plan_order(std::span<const ChosenDish> wish, const OrderingRules& rules) {
    if (!is_one_meal(wish, rules.period)) return order_lines_mixed;
    for (const auto& wanted : wish)
        if (wanted.dish.item.pricing == DishPricing::per_weight)
            return Error{dish_not_orderable}.with("dish_name", wanted.dish.item.dish_name);
    const auto day = wish.front().dish.item.day;
    TRY_DONE(decide_ordering_open(day, rules));
    PlannedOrder order{.ordering_ends_at = ordering_ends_at(rules.period, day)};
    for (const auto& wanted : wish) add_line(order, wanted);
    TRY_DONE(decide_meal_limit(rules.meals_taken, order.set_meals, rules.day_meals_max));
    if (!order.total_fen.is_positive()) return order_total_zero;
    return order;
}

UtcTime plan_expiry(UtcTime now, UtcTime ordering_ends_at) {
    return std::min(now + payment_time, ordering_ends_at);
}

}  // namespace dlfp::canteen
