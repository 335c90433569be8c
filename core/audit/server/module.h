// The module core/audit.
#pragma once

#include "platform/api/module.h"

namespace dlfp::audit {

api::Module make_module();

}  // namespace dlfp::audit
