// Electronic accounts as a module of the program.
#pragma once

#include "platform/api/module.h"

namespace dlfp::account {

api::Module make_module();

}  // namespace dlfp::account
