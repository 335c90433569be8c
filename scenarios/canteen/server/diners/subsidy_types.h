// The kinds of subsidy of an operator, as staff keep them.
#pragma once

#include "scenarios/canteen/server/diners/funding.h"
#include "scenarios/canteen/server/diners/subsidy.h"

namespace dlfp::canteen {

inline constexpr Failure subsidy_type_not_found{"canteen.subsidy_type_not_found",
                                                FailureClass::missing};
/// A subsidy pays for at least one meal category of the operator.
inline constexpr Failure subsidy_meals_unknown{"canteen.subsidy_meals_unknown",
                                               FailureClass::refused};

struct SubsidyTypeView {
    SubsidyTypeId type_id;
    std::string name;
    std::vector<MealCategoryId> category_ids;
    std::vector<std::string> category_names;
    std::int64_t priority = 0;
    bool carries_over = false;
    EntryState state{};
};
BOOST_DESCRIBE_STRUCT(SubsidyTypeView, (),
                      (type_id, name, category_ids, category_names, priority, carries_over, state))
struct MealCategoryName {
    MealCategoryId category_id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(MealCategoryName, (), (category_id, name))
struct ListSubsidyTypesReply {
    std::vector<SubsidyTypeView> items;
    std::vector<MealCategoryName> categories;  ///< what a type may pay for
};
BOOST_DESCRIBE_STRUCT(ListSubsidyTypesReply, (), (items, categories))

struct CreateSubsidyTypeRequest {
    api::Text<30> name;
    api::List<MealCategoryId, 20> category_ids;
    api::Whole<1, 99> priority;
    bool carries_over = false;
};
BOOST_DESCRIBE_STRUCT(CreateSubsidyTypeRequest, (), (name, category_ids, priority, carries_over))
struct EditSubsidyTypeRequest {
    SubsidyTypeId type_id;
    api::Text<30> name;
    api::List<MealCategoryId, 20> category_ids;
    api::Whole<1, 99> priority;
    bool carries_over = false;
    EntryState state{};
};
BOOST_DESCRIBE_STRUCT(EditSubsidyTypeRequest, (),
                      (type_id, name, category_ids, priority, carries_over, state))

Result<ListSubsidyTypesReply> list_subsidy_types(const api::NoRequest& request,
                                                 api::ReadCall& call);
Result<SubsidyTypeView> create_subsidy_type(const CreateSubsidyTypeRequest& request,
                                            api::Call& call);
Result<SubsidyTypeView> edit_subsidy_type(const EditSubsidyTypeRequest& request, api::Call& call);

inline constexpr auto list_subsidy_types_endpoint =
    api::get<&list_subsidy_types>("/staff/canteen/subsidy-types")
        .doc("The operator's kinds of subsidy and the meals they may pay for.")
        .for_staff(view_canteen)
        .limits(diner_read_limits)
        .may_fail();
inline constexpr auto create_subsidy_type_endpoint =
    api::post<&create_subsidy_type>("/staff/canteen/subsidy-types")
        .doc("Adds a kind of subsidy.")
        .for_staff(manage_subsidies)
        .idempotent()
        .limits(diner_write_limits)
        .may_fail(subsidy_meals_unknown);
inline constexpr auto edit_subsidy_type_endpoint =
    api::put<&edit_subsidy_type>("/staff/canteen/subsidy-types/{type_id}")
        .doc("Changes a kind of subsidy or retires it.")
        .for_staff(manage_subsidies)
        .idempotent()
        .limits(diner_write_limits)
        .may_fail(subsidy_type_not_found, subsidy_meals_unknown);

}  // namespace dlfp::canteen
