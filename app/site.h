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
    /// Answers /metrics, /healthz and /readyz, for a listener that only the machine itself reaches.
    http::Handler& monitoring() { return monitoring_; }
    /// /readyz answers 503 from now on, so that a balancer takes this node out.
    void begin_drain() { is_draining_ = true; }

private:
    class Monitoring final : public http::Handler {
    public:
        explicit Monitoring(Site& site) : site_{site} {}
        http::BodyRules body_rules(http::Method method, std::string_view path) override;
        void on_request(const http::RequestView& request, http::Responder responder) override;

    private:
        Site& site_;
    };

    void answer_metrics(http::Responder& responder) const;
    void answer_ready(http::Responder& responder) const;
    void mount_shell(api::HttpGateway& gateway, const std::string& name);
    SiteOptions options_;
    std::atomic<bool> is_draining_{false};
    Monitoring monitoring_{*this};
    std::vector<std::unique_ptr<http::StaticFiles>> shells_;
};

}  // namespace dlfp::app
