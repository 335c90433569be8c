// Rendering of problem documents and the table from failure class to HTTP status.
#include "platform/api/problem.h"

#include <algorithm>

#include "platform/api/failures.h"
#include "platform/api/json.h"
#include "platform/base/planted.h"

namespace dlfp::api {

int http_status(const Failure& failure) {
    if (&failure == &body_too_large) return 413;
    if (&failure == &media_type_wrong) return 415;
    if (&failure == &method_wrong) return 405;
    switch (failure.failure_class) {
        case FailureClass::malformed: return 400;
        case FailureClass::unauthenticated: return 401;
        case FailureClass::forbidden: return 403;
        case FailureClass::missing: return 404;
        case FailureClass::conflict: return 409;
        case FailureClass::refused: return 422;
        case FailureClass::throttled: return 429;
        case FailureClass::fault: return 500;
        case FailureClass::unavailable: return 503;
        case FailureClass::uncertain: return 504;
    }
    return 500;
}

std::string render_problem(const Error& error, std::string_view request_id) {
    std::string title(error.code().substr(error.code().find('.') + 1));
    std::ranges::replace(title, '_', ' ');
    std::string body;
    JsonWriter writer{body};
    writer.begin_object();
    writer.member("type", "urn:dlfp:failure:" + std::string(error.code()));
    writer.member("title", title);
    writer.member("status", std::int64_t{http_status(error.failure())});
    writer.member("code", error.code());
    writer.member("request_id", request_id);
    if (planted("api.problem_tells_internals")) writer.member("source", __FILE__);
    for (const auto& fact : error.facts()) {
        writer.key(fact.name);
        if (const auto* number = std::get_if<std::int64_t>(&fact.value))
            writer.integer(*number);
        else
            writer.string(std::get<std::string>(fact.value));
    }
    writer.end_object();
    return body;
}

}  // namespace dlfp::api
