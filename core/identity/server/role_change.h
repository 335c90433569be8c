// More rights for a member of staff need two people; the second one is found by an upper layer.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <vector>

#include "core/identity/server/identity.h"
#include "platform/api/call.h"

namespace dlfp::identity {

/// Agrees to roles that somebody else wants to give.
inline constexpr api::Permission approve_roles{"identity.approve_roles", "复核员工角色",
                                               "bank_approver operator_manager"};

struct RoleChange {
    StaffId staff_id;
    std::string staff_name;
    std::vector<std::string> before;
    std::vector<std::string> after;
};

enum class RoleChangeState {
    in_effect,         ///< nothing was added
    waiting_approval,  ///< until a second person agrees, the roles stay as they are
};
BOOST_DESCRIBE_ENUM(RoleChangeState, in_effect, waiting_approval)

/// Fewer rights take effect at once, more need a second person.
RoleChangeState decide_role_change(const std::vector<std::string>& before,
                                   const std::vector<std::string>& after);

/// Has a second person agree. Plugged in by core/approval.
class RoleApprovalPort {
public:
    virtual ~RoleApprovalPort() = default;
    virtual void ask(api::Call& call, const RoleChange& change) = 0;
};

/// Gives the roles that were agreed to, in the checker's unit; they take effect in running
/// sessions. staff_not_found, own_account_protected (nobody agrees to their own roles),
/// role_not_assignable.
Result<Done> assign_roles(api::Call& call, StaffId staff_id, const std::vector<std::string>& roles);

}  // namespace dlfp::identity
