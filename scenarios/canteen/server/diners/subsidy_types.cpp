// Kinds of subsidy.
#include "scenarios/canteen/server/diners/subsidy_types.h"

#include <algorithm>

#include "scenarios/canteen/server/diners/subsidy_repository.h"

namespace dlfp::canteen {
namespace {

SubsidyTypeView view_of(const SubsidyType& type, const std::vector<NamedCategory>& known) {
    SubsidyTypeView view{.type_id = type.id,
                         .name = type.name,
                         .category_ids = parse_categories(type.categories),
                         .priority = type.priority,
                         .carries_over = type.carries_over,
                         .state = type.state};
    for (const auto& id : view.category_ids) {
        const auto found = std::ranges::find(known, id, &NamedCategory::id);
        if (found != known.end()) view.category_names.push_back(found->name);
    }
    return view;
}

Result<Done> require_meals(const std::vector<MealCategoryId>& wanted,
                           const std::vector<NamedCategory>& known) {
    if (wanted.empty()) return subsidy_meals_unknown;
    for (const auto& id : wanted)
        if (std::ranges::find(known, id, &NamedCategory::id) == known.end())
            return subsidy_meals_unknown;
    return done;
}

}  // namespace

Result<ListSubsidyTypesReply> list_subsidy_types(const api::NoRequest&, api::ReadCall& call) {
    const auto organisation_id = identity::organisation_of(call.caller());
    const auto known = DinerRepository{call.reader()}.list_categories(organisation_id);
    ListSubsidyTypesReply reply;
    for (const auto& type : SubsidyRepository{call.reader()}.list_types(organisation_id))
        reply.items.push_back(view_of(type, known));
    for (const auto& category : known) reply.categories.push_back({category.id, category.name});
    return reply;
}

Result<SubsidyTypeView> create_subsidy_type(const CreateSubsidyTypeRequest& request,
                                            api::Call& call) {
    const auto organisation_id = identity::organisation_of(call.caller());
    const auto known = DinerRepository{call.reader()}.list_categories(organisation_id);
    TRY_DONE(require_meals(request.category_ids, known));
    const SubsidyType type{.id = call.next_id<SubsidyTypeTag>(),
                           .organisation_id = organisation_id,
                           .name = request.name,
                           .categories = categories_text(request.category_ids),
                           .priority = request.priority,
                           .carries_over = request.carries_over,
                           .state = EntryState::active};
    SubsidyBooks{call.transaction()}.add_type(type);
    call.about("canteen_subsidy_type", type.id.to_text());
    call.changed("name", "", type.name);
    return view_of(type, known);
}

Result<SubsidyTypeView> edit_subsidy_type(const EditSubsidyTypeRequest& request, api::Call& call) {
    const auto organisation_id = identity::organisation_of(call.caller());
    SubsidyBooks books{call.transaction()};
    TRY(auto type,
        or_failure(books.find_type(organisation_id, request.type_id), subsidy_type_not_found));
    const auto known = DinerRepository{call.reader()}.list_categories(organisation_id);
    TRY_DONE(require_meals(request.category_ids, known));
    call.about("canteen_subsidy_type", type.id.to_text());
    call.changed("name", type.name, request.name);
    call.changed("priority", std::to_string(type.priority), std::to_string(request.priority));
    type.name = request.name;
    type.categories = categories_text(request.category_ids);
    type.priority = request.priority;
    type.carries_over = request.carries_over;
    type.state = request.state;
    books.replace_type(type);
    return view_of(type, known);
}

}  // namespace dlfp::canteen
