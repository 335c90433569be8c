// Rules of deciding.
#include "core/approval/server/plan_decision.h"

#include "platform/base/planted.h"

namespace dlfp::approval {

Result<ApprovalState> plan_decision(const RequestRow& request, Decision decision,
                                    const Decider& decider, UtcTime now) {
    if (request.organisation_id != decider.organisation_id) return approval_not_found;
    if (request.state != ApprovalState::waiting)
        return Error{already_decided}.with(
            "state", std::string(boost::describe::enum_to_string(request.state, "")));
    if (now >= request.expires_at_us) return approval_expired;
    const bool is_maker = request.maker_id == decider.staff_id;
    if (decision == Decision::withdraw) {
        if (!is_maker) return not_the_maker;
        return ApprovalState::withdrawn;
    }
    if (is_maker && !planted("approval.maker_approves")) return own_request;
    if (!decider.holds_permission_of_kind) return kind_not_permitted;
    return decision == Decision::approve ? ApprovalState::approved : ApprovalState::rejected;
}

}  // namespace dlfp::approval
