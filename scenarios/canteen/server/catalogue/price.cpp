// The price of a set meal: a class's own price goes first.
#include "scenarios/canteen/server/catalogue/price.h"

#include <algorithm>

#include "platform/base/planted.h"
#include "scenarios/canteen/server/catalogue/price_repository.h"

namespace dlfp::canteen {
namespace {

std::optional<Money> price_of(std::span<const CategoryPrice> prices, MealCategoryId category_id) {
    const auto found = std::ranges::find(prices, category_id, &CategoryPrice::category_id);
    if (found == prices.end()) return std::nullopt;
    return found->price_fen;
}

}  // namespace

std::optional<Money> decide_set_meal_price(std::span<const CategoryPrice> of_class,
                                           std::span<const CategoryPrice> of_area,
                                           MealCategoryId category_id) {
    if (planted("canteen.class_price_ignored")) return price_of(of_area, category_id);
    if (const auto price = price_of(of_class, category_id)) return price;
    return price_of(of_area, category_id);
}

Result<Money> find_set_meal_price(sql::Reader& reader, const SetMeal& meal) {
    PriceRepository prices{reader};
    std::vector<CategoryPrice> of_class;
    if (meal.price_class_id) of_class = prices.list_of_class(*meal.price_class_id);
    return or_failure(
        decide_set_meal_price(of_class, prices.list_of_area(meal.area_id), meal.category_id),
        set_meal_price_missing);
}

}  // namespace dlfp::canteen
