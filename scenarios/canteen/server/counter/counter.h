// Sales at devices: terminals, payment codes, weighing, offline batches, arrears.
#pragma once

#include "platform/api/module.h"

namespace dlfp::canteen {

void add_counter(api::Module& module);
/// Repeatable; development only.
void load_demo_counter(api::Platform& platform);

}  // namespace dlfp::canteen
