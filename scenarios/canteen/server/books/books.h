// The operator's figures: day close, reports, exports.
#pragma once

#include "platform/api/module.h"

namespace dlfp::canteen {

void add_books(api::Module& module);
void load_demo_books(api::Platform& platform);

}  // namespace dlfp::canteen
