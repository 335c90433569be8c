// Set meals counted per diner, category and business day: what day_meals_max limits. Orders and
// counters count to the same figure.
#pragma once

#include "platform/runtime/sql/sql.h"
#include "scenarios/canteen/server/catalogue/meal_period.h"

namespace dlfp::canteen::meal_count_repository {

/// The most set meals of this category a diner may take on one day; 0: no limit.
std::int64_t day_meals_max(sql::Reader& reader, MealCategoryId category_id);

/// Taken and ordered on the slot's day: the day on which the meal begins (row C7).
std::int64_t count(sql::Reader& reader, DinerId diner_id, const MealSlot& slot);

/// Counts meals in the unit that sells them, under the diner's lock; below zero gives them back.
/// Goes beyond the limit too: an offline meal is a fact.
void add(sql::Transaction& transaction, DinerId diner_id, const MealSlot& slot, std::int64_t meals);

}  // namespace dlfp::canteen::meal_count_repository
