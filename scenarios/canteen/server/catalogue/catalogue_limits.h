// What calls of this part may cost, and how a changed row is put into the audit record.
#pragma once

#include <string>

#include "core/identity/server/identity.h"
#include "platform/api/endpoint.h"
#include "scenarios/canteen/server/ids.h"
#include "scenarios/canteen/server/permissions.h"

namespace dlfp::canteen {

inline constexpr api::Limits catalogue_read_limits{
    .body_bytes_max = 0, .calls_per_minute_max = 240, .deadline = 2s};
inline constexpr api::Limits catalogue_write_limits{
    .body_bytes_max = 4'096, .calls_per_minute_max = 120, .deadline = 2s};

template <class T>
std::string field_text(const T& value) {
    if constexpr (std::is_convertible_v<const T&, std::string>)
        return value;
    else if constexpr (std::is_same_v<T, Money>)
        return value.to_yuan_text();
    else if constexpr (std::is_same_v<T, bool>)
        return value ? "yes" : "no";
    else if constexpr (std::is_integral_v<T>)
        return std::to_string(value);
    else if constexpr (std::is_enum_v<T>)
        return boost::describe::enum_to_string(value, "");
    else if constexpr (requires { value.has_value(); })
        return value ? field_text(*value) : "";
    else
        return value.to_text();
}

/// Every member in which the rows differ goes into the audit record (clause 3.1.3-1); a row that
/// was added is compared with an empty one. Ids say nothing there: the subject is named already.
template <class Row>
void record_changes(api::Call& call, const Row& before, const Row& after) {
    boost::mp11::mp_for_each<sql::Members<Row>>([&](auto member) {
        const std::string_view name{member.name};
        if (name == "id" || name == "organisation_id") return;
        auto old_text = field_text(before.*member.pointer);
        auto changed_text = field_text(after.*member.pointer);
        if (old_text != changed_text)
            call.changed(name, std::move(old_text), std::move(changed_text));
    });
}

/// The caller's own row, whatever its state, or the failure.
template <class Row>
Result<Row> own_or(std::optional<Row> row, const api::ReadCall& call, const Failure& failure) {
    if (!row || row->organisation_id != identity::organisation_of(call.caller())) return failure;
    return std::move(*row);
}

}  // namespace dlfp::canteen
