// Menus as this diner sees them.
#include "scenarios/canteen/server/orders/order_menu.h"

#include <algorithm>

#include "scenarios/canteen/server/diners/diner_view.h"
#include "scenarios/canteen/server/orders/meal_count_repository.h"
#include "scenarios/canteen/server/orders/order_menu_repository.h"

namespace dlfp::canteen {
namespace {

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        if (comma > 0) words.emplace_back(text.substr(0, comma));
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return words;
}

std::vector<std::string> overlap_of(const std::vector<std::string>& words,
                                    const std::vector<std::string>& others) {
    std::vector<std::string> both;
    for (const auto& word : words)
        if (std::ranges::find(others, word) != others.end()) both.push_back(word);
    return both;
}

/// Nothing where the dish cannot be ordered: weighed, withdrawn, or without a price for this diner.
std::optional<OrderableDish> orderable(sql::Reader& reader, const Diner& diner,
                                       const MealPeriod& period, const MenuCard& card) {
    const auto item = find_menu_item(reader, card.id);
    if (!item || item->pricing == DishPricing::per_weight) return std::nullopt;
    const auto priced = price_dish(reader, diner, period.category_id, *item);
    if (!priced) return std::nullopt;
    return OrderableDish{.menu_item_id = item->id,
                         .dish_id = item->dish_id,
                         .dish_name = item->dish_name,
                         .description = card.description,
                         .area_name = card.area_name,
                         .price_fen = priced->unit_price_fen,
                         .is_set_meal = priced->is_set_meal,
                         .stock_left = item->stock_left,
                         .energy_kj = card.energy_kj,
                         .allergens = words_of(card.allergens),
                         .avoided = {}};
}

std::optional<std::int64_t> meals_left(sql::Reader& reader, const Diner& diner,
                                       const MealSlot& slot) {
    const auto most = meal_count_repository::day_meals_max(reader, slot.category_id);
    if (most == 0) return std::nullopt;
    return std::max<std::int64_t>(most - meal_count_repository::count(reader, diner.id, slot), 0);
}

}  // namespace

Result<ListOrderMealsReply> list_order_meals(const ListOrderMealsRequest&, api::ReadCall& call) {
    auto& reader = call.reader();
    ListOrderMealsReply reply{.server_now_us = call.now()};
    // A night meal that began yesterday cannot be ordered any more: today is early enough.
    const auto days = order_menu_repository::list_menu_days(
        reader, identity::customer_of(call.caller()), call.today());
    for (const auto& menu : days) {
        const auto period = find_meal_period(reader, menu.organisation_id, menu.period_id);
        if (!period) continue;
        if (!decide_ordering_open(menu.day, {.period = *period, .now = call.now()})) continue;
        reply.items.push_back(view_meal(reader, {period->outlet_id, period->id, menu.day}));
    }
    std::ranges::sort(reply.items, {}, [](const MealView& meal) {
        return std::pair{meal.starts_at_us, meal.period_id};
    });
    return reply;
}

Result<ShowOrderMenuReply> show_order_menu(const ShowOrderMenuRequest& request,
                                           api::ReadCall& call) {
    auto& reader = call.reader();
    const auto known = order_menu_repository::find_any_period(reader, request.period_id);
    TRY(const auto period, find_meal_period(reader, known.organisation_id, request.period_id));
    TRY(const auto diner, find_diner_of_customer(reader, period.organisation_id,
                                                 identity::customer_of(call.caller())));
    TRY_DONE(check_may_dine(reader, diner));
    const auto avoided = words_of(order_menu_repository::find_avoided_allergens(reader, diner.id));
    ShowOrderMenuReply reply{
        .meal = view_meal(reader, {period.outlet_id, period.id, request.day}),
        .server_now_us = call.now(),
        .price_class_name = price_class_name(reader, diner),
        .meals_left = meals_left(reader, diner, {period.id, period.category_id, request.day})};
    for (const auto& card : order_menu_repository::list_cards(reader, period.id, request.day)) {
        auto dish = orderable(reader, diner, period, card);
        if (!dish) continue;
        dish->avoided = overlap_of(dish->allergens, avoided);
        reply.items.push_back(std::move(*dish));
    }
    return reply;
}

}  // namespace dlfp::canteen
