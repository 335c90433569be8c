// Unpaid orders close by themselves.
#pragma once

#include "platform/api/platform.h"

namespace dlfp::payment {

/// Closes what expired, 200 per unit; forgets codes older than yesterday.
void expire_orders(api::Platform& platform, UtcTime now);

}  // namespace dlfp::payment
