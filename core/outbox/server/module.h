// The module core/outbox.
#pragma once

#include "platform/api/module.h"

namespace dlfp::outbox {

api::Module make_module();

}  // namespace dlfp::outbox
