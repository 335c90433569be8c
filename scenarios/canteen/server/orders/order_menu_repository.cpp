// Queries over the catalogue for customers who order.
#include "scenarios/canteen/server/orders/order_menu_repository.h"

namespace dlfp::canteen::order_menu_repository {
namespace {

constexpr std::int32_t days_shown_max = 14;

constexpr sql::Query find_names_query{
    "canteen.find_outlet_names", "SELECT name, pick_up_note FROM canteen_outlet WHERE id = $1"};
constexpr sql::Query list_active_outlets_query{
    "canteen.list_active_outlet_ids",
    "SELECT id FROM canteen_outlet WHERE organisation_id = $1 AND state = 'active' "
    "ORDER BY id LIMIT 200"};
constexpr sql::Query list_cards_query{
    "canteen.list_menu_cards",
    "SELECT m.id, d.description, d.allergens, d.energy_kj, a.name FROM canteen_menu_item m "
    "JOIN canteen_dish d ON d.id = m.dish_id JOIN canteen_serving_area a ON a.id = m.area_id "
    "WHERE m.day = $1 AND m.period_id = $2 AND m.is_published = 1 "
    "ORDER BY CASE a.manage_mode WHEN 'set_meal' THEN 0 WHEN 'retail' THEN 1 ELSE 2 END, "
    "a.name, d.name, m.id LIMIT 200"};
constexpr sql::Query list_menu_days_query{
    "canteen.list_menu_days",
    "SELECT DISTINCT m.period_id, m.organisation_id, m.day FROM canteen_menu_item m "
    "JOIN canteen_diner d ON d.organisation_id = m.organisation_id "
    "WHERE d.customer_id = $1 AND m.day >= $2 AND m.day <= $3 AND m.is_published = 1 "
    "ORDER BY m.day, m.period_id LIMIT 200"};
constexpr sql::Query find_avoided_allergens_query{
    "canteen.find_avoided_allergens", "SELECT avoided_allergens FROM canteen_diner WHERE id = $1"};

}  // namespace

OutletNames find_names(sql::Reader& reader, OutletId id) {
    return reader.find<OutletNames>(find_names_query, id).value_or(OutletNames{});
}

std::vector<OutletId> list_active_outlets(sql::Reader& reader,
                                          identity::OrganisationId organisation_id) {
    return reader.list<OutletId>(list_active_outlets_query, organisation_id);
}

MealPeriod find_any_period(sql::Reader& reader, MealPeriodId id) {
    static const std::string text =
        "SELECT " + sql::column_list<MealPeriod>() + " FROM canteen_meal_period WHERE id = $1";
    return reader.find<MealPeriod>({"canteen.find_any_period", text}, id).value_or(MealPeriod{});
}

std::vector<MenuCard> list_cards(sql::Reader& reader, MealPeriodId period_id, BusinessDate day) {
    return reader.list<MenuCard>(list_cards_query, day, period_id);
}

std::vector<MenuDay> list_menu_days(sql::Reader& reader, identity::CustomerId customer_id,
                                    BusinessDate from) {
    return reader.list<MenuDay>(list_menu_days_query, customer_id, from,
                                from.plus_days(days_shown_max));
}

std::string find_avoided_allergens(sql::Reader& reader, DinerId id) {
    return reader.find<std::string>(find_avoided_allergens_query, id).value_or("");
}

}  // namespace dlfp::canteen::order_menu_repository
