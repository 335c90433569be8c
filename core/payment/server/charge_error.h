// The ledger's reasons for refusing a charge in the words of a payment.
#pragma once

#include "core/payment/server/payment_failures.h"

namespace dlfp::payment {

/// `position` is the refused tender's. What is neither funds nor a blocked account is a fault of
/// ours and stays as it is.
Error charge_error(const Error& error, std::int64_t position);

/// A number among an error's facts; 0 when absent.
std::int64_t number_of(const Error& error, std::string_view name);

}  // namespace dlfp::payment
