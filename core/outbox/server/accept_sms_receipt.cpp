// Receipts of the carrier.
#include "core/outbox/server/accept_sms_receipt.h"

namespace dlfp::outbox {

Result<AcceptSmsReceiptReply> accept_sms_receipt(const AcceptSmsReceiptRequest& request,
                                                 api::Call& call) {
    const auto* carrier = call.platform().ports.find<SmsCarrier>();
    const SmsReceipt receipt{.sms_id = request.sms_id,
                             .outcome = request.outcome,
                             .reported_at_us = request.reported_at_us,
                             .signature = request.signature};
    if (carrier == nullptr || !carrier->vouches_for(receipt)) return receipt_signature_wrong;
    TRY(const auto row,
        or_failure(sms_repository::lock(call.transaction(), request.sms_id), sms_not_found));
    TRY(const auto after, plan_after_receipt(row, request.outcome, call.now()));
    if (!row.receipt_at_us) sms_repository::store_receipt(call.transaction(), after);
    return AcceptSmsReceiptReply{.sms_id = after.id, .state = after.state};
}

}  // namespace dlfp::outbox
