// A module's table of contents: what the composition root and the tools learn of it.
#pragma once

#include <algorithm>
#include <functional>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "platform/api/command.h"
#include "platform/api/endpoint.h"
#include "platform/api/evidence.h"

namespace dlfp::api {

/// What an authenticator sees of a request: never the parsed body, always the raw bytes.
struct CredentialView {
    std::string_view scheme;       ///< of the Authorization header, "Bearer"
    std::string_view credentials;  ///< the rest of it
    std::string_view method;
    std::string_view target;
    std::string_view body;
    std::string_view peer_address;
    std::function<std::string_view(std::string_view name_lower)> header;
    UtcTime now;
};

/// Turns credentials of one scheme into a caller. Runs on an I/O thread: a view first, then one
/// read of the database. Several authenticators may share a scheme: the first that knows the
/// credentials' form (`accepts`) decides.
struct Authenticator {
    std::string_view scheme;
    std::function<bool(std::string_view credentials)> accepts;
    std::function<Result<Caller>(const CredentialView&, Platform&)> authenticate;
};

/// Work that repeats; runs once in a cluster and survives restarts.
struct JobDeclaration {
    std::string_view name;  ///< "canteen.close_day"
    Duration every;
    std::function<void(Platform&, UtcTime now)> run;
};

/// A reaction to an event of the outbox; delivered at least once, so it must be repeatable.
struct EventSubscriber {
    std::string_view name;   ///< "canteen.on_payment_charged"
    std::string_view topic;  ///< "payment.charged"
    std::function<void(Platform&, sql::Transaction&, std::string_view payload_json)> receive;
};

/// One module. `module.cpp` fills it and decides nothing.
struct Module {
    std::string_view name;
    std::string_view title_zh;
    std::vector<Declaration> endpoints;
    std::vector<const Permission*> permissions;
    std::vector<Authenticator> authenticators;
    std::vector<JobDeclaration> jobs;
    std::vector<EventSubscriber> subscribers;
    std::vector<sql::Invariant> invariants;
    /// Live sources of evidence for clauses of the standard.
    std::vector<Probe> evidence;
    std::vector<CommandDeclaration> commands;
    /// Builds the module's ports; runs at start, after the migrations, lower layers first.
    std::function<void(Platform&)> set_up;
    /// Fills a fresh development database with demo data; repeatable.
    std::function<void(Platform&)> load_demo;
    /// Lines that tell a developer how to log in to the demo data.
    std::function<std::vector<std::string>()> demo_logins;
    /// Checks everything stored that can be checked; one sentence per finding, none when whole.
    std::function<std::vector<std::string>(Platform&)> verify;

    template <auto Fn, auto PrepareFn, unsigned Parts>
    Module& add(const Endpoint<Fn, PrepareFn, Parts>& endpoint) {
        static_assert(Parts & doc_part, "the endpoint has no .doc()");
        static_assert(Parts & access_part, "the endpoint does not say who may call it");
        static_assert(Parts & limits_part, "the endpoint has no .limits()");
        static_assert(Parts & failures_part, "the endpoint has no .may_fail()");
        static_assert(Parts & repetition_part,
                      "the endpoint is neither .idempotent() nor .naturally_idempotent()");
        // Here and not in the declaration: every unit that reads an endpoint's header would compile
        // its binding and encoding once more.
        endpoints.push_back(endpoint.declaration());
        endpoints.back().operation = &OperationGlue<Fn, PrepareFn>::operation;
        return *this;
    }
};

/// Lists on the platform what all modules declare; call it once, before any `set_up`. The modules
/// stay where they are as long as the platform.
inline void introduce_modules(Platform& platform, const std::vector<Module>& modules) {
    auto book = std::make_shared<ProbeBook>();
    for (const auto& module : modules) {
        for (const auto& probe : module.evidence) book->probes.push_back(&probe);
        std::ranges::copy(module.permissions, std::back_inserter(platform.permissions));
        for (const auto& subscriber : module.subscribers)
            platform.subscribers.push_back(&subscriber);
    }
    platform.ports.provide(std::move(book));
}

/// Hands an event to everybody who subscribed to its topic, inside this unit.
inline void tell_subscribers(Platform& platform, sql::Transaction& transaction,
                             std::string_view topic, std::string_view payload_json) {
    for (const auto* subscriber : platform.subscribers)
        if (subscriber->topic == topic) subscriber->receive(platform, transaction, payload_json);
}

}  // namespace dlfp::api
