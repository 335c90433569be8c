// What a counter needs to sell, with and without connection: who it is, today's menu, prices.
#pragma once

#include "platform/api/endpoint.h"
#include "scenarios/canteen/server/catalogue/menu.h"
#include "scenarios/canteen/server/counter/device_request.h"
#include "scenarios/canteen/server/counter/plan_batch.h"

namespace dlfp::canteen {

struct ShowDeskRequest {};
BOOST_DESCRIBE_STRUCT(ShowDeskRequest, (), ())

struct DeskItem {
    MenuItemId menu_item_id;
    DishId dish_id;
    std::string dish_name;
    DishPricing pricing{};
    Money price_fen;
    std::optional<std::int64_t> stock_left;
};
BOOST_DESCRIBE_STRUCT(DeskItem, (),
                      (menu_item_id, dish_id, dish_name, pricing, price_fen, stock_left))

/// One meal of today at this counter. `set_meal_fen` is the area's price: a diner's class may have
/// another one (row C6), which the receipt tells.
struct DeskMeal {
    MealCategoryId category_id;
    std::string name;
    UtcTime starts_at_us;
    UtcTime ends_at_us;
    std::optional<Money> set_meal_fen;
    std::vector<DeskItem> items;
};
BOOST_DESCRIBE_STRUCT(DeskMeal, (),
                      (category_id, name, starts_at_us, ends_at_us, set_meal_fen, items))

struct DeskReply {
    TerminalId terminal_id;
    std::string name;
    std::string outlet_name;
    std::string area_name;
    TerminalMode mode{};
    std::int64_t clock_offset_us = 0;
    UtcTime server_time_us;
    std::int64_t last_seq = 0;
    std::vector<SeqRange> gaps;   ///< the first 100
    std::vector<DeskMeal> meals;  ///< by start; the one that began yesterday evening included
};
BOOST_DESCRIBE_STRUCT(DeskReply, (),
                      (terminal_id, name, outlet_name, area_name, mode, clock_offset_us,
                       server_time_us, last_seq, gaps, meals))

Result<DeskReply> show_desk(const ShowDeskRequest& request, api::ReadCall& call);

constexpr auto show_desk_endpoint =
    api::get<&show_desk>("/device/canteen/desk")
        .doc("Shows a terminal what it sells today.")
        .for_devices(use_terminal)
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 60, .deadline = 3s})
        .may_fail(terminal_not_found, terminal_blocked, serving_area_not_found, outlet_not_found);

}  // namespace dlfp::canteen
