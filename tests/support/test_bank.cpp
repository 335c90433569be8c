// The test bank: composition as in the program, minus sockets.
#include "tests/support/test_bank.h"

#include <mutex>

#include "platform/api/event_delivery.h"
#include "platform/api/migrations.h"
#include "platform/runtime/crypto/key_ring.h"

namespace dlfp::test {
namespace {

constexpr std::string_view test_scheme = "Test";

/// Callers by number: the test client names its caller in the header, the authenticator finds it.
struct CallerBook {
    std::mutex mutex;
    std::vector<api::Caller> callers;
};

CallerBook& caller_book() {
    static CallerBook book;
    return book;
}

api::Module make_test_module() {
    api::Module module{.name = "test"};
    module.authenticators.push_back({.scheme = test_scheme,
                                     .accepts = [](std::string_view) { return true; },
                                     .authenticate = [](const api::CredentialView& view,
                                                        api::Platform&) -> Result<api::Caller> {
                                         auto& book = caller_book();
                                         const std::lock_guard lock{book.mutex};
                                         return book.callers.at(
                                             std::stoul(std::string(view.credentials)));
                                     }});
    return module;
}

std::string unquoted(const std::string& json) {
    if (!json.starts_with('"')) return json;
    const auto document = api::JsonDocument::parse(json);
    return std::string(document->root().string());
}

std::string percent_encoded(const std::string& text) {
    std::string encoded;
    for (const char character : text) {
        if (std::isalnum(static_cast<unsigned char>(character)) || character == '-' ||
            character == '_' || character == '.') {
            encoded += character;
        } else {
            char escape[4];
            std::snprintf(escape, sizeof escape, "%%%02X", static_cast<unsigned char>(character));
            encoded += escape;
        }
    }
    return encoded;
}

std::shared_ptr<crypto::KeyRing> make_test_key_ring() {
    crypto::Bytes key(32);
    runtime::make_seeded_random(1)->fill(key);
    std::map<std::string, crypto::SecretBytes> keys;
    keys.emplace("test1", crypto::SecretBytes{std::move(key)});
    return std::make_shared<crypto::KeyRing>(std::move(keys), "test1");
}

}  // namespace

struct TestBank::Observer : api::CallObserver {
    void fault(std::string_view, std::string_view where, std::string_view what) override {
        const std::lock_guard lock{mutex};
        faults.push_back(std::string(where) + ": " + std::string(what));
    }
    std::mutex mutex;
    std::vector<std::string> faults;
};

TestBank::TestBank(std::vector<api::Module> modules,
                   const std::function<void(api::Platform&)>& prepare)
    : random_{runtime::make_seeded_random(20261123)},
      database_{std::make_unique<TestDatabase>(api::discovered_migrations())},
      modules_{std::move(modules)},
      observer_{std::make_unique<Observer>()} {
    platform_ = std::make_unique<api::Platform>(api::Platform{.database = **database_,
                                                              .clock = clock_,
                                                              .random = *random_,
                                                              .events = events_,
                                                              .is_development = true});
    platform_->ports.provide(make_test_key_ring());
    if (prepare) prepare(*platform_);
    modules_.push_back(make_test_module());
    api::introduce_modules(*platform_, modules_);
    for (const auto& module : modules_) {
        for (const auto& invariant : module.invariants) (*database_)->add_invariant(invariant);
        if (module.set_up) module.set_up(*platform_);
    }
    dispatcher_ = std::make_unique<api::Dispatcher>(*platform_, modules_, *observer_,
                                                    api::DispatcherOptions{.limits_rates = false});
}

TestBank::~TestBank() {
    for (const auto& fault : take_faults()) ADD_FAILURE() << "fault in a call: " << fault;
    (*database_)->drain();
}

void TestBank::deliver_events() {
    if (auto* delivery = platform_->ports.find<api::EventDelivery>()) delivery->deliver_now();
}

std::vector<std::string> TestBank::take_faults() {
    const std::lock_guard lock{observer_->mutex};
    return std::exchange(observer_->faults, {});
}

api::Caller TestBank::caller(api::CallerKind kind, const IdBytes& id,
                             std::vector<std::string> permissions, const IdBytes& organisation_id) {
    std::ranges::sort(permissions);
    return {
        .kind = kind,
        .id = id,
        .session_id = {},
        .organisation_id = organisation_id,
        .permissions = std::make_shared<const std::vector<std::string>>(std::move(permissions))};
}

api::ApiReply Client::send(std::string_view method, std::string_view target, std::string_view body,
                           std::string_view idempotency_key) {
    bank_->deliver_events_unless_held();
    auto reply = start(method, target, body, idempotency_key).get();
    bank_->deliver_events_unless_held();
    return reply;
}

std::future<api::ApiReply> Client::start(std::string_view method, std::string_view target,
                                         std::string_view body, std::string_view idempotency_key) {
    std::string authorization = authorization_;
    if (authorization.empty() && caller_.kind != api::CallerKind::anonymous) {
        auto& book = caller_book();
        const std::lock_guard lock{book.mutex};
        book.callers.push_back(caller_);
        authorization = std::string(test_scheme) + " " + std::to_string(book.callers.size() - 1);
    }
    std::promise<api::ApiReply> answered;
    auto reply = answered.get_future();
    bank_->dispatcher().dispatch({.method = method,
                                  .target = target,
                                  .body = body,
                                  .peer_address = "127.0.0.1",
                                  .header = [&](std::string_view name) -> std::string_view {
                                      for (const auto& [known, value] : headers_)
                                          if (known == name) return value;
                                      if (name == "authorization") return authorization;
                                      if (name == "idempotency-key") return idempotency_key;
                                      if (name == "content-type") return "application/json";
                                      return {};
                                  }},
                                 [answered = std::move(answered)](api::ApiReply value) mutable {
                                     answered.set_value(std::move(value));
                                 });
    return reply;
}

std::string_view method_of(const api::Declaration& declaration) {
    switch (declaration.verb) {
        case api::Verb::get: return "GET";
        case api::Verb::post: return "POST";
        case api::Verb::put: return "PUT";
        case api::Verb::patch: return "PATCH";
        case api::Verb::del: return "DELETE";
    }
    return "";
}

WireRequest place_members(const api::Declaration& declaration,
                          const std::vector<std::pair<std::string, std::string>>& members) {
    WireRequest wire{.target = std::string(declaration.path), .body = {}};
    const bool uses_query =
        declaration.verb == api::Verb::get || declaration.verb == api::Verb::del;
    std::string query;
    for (const auto& [name, json] : members) {
        const auto placeholder = "{" + name + "}";
        if (const auto at = wire.target.find(placeholder); at != wire.target.npos) {
            wire.target.replace(at, placeholder.size(), percent_encoded(unquoted(json)));
        } else if (uses_query) {
            query += (query.empty() ? "?" : "&") + name + "=" + percent_encoded(unquoted(json));
        } else {
            wire.body += (wire.body.empty() ? "{\"" : ",\"") + name + "\":" + json;
        }
    }
    wire.target += query;
    if (!uses_query) wire.body = wire.body.empty() ? "{}" : wire.body + "}";
    return wire;
}

}  // namespace dlfp::test
