// How many set meals a diner took of a category on a business day (row C7). Orders and counters
// count to the same figure.
#pragma once

#include "platform/runtime/sql/sql.h"
#include "scenarios/canteen/server/catalogue/meal_period.h"
#include "scenarios/canteen/server/ids.h"

namespace dlfp::canteen {

/// Facts `day_meals_max`, `meals_left`.
inline constexpr Failure meal_limit_reached{"canteen.meal_limit_reached", FailureClass::refused};

/// Meals taken on the slot's (starting) day.
std::int64_t count_meals(sql::Reader& reader, DinerId diner_id, const MealSlot& slot);
/// Counts further meals, also beyond the limit: an offline meal is a fact.
void add_meals(sql::Transaction& transaction, DinerId diner_id, const MealSlot& slot,
               std::int64_t meals);

/// Whether so many more are allowed: row C7, 00:40 counts to the day before. A maximum of 0 is
/// none. meal_limit_reached.
Result<Done> decide_meal_limit(std::int64_t taken, std::int64_t more, std::int64_t day_meals_max);

}  // namespace dlfp::canteen
