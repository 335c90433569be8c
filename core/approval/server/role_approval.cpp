// The payload is the list of roles, separated by spaces.
#include "core/approval/server/role_approval.h"

#include <sstream>

#include "core/identity/server/role_change.h"

namespace dlfp::approval {
namespace {

std::string joined(const std::vector<std::string>& roles) {
    std::string line;
    for (const auto& role : roles) (line += line.empty() ? "" : " ") += role;
    return line;
}

class RoleApproval final : public identity::RoleApprovalPort {
public:
    void ask(api::Call& call, const identity::RoleChange& change) override {
        approval::ask(call, {.kind = std::string(role_approval_kind),
                             .subject_kind = "identity_staff",
                             .subject_id = change.staff_id.to_text(),
                             .summary = "设置角色：" + change.staff_name,
                             .payload = joined(change.after),
                             .changes = {{"roles", joined(change.before), joined(change.after)}}});
    }
};

Result<Done> apply_roles(api::Call& call, const ApprovedChange& change) {
    const auto staff_id = identity::StaffId::parse(change.subject_id);
    if (!staff_id) throw std::logic_error("no staff id: " + change.subject_id);
    std::istringstream stream{change.payload};
    std::vector<std::string> roles;
    for (std::string role; stream >> role;) roles.push_back(role);
    return identity::assign_roles(call, *staff_id, roles);
}

}  // namespace

void set_up_role_approval(api::Platform& platform) {
    platform.ports.get<Kinds>().add({.code = role_approval_kind,
                                     .title_zh = "员工角色",
                                     .needed = &identity::approve_roles,
                                     .apply = &apply_roles});
    platform.ports.provide<identity::RoleApprovalPort>(std::make_shared<RoleApproval>());
}

}  // namespace dlfp::approval
