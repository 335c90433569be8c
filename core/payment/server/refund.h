// The second person's part of a refund above the limit.
#pragma once

#include "core/payment/server/payment.h"

namespace dlfp::payment {

enum class RefundDecision { approve, reject };
BOOST_DESCRIBE_ENUM(RefundDecision, approve, reject)

/// Carries out or turns down a refund that waits; a decided one answers what was decided.
/// refund_not_found, refund_decided_by_requester, and what `refund` answers.
Result<RefundReply> decide_refund(const Scope& scope, RefundId refund_id, RefundDecision decision,
                                  std::string_view decided_by);

}  // namespace dlfp::payment
