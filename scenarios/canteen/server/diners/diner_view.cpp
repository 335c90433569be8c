// Names beside ids, masked values beside sealed ones.
#include "scenarios/canteen/server/diners/diner_view.h"

#include <algorithm>
#include <map>

namespace dlfp::canteen {
namespace {

DinerView view_of(const DinerRow& row, const std::vector<NamedClass>& classes) {
    DinerView view{.diner_id = row.id,
                   .diner_number = row.diner_number,
                   .masked_name = row.masked_name,
                   .masked_mobile = row.masked_mobile,
                   .department = row.department,
                   .price_class_id = row.price_class_id,
                   .avoided_allergens = row.avoided_allergens,
                   .card_number = row.card_number,
                   .is_linked = row.customer_id.has_value(),
                   .state = row.state,
                   .version = row.version,
                   .merged_into = row.merged_into,
                   .created_at_us = row.created_at_us};
    for (const auto& known : classes)
        if (known.id == row.price_class_id) view.price_class_name = known.name;
    return view;
}

std::vector<std::string> names_of(const std::vector<MealCategoryId>& categories,
                                  const std::map<MealCategoryId, std::string>& known) {
    std::vector<std::string> names;
    for (const auto& category : categories)
        if (const auto found = known.find(category); found != known.end())
            names.push_back(found->second);
    return names;
}

}  // namespace

std::vector<DinerView> views_of(sql::Reader& reader, identity::OrganisationId organisation_id,
                                const std::vector<DinerRow>& rows) {
    const auto classes = DinerRepository{reader}.list_classes(organisation_id);
    std::vector<DinerView> views;
    for (const auto& row : rows) views.push_back(view_of(row, classes));
    return views;
}

std::string price_class_name(sql::Reader& reader, const Diner& diner) {
    for (auto& known : DinerRepository{reader}.list_classes(diner.organisation_id))
        if (known.id == diner.price_class_id) return std::move(known.name);
    return "";
}

std::vector<PurseView> purse_views(sql::Reader& reader, const Diner& diner, UtcTime now) {
    std::map<MealCategoryId, std::string> known;
    for (const auto& category : DinerRepository{reader}.list_categories(diner.organisation_id))
        known.emplace(category.id, category.name);
    const auto today = BusinessDate::of(now);
    std::vector<PurseView> views;
    for (const auto& purse : list_purses(reader, diner, now)) {
        PurseView view{.kind = purse.kind,
                       .name = purse.name,
                       .account_id = purse.account_id.to_text(),
                       .available_fen = {purse.available_fen}};
        if (purse.kind == PurseKind::subsidy) {
            view.meals = names_of(purse.categories, known);
            view.valid_from = purse.valid_from;
            view.valid_until = purse.valid_until;
            view.is_usable_today = purse.valid_from <= today && today <= purse.valid_until;
        }
        views.push_back(std::move(view));
    }
    return views;
}

}  // namespace dlfp::canteen
