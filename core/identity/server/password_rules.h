// Which login passwords are good enough: length and a block list for customers (ID-04), more for
// staff (graded protection level 3).
#pragma once

#include <string_view>

#include "core/identity/server/failures.h"
#include "platform/base/result.h"
#include "platform/base/secret.h"
#include "platform/base/time.h"

namespace dlfp::identity {

inline constexpr std::size_t customer_password_characters_min = 8;
inline constexpr std::size_t staff_password_characters_min = 10;
inline constexpr std::size_t password_characters_max = 64;
inline constexpr Duration staff_password_age_max = 24h * 90;

/// Fails with password_too_weak, fact `rule`: too_short, too_long, common, repeated, like_login.
Result<Done> decide_customer_password(const Secret<>& password, std::string_view mobile);

/// As above and `few_kinds`: three of lower case, upper case, digits, other characters.
Result<Done> decide_staff_password(const Secret<>& password, std::string_view login_name);

}  // namespace dlfp::identity
