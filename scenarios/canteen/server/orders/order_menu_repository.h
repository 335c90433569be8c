// What ordering reads of the catalogue: open menus with everything that a customer chooses by.
#pragma once

#include <string>
#include <vector>

#include "scenarios/canteen/server/catalogue/meal_period.h"
#include "scenarios/canteen/server/catalogue/menu.h"

namespace dlfp::canteen {

struct OutletNames {
    std::string outlet_name;
    std::string pick_up_note;
};
BOOST_DESCRIBE_STRUCT(OutletNames, (), (outlet_name, pick_up_note))

/// A published dish of one meal. `allergens` as stored: comma-separated words.
struct MenuCard {
    MenuItemId id;
    std::string description;
    std::string allergens;
    std::int64_t energy_kj = 0;
    std::string area_name;
};
BOOST_DESCRIBE_STRUCT(MenuCard, (), (id, description, allergens, energy_kj, area_name))

/// A day on which a period has a published menu.
struct MenuDay {
    MealPeriodId period_id;
    identity::OrganisationId organisation_id;
    BusinessDate day;
};
BOOST_DESCRIBE_STRUCT(MenuDay, (), (period_id, organisation_id, day))

namespace order_menu_repository {

/// Of any state; empty names for an unknown outlet.
OutletNames find_names(sql::Reader& reader, OutletId id);
std::vector<OutletId> list_active_outlets(sql::Reader& reader,
                                          identity::OrganisationId organisation_id);
/// Of any state; a period without name where there is none.
MealPeriod find_any_period(sql::Reader& reader, MealPeriodId id);
/// Set meals first, then by area and name; at most 200.
std::vector<MenuCard> list_cards(sql::Reader& reader, MealPeriodId period_id, BusinessDate day);
/// Meals with a published menu at the operators where the customer is a diner, from that day on for
/// a fortnight.
std::vector<MenuDay> list_menu_days(sql::Reader& reader, identity::CustomerId customer_id,
                                    BusinessDate from);
/// What the diner must not eat, as stored.
std::string find_avoided_allergens(sql::Reader& reader, DinerId id);

}  // namespace order_menu_repository
}  // namespace dlfp::canteen
