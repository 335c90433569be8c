// Table of contents of core/host.
#include "core/host/server/module.h"

#include "core/host/server/absent_host.h"
#include "core/host/server/operate_sandbox.h"
#include "core/host/server/sandbox_demo.h"
#include "core/host/server/sandbox_host.h"

namespace dlfp::host {

api::Module make_module() {
    api::Module module{.name = "host", .title_zh = "核心系统"};
    module.permissions = {&operate_sandbox};
    module.add(show_sandbox_endpoint)
        .add(add_sandbox_account_endpoint)
        .add(set_sandbox_account_endpoint)
        .add(set_next_call_endpoint);
    module.set_up = [](api::Platform& platform) {
        if (platform.is_development)
            platform.ports.provide<HostPort>(std::make_shared<SandboxHost>(platform));
        else
            platform.ports.provide<HostPort>(std::make_shared<AbsentHost>());
    };
    module.load_demo = &load_sandbox_demo;
    return module;
}

}  // namespace dlfp::host
