// The hours of one meal.
#include "scenarios/canteen/server/orders/plan_hand_out.h"

namespace dlfp::canteen {
namespace {

constexpr Duration kept_after_the_meal = 2h;

}  // namespace

HandOutHours plan_hand_out_hours(const MealPeriod& period, BusinessDate day) {
    return {ordering_ends_at(period, day), ends_at(period, day) + kept_after_the_meal};
}

Result<Done> decide_hand_out_time(const HandOutHours& hours, UtcTime now) {
    if (hours.from <= now && now <= hours.until) return done;
    return Error{hand_out_not_now}
        .with("hand_out_from_us", hours.from.us())
        .with("hand_out_until_us", hours.until.us());
}

}  // namespace dlfp::canteen
