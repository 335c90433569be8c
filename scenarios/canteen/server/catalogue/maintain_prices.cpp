// Price classes and prices of the caller's operator.
#include "scenarios/canteen/server/catalogue/maintain_prices.h"

#include <algorithm>

#include "scenarios/canteen/server/catalogue/offer_repository.h"

namespace dlfp::canteen {
namespace {

Result<MealCategory> own_category(const api::Call& call, MealCategoryId id) {
    return or_failure(MealPeriodRepository{call.reader()}.find_category(
                          identity::organisation_of(call.caller()), id),
                      meal_category_not_found);
}

std::string price_text(const std::vector<CategoryPrice>& prices, MealCategoryId id) {
    const auto found = std::ranges::find(prices, id, &CategoryPrice::category_id);
    return found == prices.end() ? "" : found->price_fen.to_yuan_text();
}

}  // namespace

Result<ListPricesReply> list_prices(const api::NoRequest&, api::ReadCall& call) {
    PriceRepository prices{call.reader()};
    const auto own = identity::organisation_of(call.caller());
    return ListPricesReply{prices.list_classes(own), prices.list_class_prices(own),
                           prices.list_area_prices(own)};
}

Result<PriceClass> add_price_class(const ClassFields& request, api::Call& call) {
    const PriceClass added{call.next_id<PriceClassTag>(), identity::organisation_of(call.caller()),
                           request.name, request.state.value_or(EntryState::active)};
    PriceBooks{call.transaction()}.add_class(added);
    call.about("canteen_price_class", added.id.to_text());
    record_changes(call, PriceClass{}, added);
    return added;
}

Result<PriceClass> replace_price_class(const ReplaceClassRequest& request, api::Call& call) {
    PriceBooks prices{call.transaction()};
    const auto own = identity::organisation_of(call.caller());
    TRY(const auto before,
        or_failure(prices.find_class(own, request.price_class_id), price_class_not_found));
    const PriceClass after{before.id, own, request.name,
                           request.state.value_or(EntryState::active)};
    prices.replace_class(after);
    call.about("canteen_price_class", after.id.to_text());
    record_changes(call, before, after);
    return after;
}

Result<Done> set_class_price(const SetClassPriceRequest& request, api::Call& call) {
    PriceBooks prices{call.transaction()};
    const auto own = identity::organisation_of(call.caller());
    TRY(const auto price_class,
        or_failure(prices.find_class(own, request.price_class_id), price_class_not_found));
    TRY(const auto category, own_category(call, request.category_id));
    const ClassPrice price{price_class.id, category.id, own, request.price_fen.value_or(Money{})};
    const auto before = price_text(prices.list_of_class(price_class.id), category.id);
    if (request.price_fen)
        prices.set_class_price(price);
    else
        prices.remove_class_price(price);
    call.about("canteen_price_class", price_class.id.to_text());
    call.changed("price of " + category.name, before,
                 price_text(prices.list_of_class(price_class.id), category.id));
    return done;
}

Result<Done> set_area_price(const SetAreaPriceRequest& request, api::Call& call) {
    PriceBooks prices{call.transaction()};
    TRY(const auto area, own_or(OfferRepository{call.reader()}.find_area(request.area_id), call,
                                serving_area_not_found));
    TRY(const auto category, own_category(call, request.category_id));
    const AreaPrice price{area.id, category.id, area.organisation_id,
                          request.price_fen.value_or(Money{})};
    const auto before = price_text(prices.list_of_area(area.id), category.id);
    if (request.price_fen)
        prices.set_area_price(price);
    else
        prices.remove_area_price(price);
    call.about("canteen_serving_area", area.id.to_text());
    call.changed("price of " + category.name, before,
                 price_text(prices.list_of_area(area.id), category.id));
    return done;
}

}  // namespace dlfp::canteen
