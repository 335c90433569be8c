// Staff keep dishes with what their label says: allergens (GB 7718) and nutrition.
#pragma once

#include "scenarios/canteen/server/catalogue/allergen.h"
#include "scenarios/canteen/server/catalogue/catalogue_limits.h"
#include "scenarios/canteen/server/catalogue/offer_repository.h"

namespace dlfp::canteen {

/// A price per piece would suddenly be one per kilogram on menus and orders: add another dish.
inline constexpr Failure dish_pricing_fixed{"canteen.dish_pricing_fixed", FailureClass::refused};

/// A dish as screens show it; nutrition per portion, or per 100 g of what is sold by weight.
struct DishView : Nutrition {
    DishId id;
    std::string name;
    std::string description;
    std::vector<Allergen> allergens;
    DishPricing pricing{};
    Money price_fen;
    EntryState state{};
};
BOOST_DESCRIBE_STRUCT(DishView, (Nutrition),
                      (id, name, description, allergens, pricing, price_fen, state))
DishView view_of(const DishCard& card);

struct ListDishesReply {
    std::vector<DishView> dishes;
};
BOOST_DESCRIBE_STRUCT(ListDishesReply, (), (dishes))
Result<ListDishesReply> list_dishes(const api::NoRequest& request, api::ReadCall& call);

struct DishFields {
    api::Text<40> name;
    api::Text<200, 0> description;
    api::List<Allergen, 8> allergens;
    api::Whole<0, 20'000> energy_kj;
    api::Whole<0, 500'000> protein_mg;
    api::Whole<0, 500'000> fat_mg;
    api::Whole<0, 500'000> carbohydrate_mg;
    api::Whole<0, 50'000> sodium_mg;
    DishPricing pricing{};
    Money price_fen;
    std::optional<EntryState> state;
};
BOOST_DESCRIBE_STRUCT(DishFields, (),
                      (name, description, allergens, energy_kj, protein_mg, fat_mg, carbohydrate_mg,
                       sodium_mg, pricing, price_fen, state))
Result<DishView> add_dish(const DishFields& request, api::Call& call);

struct ReplaceDishRequest : DishFields {
    DishId dish_id;
};
BOOST_DESCRIBE_STRUCT(ReplaceDishRequest, (DishFields), (dish_id))
Result<DishView> replace_dish(const ReplaceDishRequest& request, api::Call& call);

inline constexpr auto list_dishes_endpoint =
    api::get<&list_dishes>("/staff/canteen/dishes")
        .doc("Dishes of the own operator, retired ones at the end.")
        .for_staff(view_canteen)
        .limits(catalogue_read_limits)
        .may_fail();
inline constexpr auto add_dish_endpoint = api::post<&add_dish>("/staff/canteen/dishes")
                                              .doc("Adds a dish.")
                                              .for_staff(manage_catalogue)
                                              .idempotent()
                                              .limits(catalogue_write_limits)
                                              .may_fail();
inline constexpr auto replace_dish_endpoint =
    api::put<&replace_dish>("/staff/canteen/dishes/{dish_id}")
        .doc("Replaces everything about a dish but the kind of its price.")
        .for_staff(manage_catalogue)
        .naturally_idempotent()
        .limits(catalogue_write_limits)
        .may_fail(dish_not_found, dish_pricing_fixed);

}  // namespace dlfp::canteen
