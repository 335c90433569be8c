// Queries about meals taken.
#include "scenarios/canteen/server/counter/meal_count.h"

namespace dlfp::canteen {
namespace {

constexpr sql::Query count_query{"canteen.count_meals",
                                 "SELECT COALESCE(SUM(meals), 0) FROM canteen_meal_count "
                                 "WHERE day = $1 AND diner_id = $2 AND category_id = $3"};
constexpr sql::Query add_query{
    "canteen.add_meals",
    "INSERT INTO canteen_meal_count (day, diner_id, category_id, meals) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (day, diner_id, category_id) "
    "DO UPDATE SET meals = canteen_meal_count.meals + excluded.meals"};

}  // namespace

std::int64_t count_meals(sql::Reader& reader, DinerId diner_id, const MealSlot& slot) {
    return reader.value<std::int64_t>(count_query, slot.day, diner_id, slot.category_id);
}

void add_meals(sql::Transaction& transaction, DinerId diner_id, const MealSlot& slot,
               std::int64_t meals) {
    transaction.execute(add_query, slot.day, diner_id, slot.category_id, meals);
}

}  // namespace dlfp::canteen
