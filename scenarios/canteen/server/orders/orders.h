// Meals ordered before the cut-off: order, pay, pick up, refund, kitchen slips.
#pragma once

#include "platform/api/module.h"

namespace dlfp::canteen {

void add_orders(api::Module& module);
/// Repeatable; development only.
void load_demo_orders(api::Platform& platform);

}  // namespace dlfp::canteen
