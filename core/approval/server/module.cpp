// Table of contents of core/approval.
#include "core/approval/server/module.h"

#include "core/approval/server/decide.h"
#include "core/approval/server/factor_reset_approval.h"
#include "core/approval/server/role_approval.h"

namespace dlfp::approval {

api::Module make_module() {
    api::Module module{.name = "approval", .title_zh = "审批"};
    module.add(list_approvals_endpoint)
        .add(show_approval_endpoint)
        .add(approve_endpoint)
        .add(reject_endpoint)
        .add(withdraw_endpoint);
    module.permissions = {&view_approvals, &decide_approvals};
    module.jobs = {{"approval.expire", 1min, &expire}};
    module.set_up = [](api::Platform& platform) {
        platform.ports.provide(std::make_shared<Kinds>());
        set_up_role_approval(platform);
        set_up_factor_reset_approval(platform);
    };
    return module;
}

}  // namespace dlfp::approval
