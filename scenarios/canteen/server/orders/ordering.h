// What placing, quoting and changing an order share: from the wish to priced lines and tenders.
#pragma once

#include "core/payment/server/payment.h"
#include "platform/api/field.h"
#include "scenarios/canteen/server/catalogue/price.h"
#include "scenarios/canteen/server/diners/purse.h"
#include "scenarios/canteen/server/orders/plan_order.h"

namespace dlfp::canteen {

struct OrderedDish {
    MenuItemId menu_item_id;
    api::Whole<1, 20> quantity;
};
BOOST_DESCRIBE_STRUCT(OrderedDish, (), (menu_item_id, quantity))
using OrderedDishes = api::List<OrderedDish, 20>;

/// Everything decided about an order, nothing stored yet.
struct Ordering {
    Diner diner;
    MealPeriod period;
    MealSlot slot;
    PlannedOrder planned;
    std::vector<payment::Tender> tenders;
};

/// The customer's record with the operator of the first dish: not_a_diner, menu_item_not_found,
/// order_lines_mixed for no dish.
Result<Diner> find_ordering_diner(sql::Reader& reader, const OrderedDishes& dishes,
                                  identity::CustomerId customer_id);

/// Prices and tenders for this diner now. Whoever stores the outcome holds the diner's lock.
/// `ordering_failures`.
Result<Ordering> plan_ordering(sql::Reader& reader, const Diner& diner, const OrderedDishes& dishes,
                               UtcTime now);

/// The price of a menu item for a diner: of the class where the area serves whole meals (row C6).
Result<OfferedDish> price_dish(sql::Reader& reader, const Diner& diner, MealCategoryId category_id,
                               const MenuItem& item);

/// Portions and counted meals of these lines, out of the stock or back into it.
Result<Done> take_portions(sql::Transaction& transaction, const MealOrder& order,
                           std::vector<MealOrderLine> lines);
void return_portions(sql::Transaction& transaction, const MealOrder& order,
                     const std::vector<MealOrderLine>& lines);
/// Counted meals alone: after the cut-off the portions are cooked.
void return_meals(sql::Transaction& transaction, const MealOrder& order,
                  const std::vector<MealOrderLine>& lines);

inline constexpr std::array ordering_failures{
    &not_a_diner,        &diner_disabled,         &dining_account_missing, &diner_in_arrears,
    &diner_not_found,    &menu_item_not_found,    &meal_period_not_found,  &serving_area_not_found,
    &order_lines_mixed,  &dish_not_orderable,     &meal_not_served,        &ordering_not_open,
    &cut_off_passed,     &set_meal_price_missing, &meal_limit_reached,     &order_total_zero,
    &purses_insufficient};

}  // namespace dlfp::canteen
