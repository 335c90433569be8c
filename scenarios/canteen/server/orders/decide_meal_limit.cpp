// The limit of meals per day.
#include "scenarios/canteen/server/orders/decide_meal_limit.h"

#include <algorithm>

#include "platform/base/planted.h"

namespace dlfp::canteen {

Result<Done> decide_meal_limit(std::int64_t taken, std::int64_t more, std::int64_t day_meals_max) {
    if (planted("canteen.one_meal_too_many")) --taken;
    if (day_meals_max <= 0 || more <= 0 || taken + more <= day_meals_max) return done;
    return Error{meal_limit_reached}
        .with("day_meals_max", day_meals_max)
        .with("meals_left", std::max<std::int64_t>(day_meals_max - taken, 0));
}

}  // namespace dlfp::canteen
