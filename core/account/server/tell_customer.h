// Notices to the customer about the own accounts.
#pragma once

#include "platform/api/module.h"

namespace dlfp::account {

/// Tells of settled top-ups and withdrawals and of freezes.
void add_notices(api::Module& module);

}  // namespace dlfp::account
