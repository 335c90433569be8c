// What the site serves beside the API: the web shells, the API reference, health and metrics.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "platform/api/http_gateway.h"
#include "platform/runtime/http/static_files.h"

namespace dlfp::app {

struct SiteOptions {
    std::filesystem::path web_folder;  ///< holds {h5,console,reference}/dist
    std::string openapi_document;
    std::function<std::string()> expose_metrics;
    std::function<bool()> is_ready;  ///< the database answers and the start is complete
    bool serves_metrics = false;     ///< on a public listener only in development
};

/// Owns what the mounted handlers use; outlives the server.
class Site {
public:
    explicit Site(SiteOptions options);
    void mount_on(api::HttpGateway& gateway);
    /// /readyz answers 503 from now on, so that a balancer takes this node out.
    void begin_drain() { is_draining_ = true; }

private:
    void mount_shell(api::HttpGateway& gateway, const std::string& name);
    SiteOptions options_;
    std::atomic<bool> is_draining_{false};
    std::vector<std::unique_ptr<http::StaticFiles>> shells_;
};

}  // namespace dlfp::app
