// Ends a waiting refund as its second person would, for tests of scenarios that care for what
// follows and not for who decided.
#pragma once

#include "core/payment/server/refund_approval.h"

namespace dlfp::payment {

enum class RefundDecision { approve, reject };

/// Carries out or turns down the refund in this unit, as `refund_kind` does; its approval stays.
inline Result<Done> decide_refund(const Scope& scope, RefundId refund_id, RefundDecision decision,
                                  std::string_view decided_by) {
    const approval::ApprovedChange change{
        .approval_id = {},
        .subject_id = refund_id.to_text(),
        .payload = refund_id.to_text(),
        .maker_id = {},
        .decider_id = identity::StaffId::parse(decided_by).value_or(identity::StaffId{})};
    const auto kind = refund_kind();
    if (decision == RefundDecision::reject) {
        kind.drop({scope.platform, scope.transaction, scope.now}, change);
        return done;
    }
    const api::CallContext context{.caller = {}, .now = scope.now};
    api::Call call{scope.platform, context, scope.transaction};
    return kind.apply(call, change);
}

}  // namespace dlfp::payment
