// Staff keep the operator's diners (clause 3.1.3-4): search, show, add, edit, disable, history.
#pragma once

#include "platform/api/endpoint.h"
#include "scenarios/canteen/server/diners/diner_view.h"
#include "scenarios/canteen/server/diners/enrol_diner.h"
#include "scenarios/canteen/server/permissions.h"

namespace dlfp::canteen {

/// Somebody else changed the record since it was read.
inline constexpr Failure diner_changed_meanwhile{"canteen.diner_changed_meanwhile",
                                                 FailureClass::conflict};
/// The record was merged into another one and stays as it is.
inline constexpr Failure diner_merged{"canteen.diner_merged", FailureClass::refused};

struct ListDinersRequest {
    std::optional<api::Text<32>> diner_number;
    std::optional<api::Text<50>> name;  ///< the whole name: only its digest is stored
    std::optional<api::Text<11, 11>> mobile;
    std::optional<api::Text<40>> department;
    std::optional<api::Text<32>> card_number;
    std::optional<PriceClassId> price_class_id;
    std::optional<DinerState> state;
    std::optional<DinerId> after;
    std::optional<api::Whole<1, 200>> limit;
};
BOOST_DESCRIBE_STRUCT(ListDinersRequest, (),
                      (diner_number, name, mobile, department, card_number, price_class_id, state,
                       after, limit))
struct ListDinersReply {
    std::vector<DinerView> items;
    std::optional<DinerId> next_after;
};
BOOST_DESCRIBE_STRUCT(ListDinersReply, (), (items, next_after))

struct DinerRequest {
    DinerId diner_id;
};
BOOST_DESCRIBE_STRUCT(DinerRequest, (), (diner_id))
struct ShowDinerReply {
    DinerView diner;
    std::vector<PurseView> purses;
};
BOOST_DESCRIBE_STRUCT(ShowDinerReply, (), (diner, purses))

/// A former version of a record: what it said until `changed_at_us`.
struct DinerVersionView {
    std::int64_t version = 0;
    UtcTime changed_at_us;
    std::string changed_by_name;
    std::string change;
    std::string diner_number;
    std::string masked_name;
    std::string masked_mobile;
    std::string department;
    std::string price_class_name;
    std::string avoided_allergens;
    std::optional<std::string> card_number;
};
BOOST_DESCRIBE_STRUCT(DinerVersionView, (),
                      (version, changed_at_us, changed_by_name, change, diner_number, masked_name,
                       masked_mobile, department, price_class_name, avoided_allergens, card_number))
struct ListVersionsReply {
    std::vector<DinerVersionView> items;  ///< newest first
};
BOOST_DESCRIBE_STRUCT(ListVersionsReply, (), (items))

struct CreateDinerRequest {
    api::Text<32> diner_number;
    api::Text<50> name;
    identity::MobileNumber mobile;
    std::optional<api::Text<40>> department;
    std::optional<PriceClassId> price_class_id;
    std::optional<api::Text<100>> avoided_allergens;
    std::optional<api::Text<32>> card_number;
};
BOOST_DESCRIBE_STRUCT(CreateDinerRequest, (),
                      (diner_number, name, mobile, department, price_class_id, avoided_allergens,
                       card_number))

/// `name` and `mobile` are left as they are when absent: screens have their masked forms only.
struct EditDinerRequest {
    DinerId diner_id;
    api::Whole<1, 1'000'000'000> version;  ///< as it was read
    api::Text<32> diner_number;
    std::optional<api::Text<50>> name;
    std::optional<identity::MobileNumber> mobile;
    std::optional<api::Text<40>> department;
    std::optional<PriceClassId> price_class_id;
    std::optional<api::Text<100>> avoided_allergens;
    std::optional<api::Text<32>> card_number;
};
BOOST_DESCRIBE_STRUCT(EditDinerRequest, (),
                      (diner_id, version, diner_number, name, mobile, department, price_class_id,
                       avoided_allergens, card_number))

struct SetDinerStateRequest {
    DinerId diner_id;
    DinerState state{};
};
BOOST_DESCRIBE_STRUCT(SetDinerStateRequest, (), (diner_id, state))

Result<ListDinersReply> list_diners(const ListDinersRequest& request, api::ReadCall& call);
Result<ShowDinerReply> show_diner(const DinerRequest& request, api::ReadCall& call);
Result<ListVersionsReply> list_diner_versions(const DinerRequest& request, api::ReadCall& call);
/// The customer with this number is enrolled, too, so that the diner can log in by SMS code; a
/// verified one of the same name is linked at once.
Result<DinerView> create_diner(const CreateDinerRequest& request, api::Call& call);
Result<DinerView> edit_diner(const EditDinerRequest& request, api::Call& call);
Result<DinerView> set_diner_state(const SetDinerStateRequest& request, api::Call& call);

/// The view of a stored diner; for replies of calls that changed it.
DinerView diner_view(sql::Reader& reader, identity::OrganisationId organisation_id, DinerId id);

inline constexpr api::Limits diner_read_limits{
    .body_bytes_max = 0, .calls_per_minute_max = 240, .deadline = 3s};
inline constexpr api::Limits diner_write_limits{
    .body_bytes_max = 4096, .calls_per_minute_max = 120, .deadline = 3s};

inline constexpr auto list_diners_endpoint =
    api::get<&list_diners>("/staff/canteen/diners")
        .doc("Searches the operator's diners; newest first.")
        .for_staff(view_canteen)
        .limits(diner_read_limits)
        .may_fail();
inline constexpr auto show_diner_endpoint =
    api::get<&show_diner>("/staff/canteen/diners/{diner_id}")
        .doc("Shows a diner with the purses.")
        .for_staff(view_canteen)
        .limits(diner_read_limits)
        .may_fail(diner_not_found);
inline constexpr auto list_diner_versions_endpoint =
    api::get<&list_diner_versions>("/staff/canteen/diners/{diner_id}/versions")
        .doc("Former versions of a diner's record, newest first.")
        .for_staff(manage_diners)
        .limits(diner_read_limits)
        .may_fail(diner_not_found);
inline constexpr auto create_diner_endpoint =
    api::post<&create_diner>("/staff/canteen/diners")
        .doc("Adds a diner.")
        .for_staff(manage_diners)
        .idempotent()
        .limits(diner_write_limits)
        .may_fail(diner_number_taken, card_number_taken, price_class_unknown);
inline constexpr auto edit_diner_endpoint =
    api::put<&edit_diner>("/staff/canteen/diners/{diner_id}")
        .doc("Changes a diner's record; the former version is kept.")
        .for_staff(manage_diners)
        .idempotent()
        .limits(diner_write_limits)
        .may_fail(diner_not_found, diner_changed_meanwhile, diner_merged, diner_number_taken,
                  card_number_taken, price_class_unknown);
inline constexpr auto set_diner_state_endpoint =
    api::put<&set_diner_state>("/staff/canteen/diners/{diner_id}/state")
        .doc("Disables a diner or allows him or her to dine again.")
        .for_staff(manage_diners)
        .idempotent()
        .limits(diner_write_limits)
        .may_fail(diner_not_found, diner_merged);

}  // namespace dlfp::canteen
