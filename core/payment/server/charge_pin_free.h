// The two beginnings of a charge at the cashier: on the payer's word of before, no PIN up to an
// amount of the payer's own; or the order locked, to be confirmed first.
#pragma once

#include "core/payment/server/payment.h"

namespace dlfp::payment {

/// Like `charge` without PIN: pin_required (fact `limit_fen`) above what the payer allowed.
Result<ChargeReply> charge_pin_free(const Scope& scope, PaymentId payment_id);

/// The order, locked while it waits for its payment; else what `charge` would answer.
Result<Payment> lock_payable(const Scope& scope, PaymentId payment_id);

}  // namespace dlfp::payment
