// The module core/approval.
#pragma once

#include "platform/api/module.h"

namespace dlfp::approval {

api::Module make_module();

}  // namespace dlfp::approval
