// Events as JSON, handed to the outbox.
#include "core/payment/server/payment_events.h"

#include <stdexcept>

#include "core/outbox/server/event.h"
#include "platform/api/field.h"

namespace dlfp::payment {

PaymentEvent event_of(const Payment& payment, Money amount, UtcTime now) {
    return {.payment_id = payment.id,
            .organisation_id = payment.organisation_id,
            .payer_customer_id = payment.payer_customer_id,
            .scene = payment.scene,
            .scene_ref = payment.scene_ref,
            .state = payment.state,
            .amount_fen = amount,
            .at_us = now};
}

void publish(const Scope& scope, std::string_view topic, const PaymentEvent& event) {
    std::string payload;
    api::JsonWriter writer{payload};
    api::write_field(writer, event);
    const auto order_key =
        event.scene_ref.empty() ? event.payment_id.to_text() : event.scene + " " + event.scene_ref;
    outbox::publish(scope.platform, scope.transaction,
                    {.topic = topic, .order_key = order_key, .payload_json = payload});
}

PaymentEvent parse_payment_event(std::string_view payload_json) {
    const auto document = api::JsonDocument::parse(payload_json);
    PaymentEvent event;
    api::FieldProblem problem;
    if (!document || !api::read_field(document->root(), event, problem))
        throw std::invalid_argument("payment event: " + problem.pointer + " " + problem.expected);
    return event;
}

}  // namespace dlfp::payment
