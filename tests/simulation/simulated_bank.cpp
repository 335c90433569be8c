// Composition as in app/program.cpp, with what the simulation replaces.
#include "tests/simulation/simulated_bank.h"

#include <condition_variable>
#include <mutex>

#include "app/modules.h"
#include "core/identity/server/settings.h"
#include "platform/api/event_delivery.h"
#include "platform/api/migrations.h"
#include "platform/runtime/crypto/key_ring.h"
#include "tests/simulation/crash_disk.h"

namespace dlfp::simulation {
namespace {

constexpr std::string_view scheme = "Simulated";

api::Module make_simulation_module() {
    api::Module module{.name = "simulation"};
    module.authenticators.push_back({.scheme = scheme,
                                     .accepts = [](std::string_view) { return true; },
                                     .authenticate = [](const api::CredentialView& view,
                                                        api::Platform&) -> Result<api::Caller> {
                                         return *reinterpret_cast<const api::Caller*>(
                                             std::stoull(std::string(view.credentials)));
                                     }});
    return module;
}

std::shared_ptr<crypto::KeyRing> make_key_ring() {
    crypto::Bytes key(32);
    runtime::make_seeded_random(1)->fill(key);
    std::map<std::string, crypto::SecretBytes> keys;
    keys.emplace("sim1", crypto::SecretBytes{std::move(key)});
    return std::make_shared<crypto::KeyRing>(std::move(keys), "sim1");
}

/// PINs are checked thousands of times; their cost is not what is tested here.
std::shared_ptr<identity::Settings> cheap_settings() {
    auto settings = std::make_shared<identity::Settings>();
    settings->password_cost = {.memory_kib = 8, .passes = 1, .lanes = 1};
    return settings;
}

/// Answers of one round of calls.
struct Round {
    std::mutex mutex;
    std::condition_variable told;
    std::vector<Answer> answers;
    std::size_t answered = 0;
    std::size_t held = 0;

    void answer(std::size_t index, api::ApiReply reply) {
        const bool was_heard = CrashDisk::installed().is_powered();
        const std::lock_guard lock{mutex};
        answers[index] = {std::move(reply), was_heard};
        ++answered;
        told.notify_all();
    }
    void hold() {
        const std::lock_guard lock{mutex};
        ++held;
        told.notify_all();
    }
    void wait_for(std::size_t calls) {
        std::unique_lock lock{mutex};
        told.wait(lock, [&] { return answered + held >= calls; });
    }
    void wait_until_answered() {
        std::unique_lock lock{mutex};
        told.wait(lock, [&] { return answered == answers.size(); });
    }
};

std::string authorization_of(const Call& call) {
    if (!call.token.empty()) return "Bearer " + call.token;
    if (call.caller.kind == api::CallerKind::anonymous) return {};
    return std::string(scheme) + " " +
           std::to_string(reinterpret_cast<std::uintptr_t>(&call.caller));
}

}  // namespace

struct SimulatedBank::Observer : api::CallObserver {
    void fault(std::string_view, std::string_view where, std::string_view what) override {
        const std::lock_guard lock{mutex};
        faults.push_back(std::string(where) + ": " + std::string(what));
    }
    std::mutex mutex;
    std::vector<std::string> faults;
};

SimulatedBank::SimulatedBank(const Surroundings& surroundings)
    : surroundings_{surroundings}, observer_{std::make_unique<Observer>()} {
    database_ = std::make_unique<SeededDatabase>(
        sql::open_database({.url = surroundings.database_path, .reader_connections = 2}));
    database_->migrate(api::discovered_migrations());
    platform_ = std::make_unique<api::Platform>(api::Platform{.database = *database_,
                                                              .clock = surroundings_.clock,
                                                              .random = surroundings_.random,
                                                              .events = events_,
                                                              .is_development = true});
    platform_->ports.provide(make_key_ring());
    platform_->ports.provide(cheap_settings());
    platform_->ports.provide<outbox::SmsCarrier>(surroundings_.carrier);
    set_up_modules();
    dispatcher_ = std::make_unique<api::Dispatcher>(
        *platform_, modules_, *observer_,
        api::DispatcherOptions{.worker_threads = 1, .limits_rates = false});
    add_jobs();
}

SimulatedBank::~SimulatedBank() {
    database_->drain();
    dispatcher_.reset();
    jobs_.reset();
}

void SimulatedBank::set_up_modules() {
    modules_ = app::make_modules();
    modules_.push_back(make_simulation_module());
    api::introduce_modules(*platform_, modules_);
    for (const auto& module : modules_) {
        for (const auto& invariant : module.invariants) database_->add_invariant(invariant);
        if (module.set_up) module.set_up(*platform_);
        if (module.name == "host") platform_->ports.provide<host::HostPort>(surroundings_.host);
    }
}

void SimulatedBank::add_jobs() {
    jobs_ =
        std::make_unique<runtime::JobRunner>(*database_, surroundings_.clock, surroundings_.random);
    for (const auto& module : modules_)
        for (const auto& job : module.jobs)
            jobs_->add({.name = std::string(job.name),
                        .schedule = runtime::Schedule::every(job.every),
                        .run = [this, run = job.run](runtime::JobContext& context) {
                            run(*platform_, context.now);
                        }});
    jobs_->prepare();
}

std::vector<Answer> SimulatedBank::send(const std::vector<Call>& calls, Dice& dice) {
    const auto round = std::make_shared<Round>();
    round->answers.resize(calls.size());
    database_->on_held([round] { round->hold(); });
    database_->hold();
    for (std::size_t index = 0; index < calls.size(); ++index) {
        dispatch(calls[index],
                 [round, index](api::ApiReply reply) { round->answer(index, std::move(reply)); });
        round->wait_for(index + 1);  // one after the other, so that the order is the same again
    }
    database_->release(dice);
    round->wait_until_answered();
    return std::move(round->answers);
}

void SimulatedBank::dispatch(const Call& call, api::Respond respond) {
    const auto authorization = authorization_of(call);
    dispatcher_->dispatch({.method = call.method,
                           .target = call.target,
                           .body = call.body,
                           .peer_address = "127.0.0.1",
                           .header = [&](std::string_view name) -> std::string_view {
                               if (name == "authorization") return authorization;
                               if (name == "idempotency-key") return call.key;
                               if (name == "content-type") return "application/json";
                               return {};
                           }},
                          std::move(respond));
}

void SimulatedBank::deliver_events() { platform_->ports.get<api::EventDelivery>().deliver_now(); }

std::vector<std::string> SimulatedBank::verify() {
    std::vector<std::string> findings;
    for (const auto& module : modules_) {
        if (!module.verify) continue;
        for (auto& finding : module.verify(*platform_))
            findings.push_back(std::string(module.name) + ": " + std::move(finding));
    }
    return findings;
}

std::vector<std::string> SimulatedBank::take_faults() {
    const std::lock_guard lock{observer_->mutex};
    return std::exchange(observer_->faults, {});
}

}  // namespace dlfp::simulation
