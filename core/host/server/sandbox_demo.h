// The made-up people of the sandbox host. Listed in the module's README.
#pragma once

#include <vector>

#include "core/host/server/sandbox_repository.h"
#include "platform/api/platform.h"

namespace dlfp::host {

std::vector<SandboxAccount> sandbox_demo_accounts();

/// Adds the demo accounts that are not there; repeatable.
void load_sandbox_demo(api::Platform& platform);

}  // namespace dlfp::host
