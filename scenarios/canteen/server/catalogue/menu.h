// Dishes on the menu of a day, with the portions left.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/identity/server/ids.h"
#include "platform/base/money.h"
#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/runtime/sql/sql.h"
#include "scenarios/canteen/server/ids.h"

namespace dlfp::canteen {

inline constexpr Failure outlet_not_found{"canteen.outlet_not_found", FailureClass::missing};
inline constexpr Failure serving_area_not_found{"canteen.serving_area_not_found",
                                                FailureClass::missing};
inline constexpr Failure dish_not_found{"canteen.dish_not_found", FailureClass::missing};
inline constexpr Failure menu_item_not_found{"canteen.menu_item_not_found", FailureClass::missing};
inline constexpr Failure dish_sold_out{"canteen.dish_sold_out", FailureClass::refused};

struct Outlet {
    OutletId id;
    identity::OrganisationId organisation_id;
    std::string name;
    std::string address;
    std::string pick_up_note;
    bool is_open_to_public = false;
    EntryState state{};
};
BOOST_DESCRIBE_STRUCT(Outlet, (),
                      (id, organisation_id, name, address, pick_up_note, is_open_to_public, state))

struct ServingArea {
    ServingAreaId id;
    identity::OrganisationId organisation_id;
    OutletId outlet_id;
    std::string name;
    ManageMode manage_mode{};
    EntryState state{};
};
BOOST_DESCRIBE_STRUCT(ServingArea, (), (id, organisation_id, outlet_id, name, manage_mode, state))

struct Dish {
    DishId id;
    identity::OrganisationId organisation_id;
    std::string name;
    DishPricing pricing{};
    Money price_fen;  ///< a piece, or a kilogram
    EntryState state{};
};
BOOST_DESCRIBE_STRUCT(Dish, (), (id, organisation_id, name, pricing, price_fen, state))

/// A dish on the menu of one day's period, at one serving area.
struct MenuItem {
    MenuItemId id;
    identity::OrganisationId organisation_id;
    OutletId outlet_id;
    MealPeriodId period_id;
    BusinessDate day;
    DishId dish_id;
    std::string dish_name;
    DishPricing pricing{};
    ServingAreaId area_id;
    Money price_fen;
    std::optional<std::int64_t> stock_left;  ///< unset: unlimited
    bool is_published = false;
};
BOOST_DESCRIBE_STRUCT(MenuItem, (),
                      (id, organisation_id, outlet_id, period_id, day, dish_id, dish_name, pricing,
                       area_id, price_fen, stock_left, is_published))

/// Active ones only; outlet_not_found, serving_area_not_found, dish_not_found.
Result<Outlet> find_outlet(sql::Reader& reader, OutletId id);
Result<ServingArea> find_serving_area(sql::Reader& reader, ServingAreaId id);
Result<Dish> find_dish(sql::Reader& reader, identity::OrganisationId organisation_id, DishId id);

/// Published items only; menu_item_not_found.
Result<MenuItem> find_menu_item(sql::Reader& reader, MenuItemId id);

/// Takes portions out of the stock, in the unit that sells them. dish_sold_out with fact
/// `stock_left`, menu_item_not_found.
Result<Done> take_stock(sql::Transaction& transaction, MenuItemId id, std::int64_t quantity);
/// Puts portions of a cancelled line back; nothing where stock is unlimited.
void return_stock(sql::Transaction& transaction, MenuItemId id, std::int64_t quantity);

}  // namespace dlfp::canteen
