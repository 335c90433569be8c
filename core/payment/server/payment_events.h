// What this module tells the others: stored in the unit that did it, delivered after its commit.
#pragma once

#include "core/payment/server/payment.h"

namespace dlfp::payment {

PaymentEvent event_of(const Payment& payment, Money amount, UtcTime now);
void publish(const Scope& scope, std::string_view topic, const PaymentEvent& event);

}  // namespace dlfp::payment
