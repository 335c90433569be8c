// Who may decide what, when: pure rules in precedence order.
#pragma once

#include "core/approval/server/approval_failures.h"
#include "core/approval/server/request_repository.h"

namespace dlfp::approval {

enum class Decision { approve, reject, withdraw };

/// The caller as the rules see them.
struct Decider {
    identity::StaffId staff_id;
    identity::OrganisationId organisation_id;
    bool holds_permission_of_kind = false;
};

/// The state after the decision. In this order: not_found (other organisations' as well),
/// already_decided, expired, not_the_maker / own_request, kind_not_permitted.
Result<ApprovalState> plan_decision(const RequestRow& request, Decision decision,
                                    const Decider& decider, UtcTime now);

}  // namespace dlfp::approval
