// Meals ordered before the cut-off: orders, their lines, and the states they go through.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/identity/server/ids.h"
#include "core/payment/server/payment.h"
#include "scenarios/canteen/server/ids.h"

namespace dlfp::canteen {

enum class OrderState {
    unpaid,     ///< waits at the cashier
    paid,       ///< has a pick-up number, the kitchen knows
    ready,      ///< everything is cooked
    collected,  ///< handed out
    closed,     ///< ended unpaid: given up or expired
    cancelled,  ///< paid, then refunded with all lines
};
BOOST_DESCRIBE_ENUM(OrderState, unpaid, paid, ready, collected, closed, cancelled)

/// Whether an order in `from` may become `to`; nothing else decides it.
bool may_follow(OrderState from, OrderState to);

/// A meal order as stored. `day` is the day on which the meal begins (row C7).
struct MealOrder {
    MealOrderId id;
    identity::OrganisationId organisation_id;
    OutletId outlet_id;
    MealPeriodId period_id;
    MealCategoryId category_id;
    BusinessDate day;
    DinerId diner_id;
    identity::CustomerId customer_id;
    OrderState state{};
    Money total_fen;
    Money refunded_fen;
    payment::PaymentId payment_id;
    std::optional<std::int64_t> pick_up_number;
    std::string note;
    UtcTime created_at_us;
    std::optional<UtcTime> paid_at_us;
    std::optional<UtcTime> picked_up_at_us;
};
BOOST_DESCRIBE_STRUCT(MealOrder, (),
                      (id, organisation_id, outlet_id, period_id, category_id, day, diner_id,
                       customer_id, state, total_fen, refunded_fen, payment_id, pick_up_number,
                       note, created_at_us, paid_at_us, picked_up_at_us))

/// One dish of an order at the price at which it was ordered.
struct MealOrderLine {
    std::int64_t line = 0;
    MenuItemId menu_item_id;
    DishId dish_id;
    std::string dish_name;
    std::int64_t quantity = 0;
    Money unit_price_fen;
    Money amount_fen;
    std::int64_t cancelled_quantity = 0;
    Money refunded_fen;
    bool is_set_meal = false;  ///< priced by class (row C6) and counted against the day's meals

    std::int64_t quantity_left() const { return quantity - cancelled_quantity; }
};
BOOST_DESCRIBE_STRUCT(MealOrderLine, (),
                      (line, menu_item_id, dish_id, dish_name, quantity, unit_price_fen, amount_fen,
                       cancelled_quantity, refunded_fen, is_set_meal))

}  // namespace dlfp::canteen
