// The carrier reports what became of a message.
#pragma once

#include "core/outbox/server/plan_sms.h"
#include "platform/api/endpoint.h"

namespace dlfp::outbox {

/// Not signed by the carrier in use, or altered on the way.
inline constexpr Failure receipt_signature_wrong{"outbox.receipt_signature_wrong",
                                                 FailureClass::forbidden};
inline constexpr Failure sms_not_found{"outbox.sms_not_found", FailureClass::missing};

struct AcceptSmsReceiptRequest {
    SmsId sms_id;
    ReceiptOutcome outcome{};
    UtcTime reported_at_us;
    api::Text<64, 64> signature;  ///< HMAC-SM3 in hex over `sms_id|outcome|reported_at_us`
};
BOOST_DESCRIBE_STRUCT(AcceptSmsReceiptRequest, (), (sms_id, outcome, reported_at_us, signature))

struct AcceptSmsReceiptReply {
    SmsId sms_id;
    SmsState state{};
};
BOOST_DESCRIBE_STRUCT(AcceptSmsReceiptReply, (), (sms_id, state))

/// Checks the signature before it looks for the message: strangers learn nothing. The same receipt
/// once more gets the same answer and changes nothing.
Result<AcceptSmsReceiptReply> accept_sms_receipt(const AcceptSmsReceiptRequest& request,
                                                 api::Call& call);

inline constexpr auto accept_sms_receipt_endpoint =
    api::post<&accept_sms_receipt>("/outbox/sms-receipts")
        .doc("Takes the carrier's signed report of what became of a short message.")
        .open()
        .naturally_idempotent()
        .limits({.body_bytes_max = 512, .calls_per_minute_max = 6'000, .deadline = 5s})
        .may_fail(receipt_signature_wrong, sms_not_found, receipt_contradicts);

}  // namespace dlfp::outbox
