// The counter's own view of today.
#include "scenarios/canteen/server/counter/show_desk.h"

#include <algorithm>
#include <iterator>

#include "scenarios/canteen/server/catalogue/meal_period.h"
#include "scenarios/canteen/server/catalogue/menu_repository.h"
#include "scenarios/canteen/server/catalogue/price.h"
#include "scenarios/canteen/server/counter/terminal_repository.h"

namespace dlfp::canteen {
namespace {

constexpr std::size_t gaps_shown_max = 100;

std::vector<DeskItem> items_of(const std::vector<MenuItem>& menu, const MealPeriod& period,
                               BusinessDate day, ServingAreaId area_id) {
    std::vector<DeskItem> items;
    for (const auto& item : menu)
        if (item.period_id == period.id && item.day == day && item.area_id == area_id)
            items.push_back({item.id, item.dish_id, item.dish_name, item.pricing, item.price_fen,
                             item.stock_left});
    return items;
}

DeskMeal meal_of(sql::Reader& reader, const MealPeriod& period, BusinessDate day,
                 ServingAreaId area_id) {
    DeskMeal meal{.category_id = period.category_id,
                  .name = period.name,
                  .starts_at_us = starts_at(period, day),
                  .ends_at_us = ends_at(period, day)};
    const auto price = find_set_meal_price(
        reader, {.area_id = area_id, .price_class_id = {}, .category_id = period.category_id});
    if (price) meal.set_meal_fen = *price;
    return meal;
}

std::vector<DeskMeal> list_meals(const api::ReadCall& call, OutletId outlet_id,
                                 ServingAreaId area_id) {
    const auto yesterday = call.today().plus_days(-1);
    MenuRepository menus{call.reader()};
    auto menu = menus.list_published(outlet_id, yesterday);
    std::ranges::copy(menus.list_published(outlet_id, call.today()), std::back_inserter(menu));
    std::vector<DeskMeal> meals;
    for (const auto& period : list_meal_periods(call.reader(), outlet_id))
        for (const auto day : {yesterday, call.today()}) {
            if (!is_served_on(period, day) || ends_at(period, day) <= call.today().starts_at())
                continue;
            auto meal = meal_of(call.reader(), period, day, area_id);
            meal.items = items_of(menu, period, day, area_id);
            meals.push_back(std::move(meal));
        }
    std::ranges::sort(meals, {}, &DeskMeal::starts_at_us);
    return meals;
}

}  // namespace

Result<DeskReply> show_desk(const ShowDeskRequest&, api::ReadCall& call) {
    TRY(const auto terminal, find_calling_terminal(call));
    TRY(const auto area, find_serving_area(call.reader(), terminal.area_id));
    TRY(const auto outlet, find_outlet(call.reader(), area.outlet_id));
    DeskReply reply{.terminal_id = terminal.id,
                    .name = terminal.name,
                    .outlet_name = outlet.name,
                    .area_name = area.name,
                    .mode = terminal.mode,
                    .clock_offset_us = terminal.clock_offset.count(),
                    .server_time_us = call.now(),
                    .last_seq = terminal.last_seq,
                    .gaps = TerminalRepository{call.reader()}.list_gaps(terminal.id),
                    .meals = list_meals(call, outlet.id, area.id)};
    if (reply.gaps.size() > gaps_shown_max) reply.gaps.resize(gaps_shown_max);
    return reply;
}

}  // namespace dlfp::canteen
