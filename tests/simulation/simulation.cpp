// The run: steps of business, faults between and inside them, checks after each.
#include "tests/simulation/simulation.h"

#include "platform/runtime/crypto/bytes.h"
#include "platform/runtime/crypto/hash.h"

namespace dlfp::simulation {
namespace {

constexpr std::uint64_t steps_between_full_checks = 20;
constexpr int calm_rounds = 40;

class Run {
public:
    explicit Run(const RunOptions& options)
        : options_{options},
          morning_{first_morning()},
          dice_{options.seed},
          clock_{morning_time()},
          random_{runtime::make_seeded_random(options.seed)},
          host_{std::make_shared<OutsideHost>(clock_, dice_, moods_, morning_.host)},
          carrier_{std::make_shared<OutsideCarrier>(dice_, moods_)} {
        report_.seed = options.seed;
        disk_.load(morning_.disk, options.honesty);
        disk_.forbid_checkpoints();
        start();
        plant();
        clients_ =
            std::make_unique<Clients>(morning_.people, count_effects(bank_->database()), dice_);
    }
    ~Run() { stop(); }

    RunReport run() {
        try {
            trade_for_days();
        } catch (const std::exception& problem) {  // a disk that lies breaks what only reads, too
            report_.findings.push_back(std::string("the run breaks off: ") + problem.what());
        }
        report_.clients = clients_->figures();
        report_.simulated = clock_.now() - morning_time();
        stop();
        for (const auto& [name, bytes] : disk_.image()) note(name.substr(name.rfind('/')) + bytes);
        report_.disk = disk_.figures();
        report_.digest = crypto::to_hex(digest_);
        return std::move(report_);
    }

private:
    bool is_good() const { return report_.findings.empty(); }
    void note(std::string_view said) {
        if (options_.trace) options_.trace(said);
        digest_ = crypto::sm3(crypto::to_hex(digest_) + std::string(said));
    }

    void start() {
        while (!bank_) try {
                bank_ = std::make_unique<SimulatedBank>(
                    Surroundings{clock_, *random_, host_, carrier_, morning_.database_path});
            } catch (const sql::Fault&) {
                if (disk_.is_powered()) throw;
                disk_.restore_power(dice_);
            }
    }

    void stop() { bank_.reset(); }

    void plant() {
        if (options_.planted_sql.empty()) return;
        bank_->database().write([&](sql::Transaction& transaction) {
            transaction.execute({"simulation.plant", options_.planted_sql});
            return true;
        });
    }

    void trade_for_days() {
        for (std::uint64_t step = 1; step <= options_.steps && is_good(); ++step) {
            trade(step);
            if (is_good() && step % steps_between_full_checks == 0) check_fully();
        }
        if (is_good()) calm_down();
    }

    void trade(std::uint64_t step) {
        note("step " + std::to_string(step));
        change_moods();
        let_time_pass();
        break_disk();
        if (step % 4 == 1)
            clients_->learn_menu(bank_->send(clients_->menu_call(clock_.now()), dice_));
        send(clients_->next(clock_.now()));
        for (const auto& errand : clients_->next_of_sessions(clock_.now())) send({errand});
        look_after();
        disk_.heal();
        recover_when_down();
        disk_.spare_power();
        if (dice_.one_in(30)) restart_cleanly();
        if (is_good()) check();
    }

    void break_disk() {
        is_disk_failing_ = dice_.one_in(14);
        if (dice_.one_in(12)) disk_.cut_power_after(dice_.below(40));
        if (!is_disk_failing_) return;
        if (dice_.one_in(2))
            disk_.fill();
        else
            disk_.fail_syncs(1 + dice_.below(3));
    }

    void change_moods() {
        if (!dice_.one_in(10)) return;
        moods_ = {.host_unavailable = dice_.one_in(3) ? dice_.below(60) : 0,
                  .host_silent = dice_.one_in(3) ? dice_.below(60) : 0,
                  .carrier_fails = dice_.one_in(3) ? dice_.below(80) : 0};
    }

