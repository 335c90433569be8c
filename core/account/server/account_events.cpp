// Events as JSON, handed to the outbox.
#include "core/account/server/account_events.h"

#include "core/outbox/server/event.h"
#include "platform/api/field.h"

namespace dlfp::account {
namespace {

template <class Event>
void publish(const EventPlace& place, std::string_view topic, const Event& event) {
    std::string payload;
    api::JsonWriter writer{payload};
    api::write_field(writer, event);
    const auto order_key = event.account_id.to_text();
    outbox::publish(place.platform, place.transaction,
                    {.topic = topic, .order_key = order_key, .payload_json = payload});
}

}  // namespace

void publish_account(const EventPlace& place, std::string_view topic, const AccountEvent& event) {
    publish(place, topic, event);
}

void publish_funding(const EventPlace& place, const Funding& funding, FundingState state,
                     UtcTime now) {
    publish(place, funding_topic,
            FundingEvent{funding.id, funding.account_id, funding.customer_id, funding.direction,
                         state, funding.amount_fen, now});
}

}  // namespace dlfp::account
