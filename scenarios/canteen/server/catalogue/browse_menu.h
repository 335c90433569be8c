// What anybody may see: outlets, and the menu of a day with allergens, nutrition and cut-off times
// (3.1.3-10 and 11). Outlets that are not open to the public show to logged-in callers only.
#pragma once

#include "scenarios/canteen/server/catalogue/allergen.h"
#include "scenarios/canteen/server/catalogue/catalogue_limits.h"
#include "scenarios/canteen/server/catalogue/menu.h"
#include "scenarios/canteen/server/catalogue/offer_repository.h"

namespace dlfp::canteen {

struct OutletLine {
    OutletId outlet_id;
    std::string name;
    std::string address;
    std::string pick_up_note;
    std::string operator_name;
    std::optional<std::string> serving_now;  ///< name of the meal being served
};
BOOST_DESCRIBE_STRUCT(OutletLine, (),
                      (outlet_id, name, address, pick_up_note, operator_name, serving_now))
struct BrowseOutletsReply {
    std::vector<OutletLine> outlets;
};
BOOST_DESCRIBE_STRUCT(BrowseOutletsReply, (), (outlets))
Result<BrowseOutletsReply> browse_outlets(const api::NoRequest& request, api::ReadCall& call);

struct BrowseMenuRequest {
    OutletId outlet_id;
    std::optional<BusinessDate> day;  ///< absent: today
};
BOOST_DESCRIBE_STRUCT(BrowseMenuRequest, (), (outlet_id, day))

/// Whether a meal can be ordered at this moment.
enum class OrderingState { not_yet, open, over };
BOOST_DESCRIBE_ENUM(OrderingState, not_yet, open, over)

struct MenuDish : Nutrition {
    MenuItemId menu_item_id;
    DishId dish_id;
    std::string name;
    std::string description;
    std::vector<Allergen> allergens;
    ServingAreaId area_id;
    std::string area_name;
    ManageMode manage_mode{};
    DishPricing pricing{};
    Money price_fen;  ///< of a set meal: the area's price, which a price class may change
    std::optional<std::int64_t> stock_left;
};
BOOST_DESCRIBE_STRUCT(MenuDish, (Nutrition),
                      (menu_item_id, dish_id, name, description, allergens, area_id, area_name,
                       manage_mode, pricing, price_fen, stock_left))
struct MenuMeal {
    MealPeriodId period_id;
    MealCategoryId category_id;
    std::string name;
    UtcTime starts_at_us;
    UtcTime ends_at_us;
    UtcTime ordering_begins_at_us;
    UtcTime ordering_ends_at_us;
    OrderingState ordering{};
    std::vector<MenuDish> dishes;
};
BOOST_DESCRIBE_STRUCT(MenuMeal, (),
                      (period_id, category_id, name, starts_at_us, ends_at_us,
                       ordering_begins_at_us, ordering_ends_at_us, ordering, dishes))
struct BrowseMenuReply {
    OutletId outlet_id;
    std::string outlet_name;
    BusinessDate day;
    UtcTime now_us;  ///< so that countdowns do not depend on the phone's clock
    std::vector<MenuMeal> meals;
};
BOOST_DESCRIBE_STRUCT(BrowseMenuReply, (), (outlet_id, outlet_name, day, now_us, meals))
Result<BrowseMenuReply> browse_menu(const BrowseMenuRequest& request, api::ReadCall& call);

inline constexpr auto browse_outlets_endpoint = api::get<&browse_outlets>("/canteen/outlets")
                                                    .doc("Outlets that the caller may see.")
                                                    .open()
                                                    .limits(catalogue_read_limits)
                                                    .may_fail();
inline constexpr auto browse_menu_endpoint =
    api::get<&browse_menu>("/canteen/outlets/{outlet_id}/menu")
        .doc("The published menu of a day with allergens, nutrition and ordering times.")
        .open()
        .limits(catalogue_read_limits)
        .may_fail(outlet_not_found);

}  // namespace dlfp::canteen
