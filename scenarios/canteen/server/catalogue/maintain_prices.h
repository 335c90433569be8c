// Staff keep price classes and what a set meal costs by class or by area (row C6).
#pragma once

#include "scenarios/canteen/server/catalogue/catalogue_limits.h"
#include "scenarios/canteen/server/catalogue/maintain_meal_times.h"
#include "scenarios/canteen/server/catalogue/price_repository.h"

namespace dlfp::canteen {

inline constexpr Failure price_class_not_found{"canteen.price_class_not_found",
                                               FailureClass::missing};

struct ListPricesReply {
    std::vector<PriceClass> classes;
    std::vector<ClassPrice> class_prices;
    std::vector<AreaPrice> area_prices;
};
BOOST_DESCRIBE_STRUCT(ListPricesReply, (), (classes, class_prices, area_prices))
Result<ListPricesReply> list_prices(const api::NoRequest& request, api::ReadCall& call);

struct ClassFields {
    api::Text<20> name;
    std::optional<EntryState> state;
};
BOOST_DESCRIBE_STRUCT(ClassFields, (), (name, state))
Result<PriceClass> add_price_class(const ClassFields& request, api::Call& call);

struct ReplaceClassRequest : ClassFields {
    PriceClassId price_class_id;
};
BOOST_DESCRIBE_STRUCT(ReplaceClassRequest, (ClassFields), (price_class_id))
Result<PriceClass> replace_price_class(const ReplaceClassRequest& request, api::Call& call);

/// Without `price_fen` the price is taken away.
struct SetClassPriceRequest {
    PriceClassId price_class_id;
    MealCategoryId category_id;
    std::optional<Money> price_fen;
};
BOOST_DESCRIBE_STRUCT(SetClassPriceRequest, (), (price_class_id, category_id, price_fen))
Result<Done> set_class_price(const SetClassPriceRequest& request, api::Call& call);

struct SetAreaPriceRequest {
    ServingAreaId area_id;
    MealCategoryId category_id;
    std::optional<Money> price_fen;
};
BOOST_DESCRIBE_STRUCT(SetAreaPriceRequest, (), (area_id, category_id, price_fen))
Result<Done> set_area_price(const SetAreaPriceRequest& request, api::Call& call);

inline constexpr auto list_prices_endpoint =
    api::get<&list_prices>("/staff/canteen/prices")
        .doc("Price classes and prices of set meals of the own operator.")
        .for_staff(view_canteen)
        .limits(catalogue_read_limits)
        .may_fail();
inline constexpr auto add_price_class_endpoint =
    api::post<&add_price_class>("/staff/canteen/price-classes")
        .doc("Adds a price class.")
        .for_staff(manage_catalogue)
        .idempotent()
        .limits(catalogue_write_limits)
        .may_fail();
inline constexpr auto replace_price_class_endpoint =
    api::put<&replace_price_class>("/staff/canteen/price-classes/{price_class_id}")
        .doc("Renames or retires a price class; a retired one has no prices of its own.")
        .for_staff(manage_catalogue)
        .naturally_idempotent()
        .limits(catalogue_write_limits)
        .may_fail(price_class_not_found);
inline constexpr auto set_class_price_endpoint =
    api::put<&set_class_price>("/staff/canteen/price-classes/{price_class_id}/prices/{category_id}")
        .doc("Sets what a set meal costs for a class; it goes before the area's price.")
        .for_staff(manage_catalogue)
        .naturally_idempotent()
        .limits(catalogue_write_limits)
        .may_fail(price_class_not_found, meal_category_not_found);
inline constexpr auto set_area_price_endpoint =
    api::put<&set_area_price>("/staff/canteen/areas/{area_id}/prices/{category_id}")
        .doc("Sets what a set meal costs at an area for everybody without a class price.")
        .for_staff(manage_catalogue)
        .naturally_idempotent()
        .limits(catalogue_write_limits)
        .may_fail(serving_area_not_found, meal_category_not_found);

}  // namespace dlfp::canteen
