// Hands messages of identity to the outbox.
#include "core/identity/server/sms_by_outbox.h"

#include "core/outbox/server/sms.h"

namespace dlfp::identity {

void SmsByOutbox::send(sql::Transaction& transaction, const SmsMessage& message) {
    const auto purpose = "identity." + std::string(message.purpose);
    outbox::send_sms(
        platform_, transaction,
        {.mobile = message.mobile,
         .text = message.text,
         .purpose = purpose,
         .useless_after = message.useless_after,
         .route = message.delivery == SmsDelivery::to_phone ? outbox::SmsRoute::to_phone
                                                            : outbox::SmsRoute::nowhere});
}

}  // namespace dlfp::identity
