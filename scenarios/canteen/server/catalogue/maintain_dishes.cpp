// Dishes of the caller's operator.
#include "scenarios/canteen/server/catalogue/maintain_dishes.h"

namespace dlfp::canteen {
namespace {

DishCard filled(DishCard dish, const DishFields& fields) {
    dish.name = fields.name;
    dish.description = fields.description;
    dish.allergens = allergens_text(fields.allergens);
    dish.energy_kj = fields.energy_kj;
    dish.protein_mg = fields.protein_mg;
    dish.fat_mg = fields.fat_mg;
    dish.carbohydrate_mg = fields.carbohydrate_mg;
    dish.sodium_mg = fields.sodium_mg;
    dish.pricing = fields.pricing;
    dish.price_fen = fields.price_fen;
    dish.state = fields.state.value_or(EntryState::active);
    return dish;
}

}  // namespace

DishView view_of(const DishCard& card) {
    DishView view;
    static_cast<Nutrition&>(view) = card;
    view.id = card.id;
    view.name = card.name;
    view.description = card.description;
    view.allergens = parse_allergens(card.allergens);
    view.pricing = card.pricing;
    view.price_fen = card.price_fen;
    view.state = card.state;
    return view;
}

Result<ListDishesReply> list_dishes(const api::NoRequest&, api::ReadCall& call) {
    ListDishesReply reply;
    for (const auto& dish :
         OfferRepository{call.reader()}.list_dishes(identity::organisation_of(call.caller())))
        reply.dishes.push_back(view_of(dish));
    return reply;
}

Result<DishView> add_dish(const DishFields& request, api::Call& call) {
    DishCard empty;
    empty.id = call.next_id<DishTag>();
    empty.organisation_id = identity::organisation_of(call.caller());
    const auto dish = filled(empty, request);
    OfferBooks{call.transaction()}.add_dish(dish);
    call.about("canteen_dish", dish.id.to_text());
    record_changes(call, empty, dish);
    return view_of(dish);
}

Result<DishView> replace_dish(const ReplaceDishRequest& request, api::Call& call) {
    OfferBooks offer{call.transaction()};
    TRY(const auto before,
        or_failure(offer.find_dish(identity::organisation_of(call.caller()), request.dish_id),
                   dish_not_found));
    if (before.pricing != request.pricing) return dish_pricing_fixed;
    const auto after = filled(before, request);
    offer.replace_dish(after);
    call.about("canteen_dish", after.id.to_text());
    record_changes(call, before, after);
    return view_of(after);
}

}  // namespace dlfp::canteen
