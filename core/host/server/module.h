// Core-banking host: the port and its sandbox.
#pragma once

#include "platform/api/module.h"

namespace dlfp::host {

api::Module make_module();

}  // namespace dlfp::host
