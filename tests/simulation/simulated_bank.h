// The bank that is simulated: all modules of the program on the crash disk and a clock that is
// moved by hand, without sockets and without threads that act by themselves.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "platform/api/dispatcher.h"
#include "platform/api/event_hub.h"
#include "platform/runtime/jobs/jobs.h"
#include "tests/simulation/outside_world.h"
#include "tests/simulation/seeded_database.h"

namespace dlfp::simulation {

/// What stays while the bank is started again and again.
struct Surroundings {
    runtime::FrozenClock& clock;
    runtime::Random& random;
    std::shared_ptr<OutsideHost> host;
    std::shared_ptr<OutsideCarrier> carrier;
    std::string database_path;
};

/// A request as a client keeps it, to send it again.
struct Call {
    api::Caller caller;
    std::string method;
    std::string target;
    std::string body;
    std::string key;      ///< empty: none
    std::string token{};  ///< of a real session; else the caller is taken as given
};

/// An answer, and whether it left the bank before the power failed.
struct Answer {
    api::ApiReply reply;
    bool was_heard = true;
};

/// One process of the bank; made at a start, destroyed at its end.
class SimulatedBank {
public:
    /// Throws sql::Fault when the disk fails at the start.
    explicit SimulatedBank(const Surroundings& surroundings);
    ~SimulatedBank();

    api::Platform& platform() { return *platform_; }
    sql::Database& database() { return *database_; }

    /// Sends all at the same time; callers without a token are taken as given, since signatures
    /// have tests of their own; units of theirs are one batch in an order of the dice. Replies
    /// are in the order of the calls.
    std::vector<Answer> send(const std::vector<Call>& calls, Dice& dice);
    Answer send(const Call& call, Dice& dice) { return send(std::vector{call}, dice)[0]; }

    void run_jobs() { jobs_->run_due(surroundings_.clock.now()); }
    void deliver_events();
    /// What no module finds in order; one sentence each.
    std::vector<std::string> verify();
    /// Faults that calls ended in since the last time.
    std::vector<std::string> take_faults();

private:
    struct Observer;
    void dispatch(const Call& call, api::Respond respond);
    void set_up_modules();
    void add_jobs();

    Surroundings surroundings_;
    std::unique_ptr<SeededDatabase> database_;
    api::EventHub events_;
    std::unique_ptr<api::Platform> platform_;
    std::vector<api::Module> modules_;
    std::unique_ptr<Observer> observer_;
    std::unique_ptr<api::Dispatcher> dispatcher_;
    std::unique_ptr<runtime::JobRunner> jobs_;
};
}  // namespace dlfp::simulation
