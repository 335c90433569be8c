// Roles of staff: named sets of permissions per kind of organisation.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/identity/server/identity.h"
#include "platform/api/caller.h"

namespace dlfp::identity {

/// A role as the code declares it. `patterns` pick permissions that name no roles themselves: `*`
/// stands for any text, `scenario:` in front for every module outside the core.
struct Role {
    std::string_view code;
    std::string_view title_zh;
    OrganisationKind organisation_kind{};
    std::vector<std::string_view> patterns;
};

const std::vector<Role>& all_roles();
/// Null for codes nobody declared.
const Role* find_role(std::string_view code);

/// Whether the role holds the permission: the permission names the role, or it names none and a
/// pattern of the role fits. Permissions of customers are held by no role.
bool holds(const Role& role, const api::Permission& permission);

/// Sorted codes of everything these roles hold together; unknown roles hold nothing.
std::vector<std::string> permissions_of(const std::vector<std::string>& roles,
                                        const std::vector<const api::Permission*>& catalogue);

}  // namespace dlfp::identity
