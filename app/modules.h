// All modules of the program, lower layers first; the list is generated from the module folders.
#pragma once

#include <vector>

#include "platform/api/module.h"

namespace dlfp::app {

std::vector<api::Module> make_modules();

}  // namespace dlfp::app
