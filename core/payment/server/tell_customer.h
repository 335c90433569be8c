// Notices to the customer about payments.
#pragma once

#include "platform/api/module.h"

namespace dlfp::payment {

/// Tells of refunds. A charge needs no message: the customer stands at the counter or the cashier.
void add_notices(api::Module& module);

}  // namespace dlfp::payment
