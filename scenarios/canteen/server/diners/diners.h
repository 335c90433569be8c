// Who eats and with which purses: diners, import, subsidies.
#pragma once

#include "platform/api/module.h"

namespace dlfp::canteen {

void add_diners(api::Module& module);
/// Repeatable; development only.
void load_demo_diners(api::Platform& platform);

}  // namespace dlfp::canteen
