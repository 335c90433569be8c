// Queries about counted meals.
#include "scenarios/canteen/server/orders/meal_count_repository.h"

namespace dlfp::canteen::meal_count_repository {
namespace {

constexpr sql::Query day_meals_max_query{
    "canteen.day_meals_max", "SELECT day_meals_max FROM canteen_meal_category WHERE id = $1"};
constexpr sql::Query count_query{
    "canteen.count_meals",
    "SELECT meals FROM canteen_meal_count WHERE day = $1 AND diner_id = $2 AND category_id = $3"};
constexpr sql::Query add_query{
    "canteen.add_meals",
    "INSERT INTO canteen_meal_count (day, diner_id, category_id, meals) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (day, diner_id, category_id) DO UPDATE SET "
    "meals = canteen_meal_count.meals + excluded.meals"};

}  // namespace

std::int64_t day_meals_max(sql::Reader& reader, MealCategoryId category_id) {
    return reader.find<std::int64_t>(day_meals_max_query, category_id).value_or(0);
}

std::int64_t count(sql::Reader& reader, DinerId diner_id, const MealSlot& slot) {
    return reader.find<std::int64_t>(count_query, slot.day, diner_id, slot.category_id).value_or(0);
}

void add(sql::Transaction& transaction, DinerId diner_id, const MealSlot& slot,
         std::int64_t meals) {
    if (meals != 0) transaction.execute(add_query, slot.day, diner_id, slot.category_id, meals);
}

}  // namespace dlfp::canteen::meal_count_repository
