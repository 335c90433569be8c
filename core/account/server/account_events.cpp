// Events as JSON, delivered to subscribers.
#include "core/account/server/account_events.h"

#include "platform/api/field.h"
#include "platform/api/module.h"

namespace dlfp::account {
namespace {

template <class Event>
void publish(const EventPlace& place, std::string_view topic, const Event& event) {
    std::string payload;
    api::JsonWriter writer{payload};
    api::write_field(writer, event);
    api::tell_subscribers(place.platform, place.transaction, topic, payload);
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
