// All SQL about price classes and the prices of set meals.
#pragma once

#include <string>
#include <vector>

#include "core/identity/server/ids.h"
#include "scenarios/canteen/server/catalogue/price.h"

namespace dlfp::canteen {

/// Staff, pupil, guest …
struct PriceClass {
    PriceClassId id;
    identity::OrganisationId organisation_id;
    std::string name;
    EntryState state{};
};
BOOST_DESCRIBE_STRUCT(PriceClass, (), (id, organisation_id, name, state))

struct ClassPrice {
    PriceClassId price_class_id;
    MealCategoryId category_id;
    identity::OrganisationId organisation_id;
    Money price_fen;
};
BOOST_DESCRIBE_STRUCT(ClassPrice, (), (price_class_id, category_id, organisation_id, price_fen))

struct AreaPrice {
    ServingAreaId area_id;
    MealCategoryId category_id;
    identity::OrganisationId organisation_id;
    Money price_fen;
};
BOOST_DESCRIBE_STRUCT(AreaPrice, (), (area_id, category_id, organisation_id, price_fen))

class PriceRepository {
public:
    explicit PriceRepository(sql::Reader& reader) : reader_{reader} {}

    /// Nothing for a retired class: its diners pay the area's price.
    std::vector<CategoryPrice> list_of_class(PriceClassId id);
    std::vector<CategoryPrice> list_of_area(ServingAreaId id);

    std::optional<PriceClass> find_class(identity::OrganisationId organisation_id, PriceClassId id);
    std::vector<PriceClass> list_classes(identity::OrganisationId organisation_id);
    std::vector<ClassPrice> list_class_prices(identity::OrganisationId organisation_id);
    std::vector<AreaPrice> list_area_prices(identity::OrganisationId organisation_id);

protected:
    sql::Reader& reader_;
};

/// The writing half.
class PriceBooks : public PriceRepository {
public:
    explicit PriceBooks(sql::Transaction& transaction)
        : PriceRepository{transaction}, transaction_{transaction} {}

    void add_class(const PriceClass& price_class);
    void replace_class(const PriceClass& price_class);
    /// Sets or replaces the price of one meal.
    void set_class_price(const ClassPrice& price);
    void set_area_price(const AreaPrice& price);
    void remove_class_price(const ClassPrice& price);
    void remove_area_price(const AreaPrice& price);

private:
    sql::Transaction& transaction_;
};

}  // namespace dlfp::canteen
