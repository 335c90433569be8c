// Staff plan menus: replace one meal, copy days, publish. Customers see published menus only.
#pragma once

#include "scenarios/canteen/server/catalogue/catalogue_limits.h"
#include "scenarios/canteen/server/catalogue/meal_period.h"
#include "scenarios/canteen/server/catalogue/menu_repository.h"

namespace dlfp::canteen {

/// The meal is over: its menu stays as it was served.
inline constexpr Failure meal_over{"canteen.meal_over", FailureClass::refused};
inline constexpr Failure period_not_served{"canteen.period_not_served", FailureClass::refused};
/// More than 31 days, or the end before the start.
inline constexpr Failure menu_span_malformed{"canteen.menu_span_malformed",
                                             FailureClass::malformed};

struct ListMenusRequest {
    OutletId outlet_id;
    BusinessDate from;
    BusinessDate until;
};
BOOST_DESCRIBE_STRUCT(ListMenusRequest, (), (outlet_id, from, until))
struct MenuEntry {
    MenuItemId menu_item_id;
    MealPeriodId period_id;
    BusinessDate day;
    DishId dish_id;
    std::string dish_name;
    ServingAreaId area_id;
    Money price_fen;
    std::optional<std::int64_t> stock_planned;
    std::optional<std::int64_t> stock_left;
    bool is_published = false;
};
BOOST_DESCRIBE_STRUCT(MenuEntry, (),
                      (menu_item_id, period_id, day, dish_id, dish_name, area_id, price_fen,
                       stock_planned, stock_left, is_published))
struct MenusReply {
    std::vector<MenuEntry> items;
};
BOOST_DESCRIBE_STRUCT(MenusReply, (), (items))
Result<MenusReply> list_menus(const ListMenusRequest& request, api::ReadCall& call);

struct WantedDish {
    DishId dish_id;
    ServingAreaId area_id;
    std::optional<Money> price_fen;  ///< absent: the dish's own
    std::optional<api::Whole<0, 100'000>> stock_planned;
};
BOOST_DESCRIBE_STRUCT(WantedDish, (), (dish_id, area_id, price_fen, stock_planned))
struct ReplaceMenuRequest {
    MealPeriodId period_id;
    BusinessDate day;
    api::List<WantedDish, 100> items;
};
BOOST_DESCRIBE_STRUCT(ReplaceMenuRequest, (), (period_id, day, items))
Result<MenusReply> replace_menu(const ReplaceMenuRequest& request, api::Call& call);

struct CopyMenusRequest {
    OutletId outlet_id;
    BusinessDate from;
    BusinessDate to;
    api::Whole<1, 31> days;
};
BOOST_DESCRIBE_STRUCT(CopyMenusRequest, (), (outlet_id, from, to, days))
struct CopyMenusReply {
    std::int64_t copied = 0;
    std::int64_t left_out = 0;  ///< already there, retired, or not served on that day
};
BOOST_DESCRIBE_STRUCT(CopyMenusReply, (), (copied, left_out))
Result<CopyMenusReply> copy_menus(const CopyMenusRequest& request, api::Call& call);

struct PublishMenusReply {
    std::int64_t published = 0;
};
BOOST_DESCRIBE_STRUCT(PublishMenusReply, (), (published))
Result<PublishMenusReply> publish_menus(const ListMenusRequest& request, api::Call& call);

inline constexpr auto list_menus_endpoint =
    api::get<&list_menus>("/staff/canteen/outlets/{outlet_id}/menus")
        .doc("Menus of an outlet from a day to a day, drafts included, at most 31 days.")
        .for_staff(view_canteen)
        .limits(catalogue_read_limits)
        .may_fail(outlet_not_found, menu_span_malformed);
inline constexpr auto replace_menu_endpoint =
    api::put<&replace_menu>("/staff/canteen/meal-periods/{period_id}/menus/{day}")
        .doc("Replaces the menu of one meal; portions sold meanwhile stay sold.")
        .for_staff(manage_catalogue)
        .naturally_idempotent()
        .limits({.body_bytes_max = 32'768, .calls_per_minute_max = 120, .deadline = 2s})
        .may_fail(meal_period_not_found, dish_not_found, serving_area_not_found, meal_over,
                  period_not_served);
inline constexpr auto copy_menus_endpoint =
    api::post<&copy_menus>("/staff/canteen/outlets/{outlet_id}/menus/copies")
        .doc("Copies the menus of some days to later days as drafts; what is there stays.")
        .for_staff(manage_catalogue)
        .naturally_idempotent()
        .limits(catalogue_write_limits)
        .may_fail(outlet_not_found, meal_over);
inline constexpr auto publish_menus_endpoint =
    api::post<&publish_menus>("/staff/canteen/outlets/{outlet_id}/menus/publications")
        .doc("Shows the menus of some days to customers.")
        .for_staff(manage_catalogue)
        .naturally_idempotent()
        .limits(catalogue_write_limits)
        .may_fail(outlet_not_found, menu_span_malformed);

}  // namespace dlfp::canteen
