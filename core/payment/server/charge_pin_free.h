// A charge on the payer's word of before: no PIN up to an amount of the payer's own.
#pragma once

#include "core/payment/server/payment.h"

namespace dlfp::payment {

/// Like `charge` without PIN: pin_required (fact `limit_fen`) above what the payer allowed.
Result<ChargeReply> charge_pin_free(const Scope& scope, PaymentId payment_id);

}  // namespace dlfp::payment
