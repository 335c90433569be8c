// From bytes to a bound request: everything that is decided before the database is touched.
#include "platform/api/dispatcher.h"

#include <algorithm>

#include "platform/api/audit_port.h"
#include "platform/api/event_hub.h"
#include "platform/api/failures.h"
#include "platform/api/flight.h"
#include "platform/api/problem.h"
#include "platform/base/planted.h"
#include "platform/runtime/log/log.h"

namespace dlfp::api {
namespace {

struct RequestTag {
    static constexpr std::string_view prefix = "req";
};

struct SplitTarget {
    std::string_view path;
    std::string_view query;
};

SplitTarget split_target(std::string_view target) {
    const auto mark = target.find('?');
    if (mark == target.npos) return {target, {}};
    return {target.substr(0, mark), target.substr(mark + 1)};
}

bool is_json(std::string_view content_type) {
    std::string type(content_type.substr(0, content_type.find(';')));
    std::ranges::transform(type, type.begin(), [](unsigned char character) {
        return static_cast<char>(std::tolower(character));
    });
    while (type.ends_with(' ')) type.pop_back();
    return type == "application/json";
}

bool is_key(std::string_view key) {
    const auto is_allowed = [](char character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
               (character >= '0' && character <= '9') || character == '-' || character == '_';
    };
    return key.size() >= 8 && key.size() <= 64 && std::ranges::all_of(key, is_allowed);
}

IdBytes address_id(std::string_view address) {
    const auto digest = crypto::sm3(address);
    IdBytes id;
    std::memcpy(id.data(), digest.data(), id.size());
    return id;
}

}  // namespace

Dispatcher::Dispatcher(Platform& platform, std::vector<Module>& modules, CallObserver& observer,
                       const DispatcherOptions& options)
    : platform_{platform},
      modules_{modules},
      observer_{observer},
      options_{options},
      audit_{platform.ports.find<AuditPort>()},
      workers_{options.worker_threads, options.worker_queue_max} {
    for (const auto& module : modules_) {
        for (const auto& declaration : module.endpoints) router_.add(declaration);
        for (const auto& authenticator : module.authenticators)
            authenticators_.push_back(&authenticator);
    }
    platform_.database.subscribe(EventHub::channel, [this](std::string_view payload) {
        platform_.events.deliver(EventHub::unpack(payload));
    });
}

std::size_t Dispatcher::body_bytes_max(std::string_view method, std::string_view path) const {
    const auto verb = parse_verb(method);
    if (!verb) return 0;
    const auto match = router_.match(*verb, path);
    return match.declaration != nullptr ? match.declaration->limits.body_bytes_max : 0;
}

void Dispatcher::dispatch(const ApiRequest& request, Respond respond) {
    auto flight = std::make_shared<Flight>();
    flight->respond = std::move(respond);
    flight->arrived = flight->context.now = platform_.clock.now();
    flight->context.request_id =
        platform_.random.next_id<RequestTag>(flight->context.now).to_text();
    flight->context.peer_address = request.peer_address;
    if (planted("log.whole_body")) log::warning("api.request", {{"body", request.body}});
    try {
        const auto admitted = admit(request, *flight);
        if (!admitted) return fail(*flight, admitted.error());
    } catch (const sql::Fault& fault) {  // who calls is asked of the database, too
        flight->fault_text = fault.what();
        return fail(*flight, failure_of(fault.kind()));
    } catch (const std::exception& fault) {
        flight->fault_text = fault.what();
        return fail(*flight, internal_fault);
    }
    start(std::move(flight));
}

Result<Done> Dispatcher::admit(const ApiRequest& request, Flight& flight) {
    const auto [path, query] = split_target(request.target);
    const auto verb = parse_verb(request.method);
    if (!verb) return method_wrong;
    auto match = router_.match(*verb, path);
    if (match.declaration == nullptr) return match.path_exists ? method_wrong : route_unknown;
    flight.declaration = match.declaration;
    flight.params = std::move(match.params);
    observer_.started(*match.declaration);

    TRY_DONE(identify(request, flight));
    if (request.body.size() > match.declaration->limits.body_bytes_max) return body_too_large;
    if (!request.body.empty() && !is_json(request.header("content-type"))) return media_type_wrong;
    TRY_DONE(claim_key(request, flight));

    const auto query_params = parse_query(query);
    if (!query_params || (!query_params->empty() && *verb != Verb::get && *verb != Verb::del))
        return Error{request_malformed}.with("pointer", "?").with("expected", "query parameters");
    for (const auto& [name, value] : *query_params) flight.params.emplace_back(name, value);
    FieldProblem problem;
    flight.bound = match.declaration->operation->bind(flight.params, request.body, problem);
    if (!flight.bound)
        return Error{request_malformed}
            .with("pointer", problem.pointer.substr(0, FieldProblem::pointer_bytes_max))
            .with("expected", problem.expected);
    return done;
}

Result<Done> Dispatcher::identify(const ApiRequest& request, Flight& flight) {
    const auto& declaration = *flight.declaration;
    auto& caller = flight.context.caller;
    const auto authorization = request.header("authorization");
    const auto space = authorization.find(' ');
    if (!authorization.empty() && space != authorization.npos) {
        const CredentialView view{.scheme = authorization.substr(0, space),
                                  .credentials = authorization.substr(space + 1),
                                  .method = request.method,
                                  .target = request.target,
                                  .body = request.body,
                                  .peer_address = request.peer_address,
                                  .header = request.header,
                                  .now = flight.context.now};
        for (const auto* authenticator : authenticators_) {
            if (authenticator->scheme != view.scheme || !authenticator->accepts(view.credentials))
                continue;
            auto known = authenticator->authenticate(view, platform_);
            if (known)
                caller = std::move(*known);
            else if (declaration.caller_kind != CallerKind::anonymous)
                return std::move(known).error();
            break;
        }
    }
    flight.is_identified = true;
    flight.context.channel = request.header("x-dlfp-channel").substr(0, 32);
    flight.claim_owner =
        caller.kind == CallerKind::anonymous ? address_id(request.peer_address) : caller.id;
    if (planted("api.keys_shared_between_callers")) flight.claim_owner = {};
    const auto rate_key = std::hash<Id<RequestTag>>{}(Id<RequestTag>{flight.claim_owner}) ^
                          (reinterpret_cast<std::uintptr_t>(&declaration) * 0x9E3779B97F4A7C15ULL);
    if (options_.limits_rates &&
        !rates_.admit(rate_key, declaration.limits.calls_per_minute_max, flight.context.now))
        return Error{too_many_calls}.with("retry_after_s", 60);
    if (declaration.caller_kind == CallerKind::anonymous) return done;
    if (caller.kind == CallerKind::anonymous) return login_required;
    const bool is_asked = caller.kind == declaration.caller_kind;
    if (!is_asked && !planted("api.any_kind_of_caller")) return permission_missing;
    if (planted("api.permission_unchecked")) return done;
    if (declaration.permission != nullptr && !caller.may(*declaration.permission))
        return Error{permission_missing}.with("permission",
                                              std::string(declaration.permission->code));
    return done;
}

Result<Done> Dispatcher::claim_key(const ApiRequest& request, Flight& flight) const {
    if (flight.declaration->repetition != Repetition::by_key) return done;
    const auto key = request.header("idempotency-key");
    if (!is_key(key)) return idempotency_key_missing;
    flight.context.idempotency_key = key;
    crypto::Hasher hasher{crypto::HashAlgorithm::sm3};
    flight.request_hash = hasher.update(request.method)
                              .update(request.target)
                              .update("\n")
                              .update(request.body)
                              .finish();
    return done;
}

}  // namespace dlfp::api
