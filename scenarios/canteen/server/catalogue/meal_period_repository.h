// All SQL about meal categories and meal periods.
#pragma once

#include <optional>
#include <vector>

#include "scenarios/canteen/server/catalogue/meal_period.h"

namespace dlfp::canteen {

/// Breakfast, lunch …: what prices, subsidies and limits speak of.
struct MealCategory {
    MealCategoryId id;
    identity::OrganisationId organisation_id;
    std::string name;
    std::int64_t position = 0;       ///< place in lists, ascending
    std::int64_t day_meals_max = 0;  ///< meals of a diner per business day; 0: no limit
    EntryState state{};
};
BOOST_DESCRIBE_STRUCT(MealCategory, (), (id, organisation_id, name, position, day_meals_max, state))

class MealPeriodRepository {
public:
    explicit MealPeriodRepository(sql::Reader& reader) : reader_{reader} {}

    /// Of any state, for staff; other operators' are not found.
    std::optional<MealPeriod> find(identity::OrganisationId organisation_id, MealPeriodId id);
    std::vector<MealPeriod> list_active(OutletId outlet_id);
    std::vector<MealPeriod> list_all(identity::OrganisationId organisation_id);

    std::optional<MealCategory> find_category(identity::OrganisationId organisation_id,
                                              MealCategoryId id);
    std::vector<MealCategory> list_categories(identity::OrganisationId organisation_id);
    /// Whether active periods serve this category.
    bool is_category_used(MealCategoryId id);

protected:
    sql::Reader& reader_;
};

/// The writing half. Updates take the tenant from the row.
class MealPeriodBooks : public MealPeriodRepository {
public:
    explicit MealPeriodBooks(sql::Transaction& transaction)
        : MealPeriodRepository{transaction}, transaction_{transaction} {}

    void add(const MealPeriod& period);
    void replace(const MealPeriod& period);
    void add_category(const MealCategory& category);
    void replace_category(const MealCategory& category);

private:
    sql::Transaction& transaction_;
};

}  // namespace dlfp::canteen
