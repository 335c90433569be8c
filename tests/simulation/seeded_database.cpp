// The gate: a unit that keeps the writer busy until the whole batch stands behind it.
#include "tests/simulation/seeded_database.h"

#include <latch>

namespace dlfp::simulation {
namespace {

struct Gate {
    std::latch running{1};
    std::latch open{1};
};

/// The writer's own thread, known from the first unit that ran on it.
thread_local bool is_on_writer = false;

}  // namespace

void SeededDatabase::submit(sql::Unit unit) {
    bool is_held = false;
    {
        const std::lock_guard lock{mutex_};
        is_held = is_holding_;
        if (is_held) waiting_.push_back(std::move(unit));
    }
    if (!is_held) return run_alone(std::move(unit));
    if (on_held_) on_held_();
}

void SeededDatabase::run_alone(sql::Unit unit) {
    // A unit made inside a unit cannot be waited for there; whoever waits for the outer one does.
    if (is_on_writer) return forward(std::move(unit));
    forward(std::move(unit));
    wait_for_writer();
}

void SeededDatabase::forward(sql::Unit unit) {
    {
        const std::lock_guard lock{mutex_};
        ++under_way_;
    }
    real_->submit(
        {.work =
             [work = std::move(unit.work)](sql::Transaction& transaction) {
                 is_on_writer = true;
                 return work(transaction);
             },
         .finished =
             [this, told = std::move(unit.finished)](sql::UnitEnd end, std::string_view message) {
                 told(end, message);
                 const std::lock_guard lock{mutex_};
                 if (--under_way_ == 0) ended_.notify_all();
             }});
}

void SeededDatabase::wait_for_writer() {
    std::unique_lock lock{mutex_};
    ended_.wait(lock, [this] { return under_way_ == 0; });
}

void SeededDatabase::hold() {
    const std::lock_guard lock{mutex_};
    is_holding_ = true;
}

std::size_t SeededDatabase::held() const {
    const std::lock_guard lock{mutex_};
    return waiting_.size();
}

void SeededDatabase::release(Dice& dice) {
    std::vector<sql::Unit> batch;
    {
        const std::lock_guard lock{mutex_};
        is_holding_ = false;
        batch.swap(waiting_);
    }
    if (batch.empty()) return;
    dice.shuffle(batch);
    // Shared with the writer, which may still be leaving a latch when the wait is over.
    const auto gate = std::make_shared<Gate>();
    forward({.work =
                 [gate](sql::Transaction&) {
                     gate->running.count_down();
                     gate->open.wait();
                     return false;
                 },
             .finished =
                 [gate](sql::UnitEnd, std::string_view) {
                     if (!gate->running.try_wait()) gate->running.count_down();  // it never ran
                 }});
    gate->running.wait();
    for (auto& unit : batch) forward(std::move(unit));
    gate->open.count_down();
    wait_for_writer();
}

}  // namespace dlfp::simulation
