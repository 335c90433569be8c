// The module core/notice.
#pragma once

#include "platform/api/module.h"

namespace dlfp::notice {

api::Module make_module();

}  // namespace dlfp::notice
