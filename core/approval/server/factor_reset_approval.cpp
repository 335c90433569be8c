// The change names the staff member and carries nothing else.
#include "core/approval/server/factor_reset_approval.h"

#include "core/identity/server/second_factor.h"

namespace dlfp::approval {
namespace {

class FactorResetApproval final : public identity::SecondFactorResetPort {
public:
    void ask(api::Call& call, const identity::SecondFactorReset& reset) override {
        approval::ask(call, {.kind = std::string(factor_reset_kind),
                             .subject_kind = "identity_staff",
                             .subject_id = reset.staff_id.to_text(),
                             .summary = "重置双因素：" + reset.staff_name,
                             .payload = "",
                             .changes = {{"second_factor", "totp", ""}}});
    }
};

Result<Done> apply_reset(api::Call& call, const ApprovedChange& change) {
    const auto staff_id = identity::StaffId::parse(change.subject_id);
    if (!staff_id) throw std::logic_error("no staff id: " + change.subject_id);
    return identity::remove_second_factor(call, *staff_id);
}

}  // namespace

void set_up_factor_reset_approval(api::Platform& platform) {
    platform.ports.get<Kinds>().add({.code = factor_reset_kind,
                                     .title_zh = "重置员工双因素",
                                     .needed = &identity::approve_second_factor_resets,
                                     .apply = &apply_reset});
    platform.ports.provide<identity::SecondFactorResetPort>(
        std::make_shared<FactorResetApproval>());
}

}  // namespace dlfp::approval
