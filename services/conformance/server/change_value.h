// The numbers that the text leaves open: shown with owner and history, changed by two people, from
// a day on.
#pragma once

#include "core/approval/server/approval.h"
#include "platform/api/endpoint.h"
#include "services/conformance/server/permissions.h"
#include "services/conformance/server/values_in_force.h"

namespace dlfp::conformance {

inline constexpr std::string_view change_value_kind_code = "conformance.change_value";

inline constexpr Failure value_not_found{"conformance.value_not_found", FailureClass::missing};
/// Facts `min` and `max`.
inline constexpr Failure value_out_of_bounds{"conformance.value_out_of_bounds",
                                             FailureClass::refused};
/// A change takes effect today or later, at most a year ahead: the past is not rewritten.
inline constexpr Failure value_day_refused{"conformance.value_day_refused", FailureClass::refused};
/// Amount and owner are already so.
inline constexpr Failure value_unchanged{"conformance.value_unchanged", FailureClass::refused};

struct ListValuesRequest {};
BOOST_DESCRIBE_STRUCT(ListValuesRequest, (), ())

struct ValueChangeView {
    std::int64_t amount = 0;
    std::string owner;
    BusinessDate valid_from;
    std::string reason;
    std::string maker_name;
    std::string checker_name;
    UtcTime decided_at_us;
};
BOOST_DESCRIBE_STRUCT(ValueChangeView, (),
                      (amount, owner, valid_from, reason, maker_name, checker_name, decided_at_us))

struct ValueView {
    std::string value_key;
    std::vector<std::string> clauses;
    std::string zh;
    std::string en;
    std::string unit_zh;
    std::string unit_en;
    std::optional<std::int64_t> amount;
    std::optional<std::int64_t> proposed;
    std::int64_t min = 0;
    std::int64_t max = 0;
    std::string owner;
    std::string used_by;
    bool is_decided = false;  ///< otherwise the amount is the catalogue's proposal
    std::vector<ValueChangeView> changes;
};
BOOST_DESCRIBE_STRUCT(ValueView, (),
                      (value_key, clauses, zh, en, unit_zh, unit_en, amount, proposed, min, max,
                       owner, used_by, is_decided, changes))

struct ListValuesReply {
    std::vector<ValueView> items;
};
BOOST_DESCRIBE_STRUCT(ListValuesReply, (), (items))

struct ChangeValueRequest {
    api::Text<60> value_key;
    std::int64_t amount = 0;
    api::Text<40> owner;
    BusinessDate valid_from;
    api::Text<200, 2> reason;
};
BOOST_DESCRIBE_STRUCT(ChangeValueRequest, (), (value_key, amount, owner, valid_from, reason))
struct ChangeValueReply {
    approval::ApprovalId approval_id;
};
BOOST_DESCRIBE_STRUCT(ChangeValueReply, (), (approval_id))

/// The change as it would be stored. In this order: value_not_found, value_out_of_bounds,
/// value_day_refused, value_unchanged.
Result<ValueInForce> plan_change(const ChangeValueRequest& request, const ValuesInForce& values,
                                 BusinessDate today);

Result<ListValuesReply> list_values(const ListValuesRequest& request, api::ReadCall& call);
Result<ChangeValueReply> change_value(const ChangeValueRequest& request, api::Call& call);

approval::Kind change_value_kind();

inline constexpr auto list_values_endpoint =
    api::get<&list_values>("/staff/conformance/values")
        .doc("Lists the numbers that the standard leaves open, with owner and changes.")
        .for_staff(view_register)
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 60, .deadline = 5s})
        .may_fail();
inline constexpr auto change_value_endpoint =
    api::post<&change_value>("/staff/conformance/values/{value_key}/changes")
        .doc("Prepares another amount or owner from a day on; waits for a second person.")
        .for_staff(maintain_register)
        .idempotent()
        .limits({.body_bytes_max = 2'048, .calls_per_minute_max = 20, .deadline = 5s})
        .may_fail(value_not_found, value_out_of_bounds, value_day_refused, value_unchanged);

}  // namespace dlfp::conformance
