// Translation between HTTP exchanges and API calls.
#include "platform/api/http_gateway.h"

#include <algorithm>

#include "platform/api/failures.h"
#include "platform/api/problem.h"

namespace dlfp::api {
namespace {

bool is_below(std::string_view path, std::string_view prefix) {
    return path.starts_with(prefix) &&
           (path.size() == prefix.size() || prefix.ends_with('/') || path[prefix.size()] == '/');
}

/// Keeps the hub's subscription until the stream ends.
struct OpenStream {
    EventHub::Subscription subscription;
};

void open_stream(EventHub& hub, std::vector<std::string> topics, http::Responder responder) {
    auto open = std::make_shared<OpenStream>();
    http::EventStreamOptions options;
    options.on_close = [open] { open->subscription = {}; };
    const auto stream = responder.start_events(std::move(options));
    open->subscription = hub.subscribe(std::move(topics), [stream](const ScreenEvent& event) {
        stream.send({.name = event.name, .text = event.payload_json});
    });
    // The peer may have left before the subscription stood.
    if (stream.closed()) open->subscription = {};
    stream.send({.name = "ready", .text = "{}"});
}

void answer(http::Responder responder, const ApiReply& reply) {
    std::vector<http::Header> headers;
    headers.reserve(reply.headers.size());
    for (const auto& [name, value] : reply.headers) headers.push_back({name, value});
    responder.answer(http::Reply{.status = reply.status,
                                 .content_type = reply.content_type,
                                 .headers = headers,
                                 .body = reply.body});
}

}  // namespace

void redirect_to(http::Responder& responder, std::string_view location) {
    const http::Header header{"location", location};
    responder.answer(http::Reply{.status = 302,
                                 .content_type = "text/plain",
                                 .headers = std::span{&header, 1},
                                 .body = location});
}

void HttpGateway::mount(std::string prefix, SiteHandler handler) {
    mounts_.push_back({std::move(prefix), std::move(handler)});
    std::ranges::sort(
        mounts_, [](const Mount& a, const Mount& b) { return a.prefix.size() > b.prefix.size(); });
}

http::BodyRules HttpGateway::body_rules(http::Method method, std::string_view path) {
    if (!is_below(path, api_prefix)) return {.body_bytes_max = 0};
    const auto bytes_max =
        dispatcher_.body_bytes_max(http::method_text(method), path.substr(api_prefix.size()));
    return {.body_bytes_max = bytes_max};
}

void HttpGateway::on_request(const http::RequestView& request, http::Responder responder) {
    if (is_below(request.path, api_prefix)) return call_api(request, std::move(responder));
    for (const auto& mount : mounts_)
        if (is_below(request.path, mount.prefix))
            return mount.handler(request, std::move(responder));
    const auto body = render_problem(route_unknown, "");
    responder.answer(
        http::Reply{.status = 404, .content_type = problem_content_type, .body = body});
}

void HttpGateway::call_api(const http::RequestView& request, http::Responder responder) {
    const auto skip = static_cast<std::size_t>(request.path.data() - request.target.data());
    const auto target = request.target.substr(skip + api_prefix.size());
    dispatcher_.dispatch(
        {.method = http::method_text(request.method),
         .target = target,
         .body = request.body,
         .peer_address = request.peer_address,
         .header = [&request](std::string_view name) { return request.header(name); }},
        [&hub = events_, responder = std::move(responder)](ApiReply reply) mutable {
            if (reply.status == 200 && !reply.topics.empty())
                return open_stream(hub, std::move(reply.topics), std::move(responder));
            answer(std::move(responder), reply);
        });
}

}  // namespace dlfp::api
