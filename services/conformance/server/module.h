// The module services/conformance.
#pragma once

#include "platform/api/module.h"

namespace dlfp::conformance {

api::Module make_module();

}  // namespace dlfp::conformance
