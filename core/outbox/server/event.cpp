// Publishing: one insert, and a word to the courier when it is durable.
#include "core/outbox/server/event.h"

#include <algorithm>
#include <stdexcept>

#include "core/outbox/server/event_courier.h"
#include "platform/base/planted.h"

namespace dlfp::outbox {

void publish(const api::Platform& platform, sql::Transaction& transaction, const Event& event) {
    constexpr std::size_t key_bytes_max = 128;
    if (event.order_key.size() > key_bytes_max) throw std::logic_error("an order key too long");
    if (std::ranges::none_of(platform.subscribers, [&](const api::EventSubscriber* subscriber) {
            return subscriber->topic == event.topic;
        }))
        return;
    auto& courier = platform.ports.get<EventCourier>();
    EventRow row{.id = courier.next_id(),
                 .topic = std::string(event.topic),
                 .order_key = std::string(event.order_key),
                 .payload = std::string(event.payload_json),
                 .is_open = true,
                 .created_at_us = platform.clock.now()};
    if (!planted("outbox.event_lost_in_a_crash")) event_repository::add(transaction, row);
    transaction.on_commit([&courier, row = std::move(row)] { courier.take(row); });
}

}  // namespace dlfp::outbox
