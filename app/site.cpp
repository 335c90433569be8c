// Mounts of the site.
#include "app/site.h"

namespace dlfp::app {
namespace {

void answer_text(http::Responder& responder, int status, std::string_view text) {
    responder.answer(http::Reply{.status = status,
                                 .content_type = "text/plain; charset=utf-8",
                                 .headers = {},
                                 .body = text});
}

}  // namespace

Site::Site(SiteOptions options) : options_{std::move(options)} {}

void Site::mount_shell(api::HttpGateway& gateway, const std::string& name) {
    const auto folder = options_.web_folder / name / "dist";
    if (!std::filesystem::exists(folder / "index.html")) return;
    shells_.push_back(std::make_unique<http::StaticFiles>(http::StaticFilesOptions{
        .directory = folder.string(), .mount = "/" + name + "/", .fallback = "index.html"}));
    gateway.mount("/" + name, [files = shells_.back().get()](const http::RequestView& request,
                                                             http::Responder responder) {
        files->answer(request, std::move(responder));
    });
}

void Site::mount_on(api::HttpGateway& gateway) {
    for (const auto* name : {"h5", "console", "reference"}) mount_shell(gateway, name);
    gateway.mount("/", [](const http::RequestView& request, http::Responder responder) {
        if (request.path != "/") return answer_text(responder, 404, "Nothing is here.\n");
        api::redirect_to(responder, "/h5/");
    });
    gateway.mount("/openapi.json", [this](const http::RequestView&, http::Responder responder) {
        responder.answer(http::Reply{.body = options_.openapi_document});
    });
    gateway.mount("/healthz", [](const http::RequestView&, http::Responder responder) {
        answer_text(responder, 200, "alive\n");
    });
    gateway.mount("/readyz", [this](const http::RequestView&, http::Responder responder) {
        answer_ready(responder);
    });
    if (!options_.serves_metrics) return;
    gateway.mount("/metrics", [this](const http::RequestView&, http::Responder responder) {
        answer_metrics(responder);
    });
}

void Site::answer_ready(http::Responder& responder) const {
    if (is_draining_) return answer_text(responder, 503, "draining\n");
    const bool is_ready = options_.is_ready();
    answer_text(responder, is_ready ? 200 : 503, is_ready ? "ready\n" : "not ready\n");
}

void Site::answer_metrics(http::Responder& responder) const {
    const auto text = options_.expose_metrics();
    responder.answer(http::Reply{
        .content_type = "text/plain; version=0.0.4; charset=utf-8", .headers = {}, .body = text});
}

http::BodyRules Site::Monitoring::body_rules(http::Method, std::string_view) {
    return {.body_bytes_max = 0};
}

void Site::Monitoring::on_request(const http::RequestView& request, http::Responder responder) {
    if (request.path == "/metrics") return site_.answer_metrics(responder);
    if (request.path == "/readyz") return site_.answer_ready(responder);
    if (request.path == "/healthz") return answer_text(responder, 200, "alive\n");
    answer_text(responder, 404, "Nothing is here.\n");
}

}  // namespace dlfp::app
