// The ledger as a module of the program.
#pragma once

#include "platform/api/module.h"

namespace dlfp::ledger {

api::Module make_module();

}  // namespace dlfp::ledger
