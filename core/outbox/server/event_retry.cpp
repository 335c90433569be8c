// Deliveries that have a row because they or an earlier one of their key failed: each in a unit of
// its own, which also commits the row that says so; what fails again is written down in another.
#include <algorithm>
#include <map>

#include "core/outbox/server/event_courier.h"
#include "core/outbox/server/plan_retry.h"
#include "platform/runtime/log/log.h"

namespace dlfp::outbox {
namespace {

constexpr std::size_t error_bytes_max = 300;

enum class TaskEnd {
    settled,     ///< delivered now, earlier or by somebody else
    failed,      ///< the subscriber threw
    behind,      ///< an earlier event of the key waits for its next try
    left_alone,  ///< nobody knows: the sweep comes back
};

}  // namespace

/// One event for one subscriber.
struct EventCourier::Task {
    const EventRow* event;
    const api::EventSubscriber* subscriber;  ///< null: the program has it no more
    DeliveryRow row;
    TaskEnd end = TaskEnd::left_alone;
    std::string error{};
    std::optional<UtcTime> try_before{};
};

/// Units on their way through the pipeline.
struct EventCourier::Round {
    std::mutex mutex;
    std::condition_variable ended;
    std::size_t left = 0;
};

/// Tasks of one subscriber and key one after the other, all others side by side.
void EventCourier::run_in_order(std::vector<Task>& tasks) {
    std::map<std::pair<std::string_view, std::string_view>, std::deque<Task*>> chains;
    for (auto& task : tasks) chains[{task.row.subscriber, task.row.order_key}].push_back(&task);
    for (auto& [name, chain] : chains)
        std::ranges::sort(chain, {}, [](const Task* task) { return task->row.event_id; });
    while (!chains.empty()) {
        std::vector<Task*> heads;
        for (auto& [name, chain] : chains) heads.push_back(chain.front());
        run_round(heads);
        store_failures(heads);
        for (auto entry = chains.begin(); entry != chains.end();) {
            auto& chain = entry->second;
            const bool goes_on = chain.front()->end != TaskEnd::left_alone;
            chain.pop_front();
            entry = chain.empty() || !goes_on ? chains.erase(entry) : std::next(entry);
        }
    }
}

void EventCourier::run_round(const std::vector<Task*>& tasks) {
    Round round{.left = tasks.size()};
    for (auto* task : tasks)
        platform_.database.submit(
            {.work = [this,
                      task](sql::Transaction& transaction) { return attempt(*task, transaction); },
             .finished =
                 [&round, task](sql::UnitEnd end, std::string_view message) {
                     if (end == sql::UnitEnd::broken) task->end = TaskEnd::failed;
                     if (end == sql::UnitEnd::unavailable || end == sql::UnitEnd::uncertain)
                         task->end = TaskEnd::left_alone;
                     task->error = message.substr(0, error_bytes_max);
                     const std::lock_guard lock{round.mutex};
                     if (--round.left == 0) round.ended.notify_one();
                 }});
    std::unique_lock lock{round.mutex};
    round.ended.wait(lock, [&] { return round.left == 0; });
}

bool EventCourier::attempt(Task& task, sql::Transaction& transaction) const {
    task.end = TaskEnd::settled;
    if (!delivery_repository::settle_delivered(transaction, task.row, platform_.clock.now()))
        return false;
    task.try_before = delivery_repository::find_try_before(transaction, task.row);
    if (task.try_before) {
        task.end = TaskEnd::behind;
        return false;
    }
    if (task.subscriber == nullptr) throw std::runtime_error("no such subscriber any more");
    task.subscriber->receive(platform_, transaction, task.event->payload);
    delivery_repository::release_followers(transaction, task.row, platform_.clock.now());
    return true;
}

void EventCourier::store_failures(const std::vector<Task*>& tasks) {
    std::vector<Task*> failed;
    for (auto* task : tasks)
        if (task->end == TaskEnd::failed || task->end == TaskEnd::behind) failed.push_back(task);
    if (failed.empty()) return;
    platform_.database.write([&](sql::Transaction& transaction) {
        for (auto* task : failed) store_failure(transaction, *task);
        return true;
    });
}

void EventCourier::store_failure(sql::Transaction& transaction, Task& task) const {
    const auto now = platform_.clock.now();
    auto row = task.row;
    row.state = DeliveryState::waiting;
    row.settled_at_us.reset();
    if (task.end == TaskEnd::behind) {
        row.next_try_at_us = task.try_before;
    } else {
        row.next_try_at_us = plan_retry(++row.tries, now);
        row.last_error = task.error;
        log::warning("outbox.delivery_failed", {{"event_id", row.event_id},
                                                {"subscriber", row.subscriber},
                                                {"tries", row.tries},
                                                {"message", row.last_error}});
    }
    if (!row.next_try_at_us) {
        row.state = DeliveryState::dead;
        row.settled_at_us = now;
        log::error("outbox.dead_letter",
                   {{"event_id", row.event_id}, {"subscriber", row.subscriber}});
    }
    delivery_repository::store_failure(transaction, row);
    if (row.state == DeliveryState::dead)
        delivery_repository::release_followers(transaction, row, now);
}

/// Due rows with their events, which `kept` holds as long as the tasks are used.
std::vector<EventCourier::Task> EventCourier::due_tasks(UtcTime now,
                                                        std::map<EventId, EventRow>& kept) {
    std::vector<Task> tasks;
    platform_.database.read([&](sql::Reader& reader) {
        for (auto& row : delivery_repository::list_due(reader, now)) {
            auto event = event_repository::find(reader, row.event_id);
            if (!event) continue;
            const auto& stored =
                kept.insert_or_assign(row.event_id, std::move(*event)).first->second;
            const api::EventSubscriber* subscriber = nullptr;
            for (const auto* known : subscribers_of(stored))
                if (known->name == row.subscriber) subscriber = known;
            tasks.push_back({.event = &stored, .subscriber = subscriber, .row = std::move(row)});
        }
    });
    return tasks;
}

void EventCourier::retry_due(UtcTime now) {
    // Each pass settles or postpones what it takes, so that followers come up in the next one.
    constexpr int passes_max = 100;
    for (int pass = 0; pass < passes_max; ++pass) {
        std::map<EventId, EventRow> kept;
        auto tasks = due_tasks(now, kept);
        run_in_order(tasks);
        const auto is_left = [](const Task& task) { return task.end == TaskEnd::left_alone; };
        if (std::ranges::all_of(tasks, is_left)) return;
    }
}

}  // namespace dlfp::outbox
