// Events that did not reach a subscriber: staff see them and have dead letters tried again.
#pragma once

#include "core/outbox/server/event_repository.h"
#include "platform/api/endpoint.h"

namespace dlfp::outbox {

inline constexpr api::Permission view_events{"outbox.view_events", "查看事件投递"};
inline constexpr api::Permission redeliver_events{"outbox.redeliver_events", "重新投递事件"};

inline constexpr Failure delivery_not_found{"outbox.delivery_not_found", FailureClass::missing};
inline constexpr Failure already_delivered{"outbox.already_delivered", FailureClass::conflict};

/// Delivered events are forgotten after this time; the others stay.
inline constexpr Duration event_age_max = std::chrono::hours(24 * 30);

enum class UndeliveredState { waiting, dead };
BOOST_DESCRIBE_ENUM(UndeliveredState, waiting, dead)

struct ListDeliveriesRequest {
    std::optional<UndeliveredState> state;  ///< dead when absent
    std::optional<EventId> after;
    std::optional<api::Text<100>> after_subscriber;  ///< goes with `after`
    std::optional<api::Whole<1, 200>> limit;
};
BOOST_DESCRIBE_STRUCT(ListDeliveriesRequest, (), (state, after, after_subscriber, limit))

struct ListDeliveriesReply {
    std::vector<DeliveryLine> items;
    std::int64_t open_count = 0;  ///< events not yet tried with everybody, counted up to 1,000
    std::optional<EventId> next_after;
    std::optional<std::string> next_after_subscriber;
};
BOOST_DESCRIBE_STRUCT(ListDeliveriesReply, (),
                      (items, open_count, next_after, next_after_subscriber))

/// Newest first.
Result<ListDeliveriesReply> list_deliveries(const ListDeliveriesRequest& request,
                                            api::ReadCall& call);

struct RedeliverEventRequest {
    EventId event_id;
    api::Text<100> subscriber;
};
BOOST_DESCRIBE_STRUCT(RedeliverEventRequest, (), (event_id, subscriber))
struct RedeliverEventReply {
    EventId event_id;
    std::string subscriber;
    DeliveryState state{};
};
BOOST_DESCRIBE_STRUCT(RedeliverEventReply, (), (event_id, subscriber, state))

/// The delivery waits again, with all its tries, and is due at once.
Result<RedeliverEventReply> redeliver_event(const RedeliverEventRequest& request, api::Call& call);

constexpr auto list_deliveries_endpoint =
    api::get<&list_deliveries>("/staff/outbox/deliveries")
        .doc("Lists events that did not reach a subscriber, newest first.")
        .for_staff(view_events)
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 240, .deadline = 2s})
        .may_fail();
constexpr auto redeliver_event_endpoint =
    api::post<&redeliver_event>("/staff/outbox/events/{event_id}/redelivery")
        .doc("Has an event that did not reach a subscriber delivered again, out of its order.")
        .for_staff(redeliver_events)
        .naturally_idempotent()
        .limits({.body_bytes_max = 512, .calls_per_minute_max = 120, .deadline = 2s})
        .may_fail(delivery_not_found, already_delivered);

}  // namespace dlfp::outbox
