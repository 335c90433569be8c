// Queueing, running and answering units, the same for both engines.
#include "platform/runtime/sql/unit_queue.h"

#include <algorithm>

#include "platform/base/planted.h"

namespace dlfp::sql {

void UnitQueue::push(Unit unit) {
    {
        const std::lock_guard lock(mutex_);
        if (!closed_ && waiting_.size() < units_max_) {
            waiting_.push_back(std::move(unit));
            arrived_.notify_one();
            return;
        }
    }
    unit.finished(UnitEnd::unavailable, "the write queue is full or closed");
}

UnitQueue::Taken UnitQueue::take(std::vector<Unit>& batch, std::size_t most,
                                 std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    arrived_.wait_for(lock, patience, [&] { return !waiting_.empty() || closed_; });
    if (waiting_.empty()) return closed_ ? Taken::closed : Taken::nothing;
    const auto count = std::min(most, waiting_.size());
    const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(count);
    batch.assign(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(end));
    waiting_.erase(waiting_.begin(), end);
    under_way_ += count;
    return Taken::units;
}

void UnitQueue::settle(std::size_t units) {
    const std::lock_guard lock(mutex_);
    under_way_ -= units;
    if (under_way_ == 0 && waiting_.empty()) settled_.notify_all();
}

void UnitQueue::close() {
    std::unique_lock lock(mutex_);
    closed_ = true;
    arrived_.notify_all();
    settled_.wait(lock, [&] { return waiting_.empty() && under_way_ == 0; });
}

void UnitRun::on_commit(std::function<void()> action) { actions_.push_back(std::move(action)); }

namespace {

std::shared_ptr<void>& slot_of(std::vector<std::pair<const void*, std::shared_ptr<void>>>& slots,
                               const void* key) {
    for (auto& [known, slot] : slots)
        if (known == key) return slot;
    return slots.emplace_back(key, nullptr).second;
}

}  // namespace

std::shared_ptr<void>& UnitRun::scratch_slot(const void* key) { return slot_of(scratch_, key); }

std::shared_ptr<void>& UnitRun::connection_slot(const void* key) {
    return slot_of(connection_scratch_, key);
}

Ending UnitRun::run_unit(const Unit& unit, const std::vector<Invariant>& invariants) {
    actions_.clear();
    scratch_.clear();
    Ending ending;
    try {
        if (unit.work(*this)) {
            for (const auto& invariant : invariants)
                if (!planted("sql.invariants_skipped")) invariant(*this);
            settle();
            ending.end = UnitEnd::committed;
            ending.actions = std::move(actions_);
        }
    } catch (const Fault& fault) {
        if (fault.kind() == FaultKind::retry) throw;
        ending = {unit_end_of(fault.kind()), fault.what(), {}};
    } catch (const std::exception& error) {
        ending = {UnitEnd::broken, error.what(), {}};
    } catch (...) {
        ending = {UnitEnd::broken, "an exception of unknown type", {}};
    }
    actions_.clear();
    scratch_.clear();
    return ending;
}

UnitEnd unit_end_of(FaultKind kind) {
    switch (kind) {
        case FaultKind::unavailable:
        case FaultKind::retry: return UnitEnd::unavailable;
        case FaultKind::uncertain:
        case FaultKind::constraint:
        case FaultKind::broken: break;
    }
    return UnitEnd::broken;
}

void answer(std::vector<Unit>& units, std::vector<Ending>& endings) noexcept {
    for (auto& ending : endings)
        if (ending.end == UnitEnd::committed)
            for (auto& action : ending.actions) action();
    for (std::size_t index = 0; index < units.size(); ++index)
        units[index].finished(endings[index].end, endings[index].message);
}

void InvariantList::add(Invariant invariant) {
    const std::lock_guard lock(mutex_);
    auto longer = *list_;
    longer.push_back(std::move(invariant));
    list_ = std::make_shared<const std::vector<Invariant>>(std::move(longer));
}

std::shared_ptr<const std::vector<Invariant>> InvariantList::current() const {
    const std::lock_guard lock(mutex_);
    return list_;
}

}  // namespace dlfp::sql
