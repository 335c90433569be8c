// Fills a development database with the demonstration's people.
#pragma once

#include "platform/api/platform.h"

namespace dlfp::identity {

/// Repeatable; throws std::logic_error outside development.
void load_demo(api::Platform& platform);

}  // namespace dlfp::identity
