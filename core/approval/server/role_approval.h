// Roles of staff wait here for a second person: what core/identity asks of this module.
#pragma once

#include "core/approval/server/approval.h"

namespace dlfp::approval {

inline constexpr std::string_view role_approval_kind = "identity.assign_roles";

/// Declares the kind and plugs the port of core/identity.
void set_up_role_approval(api::Platform& platform);

}  // namespace dlfp::approval
