// The one connection that writes and checkpoints: takes queued units in batches, one durable
// commit for each batch.
#pragma once

#include <memory>
#include <mutex>
#include <thread>

#include "platform/runtime/sql/sqlite_connection.h"
#include "platform/runtime/sql/unit_queue.h"

namespace dlfp::sql {

class SqliteWriter {
public:
    explicit SqliteWriter(const DatabaseOptions& options);
    /// Ends queued units, moves the log into the database file and closes it.
    ~SqliteWriter();

    void submit(Unit unit) { queue_.push(std::move(unit)); }
    void drain() { queue_.close(); }
    void add_invariant(Invariant invariant) { invariants_.add(std::move(invariant)); }

    /// Runs `work` on the writing connection, alone, on the calling thread, outside a batch.
    void run_alone(const std::function<void(SqliteConnection&)>& work);

private:
    class Run;

    void write_until_closed();
    void run_batch(std::vector<Unit>& units);
    std::vector<Ending> commit_batch(std::span<const Unit> units);
    bool run_units(std::span<const Unit> units, std::vector<Ending>& endings);
    bool run_bare(std::span<const Unit> units, std::vector<Ending>& endings);
    Ending run_in_savepoint(const Unit& unit);
    Ending run_unit(const Unit& unit);
    void keep_open();
    void close_connection() noexcept;
    void roll_back() noexcept;
    enum class Phase { running, committing };
    UnitEnd abandon(Phase phase) noexcept;
    bool bury_failed_commit() noexcept;
    void checkpoint_when_due();
    void shorten_log_when_idle();

    const DatabaseOptions options_;
    UnitQueue queue_;
    InvariantList invariants_;
    std::mutex connection_mutex_;
    std::unique_ptr<SqliteConnection> connection_;
    std::unique_ptr<Run> run_;
    int guarded_batches_ = 0;  ///< so many batches give each unit a savepoint
    int log_pages_seen_ = 0;
    int checkpoint_due_at_ = 0;
    bool burial_due_ = false;
    std::int64_t burial_number_ = 0;
    std::thread thread_;
};

}  // namespace dlfp::sql
