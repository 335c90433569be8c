// What other parts ask about outlets, areas, dishes and the menu: active rows only.
#include "scenarios/canteen/server/catalogue/menu.h"

#include "scenarios/canteen/server/catalogue/menu_repository.h"
#include "scenarios/canteen/server/catalogue/offer_repository.h"

namespace dlfp::canteen {
namespace {

template <class T>
Result<T> active_or(std::optional<T> entry, const Failure& failure) {
    if (!entry || entry->state != EntryState::active) return failure;
    return std::move(*entry);
}

}  // namespace

Result<Outlet> find_outlet(sql::Reader& reader, OutletId id) {
    return active_or(OfferRepository{reader}.find_outlet(id), outlet_not_found);
}

Result<ServingArea> find_serving_area(sql::Reader& reader, ServingAreaId id) {
    return active_or(OfferRepository{reader}.find_area(id), serving_area_not_found);
}

Result<Dish> find_dish(sql::Reader& reader, identity::OrganisationId organisation_id, DishId id) {
    TRY(auto dish,
        active_or(OfferRepository{reader}.find_dish(organisation_id, id), dish_not_found));
    return static_cast<Dish>(dish);
}

Result<MenuItem> find_menu_item(sql::Reader& reader, MenuItemId id) {
    return or_failure(MenuRepository{reader}.find_published(id), menu_item_not_found);
}

Result<Done> take_stock(sql::Transaction& transaction, MenuItemId id, std::int64_t quantity) {
    MenuBooks menu{transaction};
    if (menu.take_stock(id, quantity)) return done;
    TRY(const auto item, find_menu_item(transaction, id));
    return Error{dish_sold_out}.with("stock_left", item.stock_left.value_or(0));
}

void return_stock(sql::Transaction& transaction, MenuItemId id, std::int64_t quantity) {
    MenuBooks{transaction}.return_stock(id, quantity);
}

}  // namespace dlfp::canteen
