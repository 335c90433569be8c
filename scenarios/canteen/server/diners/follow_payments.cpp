// Subscribers of core/payment.
#include "scenarios/canteen/server/diners/follow_payments.h"

#include "core/payment/server/payment.h"
#include "scenarios/canteen/server/diners/purse.h"

namespace dlfp::canteen {

void settle_after_refund(api::Platform& platform, sql::Transaction& transaction,
                         std::string_view payload_json) {
    const auto event = payment::parse_payment_event(payload_json);
    if (event.scene != "canteen") return;
    const auto diner =
        find_diner_of_customer(transaction, event.organisation_id, event.payer_customer_id);
    if (!diner) return;
    settle_arrears(transaction, platform, *diner).value();
}

}  // namespace dlfp::canteen
