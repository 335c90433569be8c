// The people and organisations of the demonstration, for other modules' demo rows and for the
// list that the program prints at its start. Development only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/identity/server/ids.h"

namespace dlfp::identity {

/// 阳光食堂, the operator of the canteen.
inline constexpr OrganisationId demo_operator_id = OrganisationId::fixed(1001);
/// 张三: verified, with password and payment PIN.
inline constexpr CustomerId demo_verified_customer_id = CustomerId::fixed(2001);
inline constexpr std::string_view demo_verified_name = "张三";
inline constexpr std::string_view demo_verified_id_number = "110101199003070038";
inline constexpr std::string_view demo_verified_mobile = "13800138000";
/// Registered only: sees public information and feedback.
inline constexpr CustomerId demo_registered_customer_id = CustomerId::fixed(2002);
inline constexpr std::string_view demo_registered_mobile = "13900139000";

struct DemoLogin {
    std::string_view title_zh;
    std::string_view login;  ///< mobile number or login name
    std::string_view password;
    std::string_view payment_pin;  ///< empty for staff
    std::string_view entry;        ///< "h5" or "console"
};

std::vector<DemoLogin> demo_logins();

}  // namespace dlfp::identity
