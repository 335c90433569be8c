// SQL of canteen_outlet, canteen_serving_area and canteen_dish.
#include "scenarios/canteen/server/catalogue/offer_repository.h"

namespace dlfp::canteen {
namespace {

template <class T>
std::string select_from(std::string_view table) {
    return "SELECT " + sql::column_list<T>() + " FROM " + std::string(table) + " ";
}
const std::string& outlets() {
    static const std::string text = select_from<Outlet>("canteen_outlet");
    return text;
}
const std::string& areas() {
    static const std::string text = select_from<ServingArea>("canteen_serving_area");
    return text;
}
const std::string& dishes() {
    static const std::string text = select_from<DishCard>("canteen_dish");
    return text;
}

}  // namespace

std::optional<Outlet> OfferRepository::find_outlet(OutletId id) {
    static const std::string text = outlets() + "WHERE id = $1";
    return reader_.find<Outlet>({"canteen.find_outlet", text}, id);
}

std::optional<ServingArea> OfferRepository::find_area(ServingAreaId id) {
    static const std::string text = areas() + "WHERE id = $1";
    return reader_.find<ServingArea>({"canteen.find_serving_area", text}, id);
}

std::optional<DishCard> OfferRepository::find_dish(identity::OrganisationId organisation_id,
                                                   DishId id) {
    static const std::string text = dishes() + "WHERE id = $1 AND organisation_id = $2";
    return reader_.find<DishCard>({"canteen.find_dish", text}, id, organisation_id);
}

std::vector<Outlet> OfferRepository::list_outlets(identity::OrganisationId organisation_id) {
    static const std::string text =
        outlets() + "WHERE organisation_id = $1 ORDER BY state, id LIMIT 200";
    return reader_.list<Outlet>({"canteen.list_outlets", text}, organisation_id);
}

std::vector<Outlet> OfferRepository::list_active_outlets() {
    static const std::string text =
        outlets() + "WHERE state = 'active' ORDER BY organisation_id, id LIMIT 200";
    return reader_.list<Outlet>({"canteen.list_active_outlets", text});
}

std::vector<ServingArea> OfferRepository::list_areas(identity::OrganisationId organisation_id) {
    static const std::string text =
        areas() + "WHERE organisation_id = $1 ORDER BY outlet_id, state, id LIMIT 1000";
    return reader_.list<ServingArea>({"canteen.list_serving_areas", text}, organisation_id);
}

std::vector<DishCard> OfferRepository::list_dishes(identity::OrganisationId organisation_id) {
    static const std::string text =
        dishes() + "WHERE organisation_id = $1 ORDER BY state, id LIMIT 5000";
    return reader_.list<DishCard>({"canteen.list_dishes", text}, organisation_id);
}

void OfferBooks::add_outlet(const Outlet& outlet) { transaction_.insert("canteen_outlet", outlet); }

void OfferBooks::replace_outlet(const Outlet& outlet) {
    static constexpr sql::Query query{
        "canteen.replace_outlet",
        "UPDATE canteen_outlet SET name = $3, address = $4, pick_up_note = $5, "
        "is_open_to_public = $6, state = $7 WHERE id = $1 AND organisation_id = $2"};
    transaction_.execute(query, outlet.id, outlet.organisation_id, outlet.name, outlet.address,
                         outlet.pick_up_note, outlet.is_open_to_public, outlet.state);
}

void OfferBooks::add_area(const ServingArea& area) {
    transaction_.insert("canteen_serving_area", area);
}

void OfferBooks::replace_area(const ServingArea& area) {
    static constexpr sql::Query query{
        "canteen.replace_serving_area",
        "UPDATE canteen_serving_area SET name = $3, manage_mode = $4, state = $5 "
        "WHERE id = $1 AND organisation_id = $2"};
    transaction_.execute(query, area.id, area.organisation_id, area.name, area.manage_mode,
                         area.state);
}

void OfferBooks::add_dish(const DishCard& dish) { transaction_.insert("canteen_dish", dish); }

void OfferBooks::replace_dish(const DishCard& dish) {
    static constexpr sql::Query query{
        "canteen.replace_dish",
        "UPDATE canteen_dish SET name = $3, description = $4, allergens = $5, energy_kj = $6, "
        "protein_mg = $7, fat_mg = $8, carbohydrate_mg = $9, sodium_mg = $10, pricing = $11, "
        "price_fen = $12, state = $13 WHERE id = $1 AND organisation_id = $2"};
    transaction_.execute(query, dish.id, dish.organisation_id, dish.name, dish.description,
                         dish.allergens, dish.energy_kj, dish.protein_mg, dish.fat_mg,
                         dish.carbohydrate_mg, dish.sodium_mg, dish.pricing, dish.price_fen,
                         dish.state);
}

}  // namespace dlfp::canteen
