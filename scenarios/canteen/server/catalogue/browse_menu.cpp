// Published menus as customers and passers-by see them.
#include "scenarios/canteen/server/catalogue/browse_menu.h"

#include <algorithm>
#include <map>

#include "platform/base/planted.h"
#include "scenarios/canteen/server/catalogue/meal_period.h"
#include "scenarios/canteen/server/catalogue/menu_repository.h"
#include "scenarios/canteen/server/catalogue/price.h"

namespace dlfp::canteen {
namespace {

bool may_see(const api::ReadCall& call, const Outlet& outlet) {
    return outlet.is_open_to_public || call.caller().kind != api::CallerKind::anonymous;
}

std::optional<std::string> serving_now(sql::Reader& reader, OutletId outlet_id, UtcTime now) {
    const auto periods = list_meal_periods(reader, outlet_id);
    const auto slot = plan_meal_slot(periods, now);
    if (!slot) return std::nullopt;
    return std::ranges::find(periods, slot->period_id, &MealPeriod::id)->name;
}

/// The dishes and areas that a menu names, read once.
struct MenuBackground {
    sql::Reader& reader;
    std::map<DishId, DishCard> dishes;
    std::map<ServingAreaId, ServingArea> areas;
};

MenuBackground background_of(sql::Reader& reader, identity::OrganisationId organisation_id) {
    MenuBackground background{reader, {}, {}};
    OfferRepository offer{reader};
    for (auto& dish : offer.list_dishes(organisation_id)) background.dishes[dish.id] = dish;
    for (auto& area : offer.list_areas(organisation_id)) background.areas[area.id] = area;
    return background;
}

MenuDish dish_of(const MenuItem& item, MealCategoryId category_id,
                 const MenuBackground& background) {
    const auto& card = background.dishes.at(item.dish_id);
    const auto& area = background.areas.at(item.area_id);
    MenuDish dish;
    static_cast<Nutrition&>(dish) = card;
    dish.menu_item_id = item.id;
    dish.dish_id = item.dish_id;
    dish.name = item.dish_name;
    dish.description = card.description;
    if (!planted("canteen.allergens_missing")) dish.allergens = parse_allergens(card.allergens);
    dish.area_id = item.area_id;
    dish.area_name = area.name;
    dish.manage_mode = area.manage_mode;
    dish.pricing = item.pricing;
    dish.price_fen = item.price_fen;
    dish.stock_left = item.stock_left;
    if (area.manage_mode == ManageMode::set_meal)
        if (const auto price =
                find_set_meal_price(background.reader, {item.area_id, std::nullopt, category_id}))
            dish.price_fen = *price;
    return dish;
}

OrderingState ordering_at(const MenuMeal& meal, UtcTime now) {
    if (now < meal.ordering_begins_at_us) return OrderingState::not_yet;
    return now < meal.ordering_ends_at_us ? OrderingState::open : OrderingState::over;
}

MenuMeal meal_of(const MealPeriod& period, BusinessDate day, UtcTime now) {
    MenuMeal meal{.period_id = period.id,
                  .category_id = period.category_id,
                  .name = period.name,
                  .starts_at_us = starts_at(period, day),
                  .ends_at_us = ends_at(period, day),
                  .ordering_begins_at_us = ordering_begins_at(period, day),
                  .ordering_ends_at_us = ordering_ends_at(period, day),
                  .ordering = {},
                  .dishes = {}};
    meal.ordering = ordering_at(meal, now);
    return meal;
}

}  // namespace

Result<BrowseOutletsReply> browse_outlets(const api::NoRequest&, api::ReadCall& call) {
    BrowseOutletsReply reply;
    for (const auto& outlet : OfferRepository{call.reader()}.list_active_outlets()) {
        if (!may_see(call, outlet)) continue;
        const auto organisation =
            identity::find_organisation(call.reader(), outlet.organisation_id);
        reply.outlets.push_back({.outlet_id = outlet.id,
                                 .name = outlet.name,
                                 .address = outlet.address,
                                 .pick_up_note = outlet.pick_up_note,
                                 .operator_name = organisation ? organisation->short_name : "",
                                 .serving_now = serving_now(call.reader(), outlet.id, call.now())});
    }
    return reply;
}

Result<BrowseMenuReply> browse_menu(const BrowseMenuRequest& request, api::ReadCall& call) {
    TRY(const auto outlet, find_outlet(call.reader(), request.outlet_id));
    if (!may_see(call, outlet)) return outlet_not_found;
    const auto day = request.day.value_or(call.today());
    const auto items = MenuRepository{call.reader()}.list_published(outlet.id, day);
    const auto background = background_of(call.reader(), outlet.organisation_id);
    BrowseMenuReply reply{outlet.id, outlet.name, day, call.now(), {}};
    for (const auto& period : list_meal_periods(call.reader(), outlet.id)) {
        if (!is_served_on(period, day)) continue;
        auto meal = meal_of(period, day, call.now());
        for (const auto& item : items)
            if (item.period_id == period.id)
                meal.dishes.push_back(dish_of(item, period.category_id, background));
        reply.meals.push_back(std::move(meal));
    }
    return reply;
}

}  // namespace dlfp::canteen
