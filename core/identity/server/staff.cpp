// What a staff member may do now.
#include "core/identity/server/staff.h"

#include <algorithm>

#include "core/identity/server/customer_repository.h"
#include "core/identity/server/password_rules.h"
#include "core/identity/server/role.h"
#include "core/identity/server/staff_repository.h"

namespace dlfp::identity {

std::optional<std::string> normal_login_name(std::string_view text) {
    if (text.size() < 3 || text.size() > 32) return std::nullopt;
    std::string name{text};
    for (auto& character : name)
        if (character >= 'A' && character <= 'Z') character = static_cast<char>(character + 32);
    const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto is_allowed = [&](char c) {
        return is_letter(c) || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    };
    if (!is_letter(name.front()) || !std::ranges::all_of(name, is_allowed)) return std::nullopt;
    return name;
}

std::optional<StaffAccess> find_staff_access(const api::Platform& platform, sql::Reader& reader,
                                             StaffId staff_id, UtcTime now) {
    auto staff = staff_repository::find(reader, staff_id);
    if (!staff || staff->status != StaffStatus::active) return std::nullopt;
    auto organisation = organisation_repository::find(reader, staff->organisation_id);
    if (!organisation || organisation->status != OrganisationStatus::active) return std::nullopt;
    const auto password = password_repository::find(reader, staff_id.bytes());
    StaffAccess access{std::move(*staff), std::move(*organisation), {}, {}, true};
    access.roles = staff_repository::list_roles(reader, staff_id);
    access.must_change_password = !password || password->must_change ||
                                  now - password->changed_at_us > staff_password_age_max;
    if (!access.must_change_password)
        access.permissions = permissions_of(access.roles, platform.permissions);
    return access;
}

Result<Organisation> find_organisation(sql::Reader& reader, OrganisationId organisation_id) {
    return or_failure(organisation_repository::find(reader, organisation_id),
                      organisation_not_found);
}

std::optional<OrganisationId> organisation_of_staff(sql::Reader& reader, StaffId staff_id) {
    const auto staff = staff_repository::find(reader, staff_id);
    return staff ? std::optional{staff->organisation_id} : std::nullopt;
}

Result<std::string> staff_name(sql::Reader& reader, StaffId staff_id) {
    const auto staff = staff_repository::find(reader, staff_id);
    if (!staff) return staff_not_found;
    return staff->name;
}

}  // namespace dlfp::identity
