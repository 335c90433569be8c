// Who calls, and what they may do. The layer knows kinds and permissions, not customers or roles.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/enum.hpp>

#include "platform/base/id.h"

namespace dlfp::api {

enum class CallerKind { anonymous, customer, staff, partner, device };
BOOST_DESCRIBE_ENUM(CallerKind, anonymous, customer, staff, partner, device)

/// A right that endpoints ask for and roles grant; declared by the module that owns it, e.g.
/// `inline constexpr Permission edit_menu{"canteen.edit_menu", "编辑菜单"};`
struct Permission {
    std::string_view code;
    std::string_view title_zh;
    /// Roles that hold it, separated by spaces ("operator_manager operator_kitchen"); empty: the
    /// roles that take permissions by pattern.
    std::string_view roles{};
};

/// The authenticated caller of a request. Ids are raw bytes here; the modules that know the kind
/// give them their types back (`identity::customer_of(caller)`).
struct Caller {
    CallerKind kind = CallerKind::anonymous;
    IdBytes id{};               ///< customer, staff member, partner application or device
    IdBytes session_id{};       ///< nil for signed requests
    IdBytes organisation_id{};  ///< the tenant whose rows this caller may see; nil for customers
    std::shared_ptr<const std::vector<std::string>> permissions;  ///< sorted codes

    bool may(const Permission& permission) const {
        return permissions && std::ranges::binary_search(*permissions, permission.code);
    }
};

}  // namespace dlfp::api
