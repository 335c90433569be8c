// When meals go over the counter: from the cut-off, until which the order can still be cancelled,
// to two hours after the meal, when what is left is cleared away.
#pragma once

#include "scenarios/canteen/server/catalogue/meal_period.h"
#include "scenarios/canteen/server/orders/order_failures.h"

namespace dlfp::canteen {

struct HandOutHours {
    UtcTime from;
    UtcTime until;
};
HandOutHours plan_hand_out_hours(const MealPeriod& period, BusinessDate day);

/// hand_out_not_now outside these hours; both ends belong to them.
Result<Done> decide_hand_out_time(const HandOutHours& hours, UtcTime now);

}  // namespace dlfp::canteen
