// Stands in front of the real database and its writer thread: units that clients sent at the same
// time reach the writer as one batch, in an order that the seed chooses.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "platform/runtime/sql/sql.h"
#include "tests/simulation/dice.h"

namespace dlfp::simulation {

class SeededDatabase final : public sql::Database {
public:
    explicit SeededDatabase(std::unique_ptr<sql::Database> real) : real_{std::move(real)} {}

    sql::Engine engine() const noexcept override { return real_->engine(); }
    void migrate(const std::vector<sql::Migration>& all) override { real_->migrate(all); }
    void add_invariant(sql::Invariant invariant) override {
        real_->add_invariant(std::move(invariant));
    }
    void submit(sql::Unit unit) override;
    void read(const std::function<void(sql::Reader&)>& work) override { real_->read(work); }
    void subscribe(std::string_view channel,
                   std::function<void(std::string_view)> receiver) override {
        real_->subscribe(channel, std::move(receiver));
    }
    void notify(sql::Transaction& transaction, std::string_view channel,
                std::string_view payload) override {
        real_->notify(transaction, channel, payload);
    }
    void drain() override { real_->drain(); }
    void backup_to(const std::string& file_path) override { real_->backup_to(file_path); }

    /// Holds units back from now on; else each is a batch of its own that has ended on return, so
    /// that no batch depends on how fast the writer is.
    void hold();
    /// How many wait; `changed` is told of each.
    std::size_t held() const;
    /// Gives what waits to the writer as one batch and returns when all of it has ended. Units that
    /// come meanwhile pass at once.
    void release(Dice& dice);
    /// Called, without a lock held, whenever a unit begins to wait.
    void on_held(std::function<void()> listener) { on_held_ = std::move(listener); }

private:
    void run_alone(sql::Unit unit);
    void forward(sql::Unit unit);
    /// Returns when no unit is under way, not even one that another unit made.
    void wait_for_writer();

    mutable std::mutex mutex_;
    std::condition_variable ended_;
    bool is_holding_ = false;
    std::size_t under_way_ = 0;
    std::vector<sql::Unit> waiting_;
    std::function<void()> on_held_;
    std::unique_ptr<sql::Database> real_;  ///< ends first, and its writer with it
};

}  // namespace dlfp::simulation
