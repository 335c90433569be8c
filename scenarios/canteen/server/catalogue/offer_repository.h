// All SQL about what an operator has: outlets, serving areas, dishes.
#pragma once

#include <optional>
#include <vector>

#include "scenarios/canteen/server/catalogue/menu.h"

namespace dlfp::canteen {

/// What a label says of a dish: per portion, or per 100 g of dishes sold by weight.
struct Nutrition {
    std::int64_t energy_kj = 0;
    std::int64_t protein_mg = 0;
    std::int64_t fat_mg = 0;
    std::int64_t carbohydrate_mg = 0;
    std::int64_t sodium_mg = 0;
};
BOOST_DESCRIBE_STRUCT(Nutrition, (), (energy_kj, protein_mg, fat_mg, carbohydrate_mg, sodium_mg))

/// A dish with everything that its label says.
struct DishCard : Dish, Nutrition {
    std::string description;
    std::string allergens;  ///< as allergens_text writes it
};
BOOST_DESCRIBE_STRUCT(DishCard, (Dish, Nutrition), (description, allergens))

class OfferRepository {
public:
    explicit OfferRepository(sql::Reader& reader) : reader_{reader} {}

    // Of any state; the tenant is checked where an organisation is given.
    std::optional<Outlet> find_outlet(OutletId id);
    std::optional<ServingArea> find_area(ServingAreaId id);
    std::optional<DishCard> find_dish(identity::OrganisationId organisation_id, DishId id);

    std::vector<Outlet> list_outlets(identity::OrganisationId organisation_id);
    /// Active outlets of all operators, by operator: what customers choose from, at most 200.
    std::vector<Outlet> list_active_outlets();
    std::vector<ServingArea> list_areas(identity::OrganisationId organisation_id);
    std::vector<DishCard> list_dishes(identity::OrganisationId organisation_id);

protected:
    sql::Reader& reader_;
};

/// The writing half. Updates take the tenant from the row.
class OfferBooks : public OfferRepository {
public:
    explicit OfferBooks(sql::Transaction& transaction)
        : OfferRepository{transaction}, transaction_{transaction} {}

    void add_outlet(const Outlet& outlet);
    void replace_outlet(const Outlet& outlet);
    void add_area(const ServingArea& area);
    void replace_area(const ServingArea& area);
    void add_dish(const DishCard& dish);
    void replace_dish(const DishCard& dish);

private:
    sql::Transaction& transaction_;
};

}  // namespace dlfp::canteen
