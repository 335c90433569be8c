// The states of a payment as one table; nothing else decides what may follow what.
#pragma once

#include "core/payment/server/payment.h"

namespace dlfp::payment {

/// Whether a payment in `from` may become `to`.
bool may_follow(PaymentState from, PaymentState to);

/// The state that amounts imply once a payment was charged.
PaymentState state_after_refunds(Money charged, Money refunded, Money waiting);

}  // namespace dlfp::payment
