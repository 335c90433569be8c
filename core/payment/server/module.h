// Payments as a module of the program.
#pragma once

#include "platform/api/module.h"

namespace dlfp::payment {

api::Module make_module();

}  // namespace dlfp::payment
