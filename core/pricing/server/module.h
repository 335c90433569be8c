// The module core/pricing.
#pragma once

#include "platform/api/module.h"

namespace dlfp::pricing {

api::Module make_module();

}  // namespace dlfp::pricing
