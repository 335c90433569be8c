// Refunds above the limit wait in core/approval until a second person has decided.
#pragma once

#include "core/approval/server/approval.h"
#include "core/payment/server/payment.h"
#include "core/payment/server/refund_repository.h"

namespace dlfp::payment {

inline constexpr std::string_view refund_approval_kind = "payment.refund";
inline constexpr api::Permission approve_refunds{"payment.approve_refunds", "复核退款",
                                                 "bank_approver operator_manager"};

/// The kind for `approval::Kinds`: agreed refunds are carried out in the checker's unit, the
/// amount of all others is set free.
approval::Kind refund_kind();

/// Asks for a second person. The maker is the member of staff who requested the refund, in their
/// organisation; a device or the system asks in the merchant's.
void ask_for_refund(const Scope& scope, const Payment& payment, const Refund& refund);

/// Moves the money of a refund; the payment's row is locked. What `refund` answers.
Result<RefundReply> carry_out_refund(const Scope& scope, Payment& payment, Refund refund);

}  // namespace dlfp::payment
