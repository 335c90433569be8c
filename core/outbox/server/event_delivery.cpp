// Fresh events: many of them, each with all its subscribers, in one unit that also closes them. A
// unit that fails did nothing; whoever threw goes to the retries, the others are given anew alone.
#include <algorithm>

#include "core/outbox/server/event_courier.h"
#include "core/outbox/server/plan_retry.h"
#include "platform/base/planted.h"
#include "platform/runtime/log/log.h"

namespace dlfp::outbox {
namespace {

/// On PostgreSQL a unit holds the row locks of its subscribers until its commit.
std::size_t events_together_max(sql::Engine engine) {
    return engine == sql::Engine::postgresql ? 16 : 64;
}

DeliveryRow waiting_row(const EventRow& event, std::string_view subscriber, UtcTime now) {
    return {.event_id = event.id,
            .subscriber = std::string(subscriber),
            .order_key = event.order_key,
            .state = DeliveryState::waiting,
            .tries = 0,
            .next_try_at_us = now,
            .settled_at_us = {},
            .last_error = {}};
}

}  // namespace

std::vector<const api::EventSubscriber*> EventCourier::subscribers_of(const EventRow& event) const {
    std::vector<const api::EventSubscriber*> subscribers;
    for (const auto* subscriber : platform_.subscribers)
        if (subscriber->topic == event.topic) subscribers.push_back(subscriber);
    return subscribers;
}

/// In order of their ids: what is given later finds what its key has before it.
void EventCourier::deliver(std::vector<EventRow> events) {
    std::ranges::sort(events, {}, &EventRow::id);
    const auto most = events_together_max(platform_.database.engine());
    bool has_rows = false;
    for (std::span<const EventRow> left{events}; !left.empty();) {
        const auto some = left.first(std::min(most, left.size()));
        has_rows |= deliver_together(some);
        left = left.subspan(some.size());
    }
    if (has_rows) retry_due(platform_.clock.now());
}

/// True when some have rows now, for the retries to look at.
bool EventCourier::deliver_together(std::span<const EventRow> events) {
    Progress progress;
    try {
        platform_.database.write([&](sql::Transaction& transaction) {
            progress = {};
            for (const auto& event : events) give(transaction, event, progress);
            progress.event = nullptr;
            return true;
        });
        return progress.has_rows;
    } catch (const sql::Fault& fault) {
        // Nothing happened, or nobody knows: what is still open is found by the sweep.
        if (fault.kind() != sql::FaultKind::broken) return false;
        return deliver_apart(events, progress, fault.what());
    }
}

/// Each event alone, but for the one whose subscriber threw.
bool EventCourier::deliver_apart(std::span<const EventRow> events, const Progress& progress,
                                 const std::string& error) {
    // An invariant refused the unit: alone, it is this event's, and some subscriber's.
    const auto* culprit = events.size() == 1 ? &events.front() : progress.event;
    bool has_rows = false;
    for (const auto& event : events)
        has_rows |= &event == culprit ? hand_to_retries(event, progress.subscriber, error)
                                      : deliver_together({&event, 1});
    return has_rows;
}

void EventCourier::give(sql::Transaction& transaction, const EventRow& event,
                        Progress& progress) const {
    progress.event = &event;
    progress.subscriber = {};
    const bool is_ours = event_repository::close_for_delivery(transaction, event);
    if (is_ours || planted("outbox.delivered_twice")) {
        for (const auto* subscriber : subscribers_of(event)) {
            progress.subscriber = subscriber->name;
            subscriber->receive(platform_, transaction, event.payload);
        }
        progress.subscriber = {};
    } else if (event_repository::close_for_retries(transaction, event)) {
        add_rows(transaction, event);
        progress.has_rows = true;
    }
}

void EventCourier::add_rows(sql::Transaction& transaction, const EventRow& event) const {
    for (const auto* subscriber : subscribers_of(event))
        delivery_repository::add(transaction,
                                 waiting_row(event, subscriber->name, platform_.clock.now()));
}

/// The subscriber that threw has used its first try; the others have theirs before them.
bool EventCourier::hand_to_retries(const EventRow& event, std::string_view failed_subscriber,
                                   const std::string& error) {
    constexpr std::size_t error_bytes_max = 300;
    const auto now = platform_.clock.now();
    auto failed = waiting_row(event, failed_subscriber, now);
    failed.tries = 1;
    failed.next_try_at_us = plan_retry(failed.tries, now);
    failed.last_error = error.substr(0, error_bytes_max);
    const bool is_ours = platform_.database.write([&](sql::Transaction& transaction) {
        if (!event_repository::close_for_retries(transaction, event)) return false;
        if (!failed_subscriber.empty()) delivery_repository::add(transaction, failed);
        add_rows(transaction, event);
        return true;
    });
    if (is_ours && !failed_subscriber.empty())
        log::warning("outbox.delivery_failed", {{"event_id", failed.event_id},
                                                {"subscriber", failed.subscriber},
                                                {"tries", failed.tries},
                                                {"message", failed.last_error}});
    return is_ours;
}

}  // namespace dlfp::outbox
