// The console's side of deliveries.
#include "core/outbox/server/redeliver_event.h"

#include "core/outbox/server/event_courier.h"

namespace dlfp::outbox {

Result<ListDeliveriesReply> list_deliveries(const ListDeliveriesRequest& request,
                                            api::ReadCall& call) {
    const std::int64_t limit = request.limit ? request.limit->value : 50;
    const bool wants_waiting = request.state == UndeliveredState::waiting;
    ListDeliveriesReply reply{
        .items = delivery_repository::list(
            call.reader(),
            {.state = wants_waiting ? DeliveryState::waiting : DeliveryState::dead,
             .before = request.after.value_or(EventId{}),
             .before_subscriber = request.after_subscriber ? *request.after_subscriber : "",
             .limit = limit}),
        .open_count = event_repository::count_open(call.reader()),
        .next_after = {},
        .next_after_subscriber = {}};
    if (static_cast<std::int64_t>(reply.items.size()) == limit) {
        reply.next_after = reply.items.back().event_id;
        reply.next_after_subscriber = reply.items.back().subscriber;
    }
    return reply;
}

Result<RedeliverEventReply> redeliver_event(const RedeliverEventRequest& request, api::Call& call) {
    TRY(const auto row, or_failure(delivery_repository::lock(call.transaction(), request.event_id,
                                                             request.subscriber),
                                   delivery_not_found));
    if (row.state == DeliveryState::delivered) return already_delivered;
    delivery_repository::restart(call.transaction(), row, call.now());
    call.about("outbox_event", row.event_id.to_text());
    call.changed("state of " + row.subscriber, boost::describe::enum_to_string(row.state, ""),
                 "waiting");
    call.transaction().on_commit(
        [&courier = call.port<EventCourier>()] { courier.wake_for_retries(); });
    return RedeliverEventReply{row.event_id, row.subscriber, DeliveryState::waiting};
}

}  // namespace dlfp::outbox
