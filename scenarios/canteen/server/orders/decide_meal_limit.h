// The limit of set meals a day (row C7): one rule for orders and counters, as both count to the
// same figure of meal_count_repository.h.
#pragma once

#include <cstdint>

#include "platform/base/result.h"

namespace dlfp::canteen {

/// Facts `day_meals_max`, `meals_left`.
inline constexpr Failure meal_limit_reached{"canteen.meal_limit_reached", FailureClass::refused};

/// Whether so many more are allowed: row C7, 00:40 counts to the day before. A maximum of 0 is
/// none. meal_limit_reached.
Result<Done> decide_meal_limit(std::int64_t taken, std::int64_t more, std::int64_t day_meals_max);

}  // namespace dlfp::canteen
