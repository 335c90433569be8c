// Staff members and what their sessions may do.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/identity/server/identity.h"
#include "platform/base/secret.h"

namespace dlfp::identity {

enum class StaffStatus { active, suspended };
BOOST_DESCRIBE_ENUM(StaffStatus, active, suspended)

/// A staff member as stored.
struct StaffMember {
    StaffId id;
    OrganisationId organisation_id;
    std::string login_name;
    std::string name;
    StaffStatus status{};
    UtcTime created_at_us;
};
BOOST_DESCRIBE_STRUCT(StaffMember, (),
                      (id, organisation_id, login_name, name, status, created_at_us))

/// 3 … 32 characters: lower-case letters, digits, dot, dash, underscore; the first is a letter.
/// Upper case is taken as lower case; nothing for other forms.
std::optional<std::string> normal_login_name(std::string_view text);

/// What a staff member may do now. Nothing when suspended, or when the organisation is; no
/// permissions while the password has to be changed.
struct StaffAccess {
    StaffMember staff;
    Organisation organisation;
    std::vector<std::string> roles;
    std::vector<std::string> permissions;  ///< sorted
    bool must_change_password = false;
};
std::optional<StaffAccess> find_staff_access(const api::Platform& platform, sql::Reader& reader,
                                             StaffId staff_id, UtcTime now);

/// Where somebody works; nothing for unknown ids.
std::optional<OrganisationId> organisation_of_staff(sql::Reader& reader, StaffId staff_id);

}  // namespace dlfp::identity
