// What becomes of a message after a try and after a receipt: pure rules.
#pragma once

#include "core/outbox/server/sms_repository.h"
#include "platform/base/result.h"

namespace dlfp::outbox {

/// The carrier said something else before, or the message was never to go out.
inline constexpr Failure receipt_contradicts{"outbox.receipt_contradicts", FailureClass::conflict};

/// The row after a try: settled, or queued with a later try as `plan_retry` says (1 s, doubling),
/// until the tries are used up. What is past its time expires at the next look.
SmsRow plan_after_try(SmsRow row, HandOver outcome, UtcTime now);

/// The row after a receipt. The first receipt decides and outweighs what this side believed: a
/// message given up after a time-out may have been carried all the same. The same once more changes
/// nothing; another one is receipt_contradicts.
Result<SmsRow> plan_after_receipt(SmsRow row, ReceiptOutcome outcome, UtcTime now);

}  // namespace dlfp::outbox
