// A charge as the thing its customer agrees to.
#pragma once

#include "core/identity/server/confirm_operation.h"
#include "core/payment/server/payment_repository.h"

namespace dlfp::payment {

/// What the cashier shows, and what the money really moves between: order, payee, amount in fen and
/// every tender with its account (5.3-4). As stored: a later change of any of it is another digest.
identity::Operation operation_of(sql::Reader& reader, const Payment& payment);

}  // namespace dlfp::payment
