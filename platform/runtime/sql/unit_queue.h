// The bounded queue in front of the writers, and what one run of a unit gathers beside SQL.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

#include "platform/runtime/sql/sql.h"

namespace dlfp::sql {

/// Units wait here for a writer. Bounded: a unit that finds no place is answered at once.
class UnitQueue {
public:
    explicit UnitQueue(std::size_t units_max) : units_max_{units_max} {}

    /// Queues a unit, or ends it as unavailable when the queue is full or closed.
    void push(Unit unit);

    enum class Taken { units, nothing, closed };
    /// Moves up to `most` units into `batch` as soon as there is one; gives `nothing` after
    /// `patience`, and `closed` when no unit will come any more. What was taken counts as under
    /// way until `settle`.
    Taken take(std::vector<Unit>& batch, std::size_t most, std::chrono::milliseconds patience);
    void settle(std::size_t units);

    /// Refuses further units and waits until those already queued have ended.
    void close();

private:
    const std::size_t units_max_;
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::condition_variable settled_;
    std::deque<Unit> waiting_;
    std::size_t under_way_ = 0;
    bool closed_ = false;
};

/// How a run of a unit ended, and what to run once the end is durable.
struct Ending {
    UnitEnd end = UnitEnd::rolled_back;
    std::string message;
    std::vector<std::function<void()>> actions;
};

/// The part of a transaction that is the same on both engines.
class UnitRun : public Transaction {
public:
    void on_commit(std::function<void()> action) override;

    /// Runs the unit's work and, when it wants to commit, the invariants; exceptions become the
    /// ending. The engine commits or rolls back as the ending says.
    Ending run_unit(const Unit& unit, const std::vector<Invariant>& invariants);

    /// Drops what was remembered for a connection that is gone.
    void forget_connection() { connection_scratch_.clear(); }

protected:
    /// Waits for what `run_later` put off; throws what it met.
    virtual void settle() {}
    std::shared_ptr<void>& scratch_slot(const void* key) override;
    std::shared_ptr<void>& connection_slot(const void* key) override;

private:
    using Slots = std::vector<std::pair<const void*, std::shared_ptr<void>>>;

    std::vector<std::function<void()>> actions_;
    Slots scratch_;
    Slots connection_scratch_;
};

/// What a fault inside a unit means to its caller: the unit was rolled back in every case.
UnitEnd unit_end_of(FaultKind kind);

/// Runs the actions of all units, then answers each: no reply is older than an in-process view.
/// An action or answer that throws ends the process, because a view would silently be wrong.
void answer(std::vector<Unit>& units, std::vector<Ending>& endings) noexcept;

/// The invariants; read by writers without a lock held while they run.
class InvariantList {
public:
    void add(Invariant invariant);
    std::shared_ptr<const std::vector<Invariant>> current() const;

private:
    mutable std::mutex mutex_;
    std::shared_ptr<const std::vector<Invariant>> list_ =
        std::make_shared<const std::vector<Invariant>>();
};

}  // namespace dlfp::sql
