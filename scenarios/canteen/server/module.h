// The smart canteen as a module of the platform.
#pragma once

#include "platform/api/module.h"

namespace dlfp::canteen {

api::Module make_module();

}  // namespace dlfp::canteen
