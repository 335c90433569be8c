// The module's table of contents.
#pragma once

#include "platform/api/module.h"

namespace dlfp::identity {

api::Module make_module();

}  // namespace dlfp::identity
