// Between the HTTP server and the dispatcher: API calls below /api, event streams, and the other
// places of the site (static pages, health, metrics) that the composition root mounts.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/api/dispatcher.h"
#include "platform/api/event_hub.h"
#include "platform/runtime/http/handler.h"

namespace dlfp::api {

/// Answers requests below one path prefix; runs on I/O threads and must not block.
using SiteHandler = std::function<void(const http::RequestView&, http::Responder)>;

/// Sends browsers elsewhere on the site.
void redirect_to(http::Responder& responder, std::string_view location);

/// Thread-safe once mounted. The dispatcher and the hub outlive it.
class HttpGateway final : public http::Handler {
public:
    HttpGateway(Dispatcher& dispatcher, EventHub& events)
        : dispatcher_{dispatcher}, events_{events} {}

    /// Before the server starts; the longest prefix wins.
    void mount(std::string prefix, SiteHandler handler);

    http::BodyRules body_rules(http::Method method, std::string_view path) override;
    void on_request(const http::RequestView& request, http::Responder responder) override;

    static constexpr std::string_view api_prefix = "/api";

private:
    struct Mount {
        std::string prefix;
        SiteHandler handler;
    };
    void call_api(const http::RequestView& request, http::Responder responder);

    Dispatcher& dispatcher_;
    EventHub& events_;
    std::vector<Mount> mounts_;
};

}  // namespace dlfp::api
