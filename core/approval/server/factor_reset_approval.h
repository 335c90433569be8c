// Second factors that staff lost wait here for a second person: what core/identity asks of this
// module.
#pragma once

#include "core/approval/server/approval.h"

namespace dlfp::approval {

inline constexpr std::string_view factor_reset_kind = "identity.reset_second_factor";

/// Declares the kind and plugs the port of core/identity.
void set_up_factor_reset_approval(api::Platform& platform);

}  // namespace dlfp::approval