    void let_time_pass() {
        clock_.advance(std::chrono::milliseconds{dice_.between(1, 40'000)});
        // Somebody sets the clock, back as well as forth.
        if (dice_.one_in(40)) clock_.advance(std::chrono::minutes{dice_.between(-45, 240)});
        if (dice_.one_in(4)) clock_.advance(std::chrono::minutes{dice_.between(1, 150)});
    }

    void send(const std::vector<Errand>& errands) {
        if (errands.empty()) return;
        std::vector<Call> calls;
        for (const auto& errand : errands) calls.push_back(errand.call);
        const auto answers = bank_->send(calls, dice_);
        for (std::size_t index = 0; index < errands.size(); ++index) {
            note(calls[index].target + calls[index].body + answers[index].reply.body +
                 std::to_string(answers[index].reply.status) +
                 (answers[index].was_heard ? "" : " unheard"));
            clients_->hear(errands[index], answers[index], report_.findings);
        }
    }

    /// Jobs and events, as the program's own threads would do them.
    void look_after() {
        try {
            bank_->deliver_events();
            bank_->run_jobs();
            bank_->deliver_events();
        } catch (const sql::Fault&) {
            // The disk fails; what was begun is done later.
        }
        for (auto& fault : bank_->take_faults())
            if (disk_.is_powered() && !is_disk_failing_)
                report_.findings.push_back("fault in a call: " + fault);
    }

    void recover_when_down() {
        if (disk_.is_powered()) return;
        stop();
        disk_.restore_power(dice_);
        start();
        ++report_.restarts;
        if (is_good()) check_fully();
        if (is_good()) ask_again();
    }

    /// The log moves into the database, and the power may fail in the middle of it.
    void restart_cleanly() {
        disk_.allow_checkpoints();
        if (dice_.one_in(2)) disk_.cut_power_after(dice_.below(60));
        stop();
        disk_.forbid_checkpoints();
        if (!disk_.is_powered()) disk_.restore_power(dice_);
        disk_.spare_power();
        start();
        ++report_.restarts;
        if (is_good()) check_fully();
        if (is_good()) ask_again();
    }

    /// Acknowledged is present: every call that was answered is answered the same again.
    void ask_again() {
        for (const auto& errand : clients_->acknowledged()) {
            auto call = errand.call;
            if (call.caller.kind == api::CallerKind::device)
                for (auto& byte : call.caller.session_id)
                    byte = static_cast<std::uint8_t>(dice_.below(256));
            clients_->hear_again(errand, bank_->send(call, dice_), report_.findings);
        }
    }

    void check() {
        ++report_.checks;
        note(std::to_string(disk_.figures().operations) + " disk operations");
        take(find_broken_rules(bank_->database(), clock_.now()));
        clients_->compare(count_effects(bank_->database()), report_.findings);
    }
    void check_fully() {
        check();
        take(bank_->verify());
    }
    void take(std::vector<std::string> findings) {
        for (auto& finding : findings) report_.findings.push_back(std::move(finding));
    }

    /// No faults any more: clients get their answers, time passes, nothing stays open.
    void calm_down() {
        moods_ = {};
        disk_.heal();
        clients_->stop_new_business();
        for (int round = 0; round < calm_rounds && is_good(); ++round) {
            send(clients_->next(clock_.now()));
            look_after();
            clock_.advance(round < calm_rounds / 2 ? Duration{1min} : Duration{2h});
        }
        if (!is_good()) return;
        if (clients_->has_unanswered()) report_.findings.push_back("a client is never answered");
        check_fully();
        take(find_unsettled(bank_->database(), clock_.now()));
        const auto expected = morning_.unexplained + host_->received();
        if (host_position(bank_->database()) != expected)
            report_.findings.push_back("the host moved " + std::to_string(expected.fen()) +
                                       " fen, the ledger says " +
                                       std::to_string(host_position(bank_->database()).fen()));
    }

    const RunOptions& options_;
    const Morning& morning_;
    CrashDisk& disk_ = CrashDisk::installed();
    Dice dice_;
    Moods moods_;
    runtime::FrozenClock clock_;
    std::unique_ptr<runtime::Random> random_;
    std::shared_ptr<OutsideHost> host_;
    std::shared_ptr<OutsideCarrier> carrier_;
    std::unique_ptr<SimulatedBank> bank_;
    std::unique_ptr<Clients> clients_;
    bool is_disk_failing_ = false;
    RunReport report_;
    crypto::Digest digest_{};
};

}  // namespace

RunReport simulate(const RunOptions& options) { return Run{options}.run(); }

}  // namespace dlfp::simulation
