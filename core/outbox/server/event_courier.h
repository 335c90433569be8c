// Carries stored events to their subscribers: what this process committed at once, what others
// left behind and what failed in the cluster's job.
#pragma once

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

#include "core/outbox/server/event_repository.h"
#include "platform/api/event_delivery.h"
#include "platform/api/module.h"

namespace dlfp::outbox {

/// A port of this module, one per process. Thread-safe.
class EventCourier final : public api::EventDelivery {
public:
    explicit EventCourier(api::Platform& platform) : platform_{platform} {}
    ~EventCourier() override { stop(); }

    void start() override;
    void stop() override;
    void deliver_now() override;

    /// A fresh id, larger than every earlier one of this process.
    EventId next_id();
    /// Takes an event over after its commit; called by the writing thread, so it only queues it.
    /// Beyond 20,000 waiting events the cluster's job has to find them.
    void take(EventRow event);
    /// Has due retries looked at soon.
    void wake_for_retries();

    /// Open events that their own process did not deliver within two seconds, then due retries:
    /// the job `outbox.deliver_events`.
    void sweep(UtcTime now);

private:
    /// How far a unit got with the events it was given.
    struct Progress {
        const EventRow* event = nullptr;
        std::string_view subscriber;
        bool has_rows = false;  ///< some went to the retries
    };
    struct Task;
    struct Round;
    void run();
    std::vector<const api::EventSubscriber*> subscribers_of(const EventRow& event) const;

    void deliver(std::vector<EventRow> events);
    bool deliver_together(std::span<const EventRow> events);
    bool deliver_apart(std::span<const EventRow> events, const Progress& progress,
                       const std::string& error);
    void give(sql::Transaction& transaction, const EventRow& event, Progress& progress) const;
    void add_rows(sql::Transaction& transaction, const EventRow& event) const;
    bool hand_to_retries(const EventRow& event, std::string_view failed_subscriber,
                         const std::string& error);

    void retry_due(UtcTime now);
    std::vector<Task> due_tasks(UtcTime now, std::map<EventId, EventRow>& kept);
    void run_in_order(std::vector<Task>& tasks);
    void run_round(const std::vector<Task*>& tasks);
    bool attempt(Task& task, sql::Transaction& transaction) const;
    void store_failures(const std::vector<Task*>& tasks);
    void store_failure(sql::Transaction& transaction, Task& task) const;

    api::Platform& platform_;
    std::mutex mutex_;
    std::condition_variable woken_;
    std::deque<EventRow> queue_;
    bool are_retries_asked_ = false;
    bool is_stopping_ = false;
    std::uint64_t last_order_ = 0;
    std::mutex delivering_;
    std::thread thread_;
};

}  // namespace dlfp::outbox
