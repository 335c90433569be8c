// A subscriber that turns refunds into messages of the message centre.
#include "core/payment/server/tell_customer.h"

#include "core/notice/server/notice.h"
#include "core/payment/server/payment_events.h"

namespace dlfp::payment {
namespace {

void tell_of_refund(api::Platform& platform, sql::Transaction& transaction,
                    std::string_view payload_json) {
    const auto event = parse_payment_event(payload_json);
    // A scenario may know a payer who is no customer yet.
    if (event.payer_customer_id.is_nil()) return;
    notice::send(platform, transaction,
                 {.customer_id = event.payer_customer_id,
                  .kind = std::string(refunded_topic),
                  .title = "退款已退回",
                  .text = "退款" + event.amount_fen.to_yuan_text() + "元已按原路退回。",
                  .link = "payment.receipt?payment_id=" + event.payment_id.to_text()});
}

}  // namespace

void add_notices(api::Module& module) {
    module.subscribers.push_back({"payment.tell_of_refund", refunded_topic, &tell_of_refund});
}

}  // namespace dlfp::payment
