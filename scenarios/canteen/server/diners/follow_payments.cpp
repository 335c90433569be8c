// Subscribers of core/payment.
#include "scenarios/canteen/server/diners/follow_payments.h"

#include "core/notice/server/notice.h"
#include "core/payment/server/payment.h"
#include "scenarios/canteen/server/diners/expire_subsidies.h"
#include "scenarios/canteen/server/diners/purse.h"
#include "scenarios/canteen/server/diners/switches.h"

namespace dlfp::canteen {

void settle_after_refund(api::Platform& platform, sql::Transaction& transaction,
                         std::string_view payload_json) {
    const auto event = payment::parse_payment_event(payload_json);
    if (event.scene != "canteen") return;
    const payment::Scope scope{transaction, platform, platform.clock.now()};
    for (const auto& part : event.parts)
        if (const auto grant_id = SubsidyGrantId::parse(part.source_ref))
            return_late_refund(scope, *grant_id).value();
    const auto diner =
        find_diner_of_customer(transaction, event.organisation_id, event.payer_customer_id);
    if (!diner) return;
    settle_arrears(transaction, platform, *diner).value();
}

void tell_of_meal(api::Platform& platform, sql::Transaction& transaction,
                  std::string_view payload_json) {
    const auto event = payment::parse_payment_event(payload_json);
    // Diners who are no customers pay at the counter, too.
    if (event.scene != "canteen" || event.payer_customer_id.is_nil()) return;
    if (!find_switches(transaction, event.payer_customer_id).notifies_meals) return;
    notice::send(platform, transaction,
                 {.customer_id = event.payer_customer_id,
                  .kind = "canteen.meal_paid",
                  .title = "用餐消费提醒",
                  .text = "餐厅消费" + event.amount_fen.to_yuan_text() + "元。",
                  .link = "payment.receipt?payment_id=" + event.payment_id.to_text()});
}

}  // namespace dlfp::canteen
