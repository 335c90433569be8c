// SQL of canteen_meal_category and canteen_meal_period.
#include "scenarios/canteen/server/catalogue/meal_period_repository.h"

namespace dlfp::canteen {
namespace {

const std::string& period_columns() {
    static const std::string columns =
        "SELECT " + sql::column_list<MealPeriod>() + " FROM canteen_meal_period ";
    return columns;
}
const std::string& category_columns() {
    static const std::string columns =
        "SELECT " + sql::column_list<MealCategory>() + " FROM canteen_meal_category ";
    return columns;
}

}  // namespace

std::optional<MealPeriod> MealPeriodRepository::find(identity::OrganisationId organisation_id,
                                                     MealPeriodId id) {
    static const std::string text = period_columns() + "WHERE id = $1 AND organisation_id = $2";
    return reader_.find<MealPeriod>({"canteen.find_meal_period", text}, id, organisation_id);
}

std::vector<MealPeriod> MealPeriodRepository::list_active(OutletId outlet_id) {
    static const std::string text = period_columns() +
                                    "WHERE outlet_id = $1 AND state = 'active' "
                                    "ORDER BY start_minute, id LIMIT 200";
    return reader_.list<MealPeriod>({"canteen.list_meal_periods", text}, outlet_id);
}

std::vector<MealPeriod> MealPeriodRepository::list_all(identity::OrganisationId organisation_id) {
    static const std::string text =
        period_columns() +
        "WHERE organisation_id = $1 ORDER BY outlet_id, state, start_minute, id LIMIT 500";
    return reader_.list<MealPeriod>({"canteen.list_all_meal_periods", text}, organisation_id);
}

std::optional<MealCategory> MealPeriodRepository::find_category(
    identity::OrganisationId organisation_id, MealCategoryId id) {
    static const std::string text = category_columns() + "WHERE id = $1 AND organisation_id = $2";
    return reader_.find<MealCategory>({"canteen.find_meal_category", text}, id, organisation_id);
}

std::vector<MealCategory> MealPeriodRepository::list_categories(
    identity::OrganisationId organisation_id) {
    static const std::string text =
        category_columns() + "WHERE organisation_id = $1 ORDER BY state, position, id LIMIT 100";
    return reader_.list<MealCategory>({"canteen.list_meal_categories", text}, organisation_id);
}

bool MealPeriodRepository::is_category_used(MealCategoryId id) {
    static constexpr sql::Query query{"canteen.count_periods_of_category",
                                      "SELECT COUNT(*) FROM canteen_meal_period "
                                      "WHERE category_id = $1 AND state = 'active'"};
    return reader_.value<std::int64_t>(query, id) > 0;
}

void MealPeriodBooks::add(const MealPeriod& period) {
    transaction_.insert("canteen_meal_period", period);
}

void MealPeriodBooks::replace(const MealPeriod& period) {
    static constexpr sql::Query query{
        "canteen.replace_meal_period",
        "UPDATE canteen_meal_period SET category_id = $3, name = $4, start_minute = $5, "
        "end_minute = $6, weekday_mask = $7, cut_off_minutes = $8, order_days_ahead = $9, "
        "valid_from = $10, valid_until = $11, state = $12 "
        "WHERE id = $1 AND organisation_id = $2"};
    transaction_.execute(query, period.id, period.organisation_id, period.category_id, period.name,
                         period.start_minute, period.end_minute, period.weekday_mask,
                         period.cut_off_minutes, period.order_days_ahead, period.valid_from,
                         period.valid_until, period.state);
}

void MealPeriodBooks::add_category(const MealCategory& category) {
    transaction_.insert("canteen_meal_category", category);
}

void MealPeriodBooks::replace_category(const MealCategory& category) {
    static constexpr sql::Query query{
        "canteen.replace_meal_category",
        "UPDATE canteen_meal_category SET name = $3, position = $4, day_meals_max = $5, state = $6 "
        "WHERE id = $1 AND organisation_id = $2"};
    transaction_.execute(query, category.id, category.organisation_id, category.name,
                         category.position, category.day_meals_max, category.state);
}

}  // namespace dlfp::canteen
