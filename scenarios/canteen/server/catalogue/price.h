// Which price a set meal has for whom (row C6).
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <span>

#include "platform/base/money.h"
#include "platform/base/result.h"
#include "platform/runtime/sql/sql.h"
#include "scenarios/canteen/server/ids.h"

namespace dlfp::canteen {

inline constexpr Failure set_meal_price_missing{"canteen.set_meal_price_missing",
                                                FailureClass::refused};

struct CategoryPrice {
    MealCategoryId category_id;
    Money price_fen;
};
BOOST_DESCRIBE_STRUCT(CategoryPrice, (), (category_id, price_fen))

/// The class's price of this meal goes before the area's; nothing when neither has one (row C6:
/// class 8/15, area 5/12/10 is 8/15/10).
std::optional<Money> decide_set_meal_price(std::span<const CategoryPrice> of_class,
                                           std::span<const CategoryPrice> of_area,
                                           MealCategoryId category_id);

/// The same from the stored prices; a diner may have no class. set_meal_price_missing.
struct SetMeal {
    ServingAreaId area_id;
    std::optional<PriceClassId> price_class_id;
    MealCategoryId category_id;
};
Result<Money> find_set_meal_price(sql::Reader& reader, const SetMeal& meal);

}  // namespace dlfp::canteen
