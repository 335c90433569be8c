// What a diner can order now: open meals, and the menu of one of them at the diner's own prices.
#pragma once

#include "core/identity/server/identity.h"
#include "platform/api/endpoint.h"
#include "scenarios/canteen/server/orders/order_view.h"
#include "scenarios/canteen/server/orders/ordering.h"

namespace dlfp::canteen {

struct ListOrderMealsRequest {};
BOOST_DESCRIBE_STRUCT(ListOrderMealsRequest, (), ())
struct ListOrderMealsReply {
    std::vector<MealView> items;
    UtcTime server_now_us;
};
BOOST_DESCRIBE_STRUCT(ListOrderMealsReply, (), (items, server_now_us))
/// Meals that can be ordered now, soonest first, at all operators where the caller is a diner.
Result<ListOrderMealsReply> list_order_meals(const ListOrderMealsRequest& request,
                                             api::ReadCall& call);

struct ShowOrderMenuRequest {
    MealPeriodId period_id;
    BusinessDate day;
};
BOOST_DESCRIBE_STRUCT(ShowOrderMenuRequest, (), (period_id, day))
/// A dish that can be ordered.
struct OrderableDish {
    MenuItemId menu_item_id;
    DishId dish_id;
    std::string dish_name;
    std::string description;
    std::string area_name;
    Money price_fen;  ///< of this diner
    bool is_set_meal = false;
    std::optional<std::int64_t> stock_left;  ///< unset: unlimited
    std::int64_t energy_kj = 0;
    std::vector<std::string> allergens;
    std::vector<std::string> avoided;  ///< those of them that this diner must not eat
};
BOOST_DESCRIBE_STRUCT(OrderableDish, (),
                      (menu_item_id, dish_id, dish_name, description, area_name, price_fen,
                       is_set_meal, stock_left, energy_kj, allergens, avoided))
struct ShowOrderMenuReply {
    MealView meal;
    UtcTime server_now_us;
    std::string price_class_name;            ///< of this diner; empty without a class
    std::optional<std::int64_t> meals_left;  ///< set meals this diner may still order; unset: any
    std::vector<OrderableDish> items;
};
BOOST_DESCRIBE_STRUCT(ShowOrderMenuReply, (),
                      (meal, server_now_us, price_class_name, meals_left, items))
/// Dishes by piece alone: what is weighed is sold at the counter.
Result<ShowOrderMenuReply> show_order_menu(const ShowOrderMenuRequest& request,
                                           api::ReadCall& call);

inline constexpr api::Limits order_read_limits{
    .body_bytes_max = 0, .calls_per_minute_max = 240, .deadline = 2s};

inline constexpr auto list_order_meals_endpoint =
    api::get<&list_order_meals>("/canteen/order-meals")
        .doc("Meals that the caller can order now.")
        .for_customers(identity::verified_customer)
        .limits(order_read_limits)
        .may_fail();
inline constexpr auto show_order_menu_endpoint =
    api::get<&show_order_menu>("/canteen/order-menu")
        .doc("The menu of one meal at the caller's own prices, with warnings of allergens.")
        .for_customers(identity::verified_customer)
        .limits(order_read_limits)
        .may_fail(meal_period_not_found, not_a_diner, diner_disabled, dining_account_missing,
                  diner_in_arrears);

}  // namespace dlfp::canteen
