// Ids of people, organisations and sessions, and the organisations every installation has.
#pragma once

#include <span>

#include "platform/base/id.h"

namespace dlfp::identity {

struct CustomerTag {
    static constexpr std::string_view prefix = "cus";
};
using CustomerId = Id<CustomerTag>;

struct StaffTag {
    static constexpr std::string_view prefix = "stf";
};
using StaffId = Id<StaffTag>;

struct OrganisationTag {
    static constexpr std::string_view prefix = "org";
};
using OrganisationId = Id<OrganisationTag>;

struct SessionTag {
    static constexpr std::string_view prefix = "ses";
};
using SessionId = Id<SessionTag>;

/// An id of either kind of subject (customer, staff member) as a parameter of a query.
inline std::span<const std::byte> bytes_view(const IdBytes& id) {
    return std::as_bytes(std::span{id});
}

/// The bank itself: made at the first start.
inline constexpr OrganisationId bank_organisation_id = OrganisationId::fixed(1);

}  // namespace dlfp::identity
