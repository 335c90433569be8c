// The first administrator of an installation: nobody is there yet who could create one.
#pragma once

#include <string>

#include "core/identity/server/failures.h"
#include "core/identity/server/ids.h"
#include "platform/api/platform.h"
#include "platform/base/result.h"
#include "platform/base/secret.h"

namespace dlfp::identity {

inline constexpr Failure first_admin_exists{"identity.first_admin_exists", FailureClass::refused};

struct FirstAdmin {
    std::string login_name;
    std::string name;
    Secret<> password;  ///< to be changed at the first log-in
};

/// Creates a system administrator of the bank, as operators of the machine do; recorded in the
/// audit chain. first_admin_exists when the bank has any staff, login_name_malformed,
/// password_too_weak.
Result<StaffId> create_first_admin(api::Platform& platform, const FirstAdmin& admin);

}  // namespace dlfp::identity
