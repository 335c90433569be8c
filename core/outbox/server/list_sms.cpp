// Reading the sms outbox.
#include "core/outbox/server/list_sms.h"

#include "core/outbox/server/sms_repository.h"
#include "core/outbox/server/sms_safe.h"

namespace dlfp::outbox {

Result<ListSmsReply> list_sms(const ListSmsRequest& request, api::ReadCall& call) {
    const auto& safe = call.port<SmsSafe>();
    const std::int64_t limit = request.limit ? request.limit->value : 50;
    const auto rows = sms_repository::list_newest(
        call.reader(),
        {.before = request.after.value_or(SmsId{}),
         .mobile_index = request.mobile ? safe.index_of(*request.mobile) : sql::Bytes{},
         .limit = limit});
    const auto* carrier = call.platform().ports.find<SmsCarrier>();
    ListSmsReply reply{
        .is_sandbox = carrier != nullptr && carrier->is_sandbox(), .items = {}, .next_after = {}};
    for (const auto& row : rows) {
        SmsLine line{.sms_id = row.id,
                     .masked_mobile = row.masked_mobile,
                     .purpose = row.purpose,
                     .state = row.state,
                     .text = {},
                     .created_at_us = row.created_at_us,
                     .settled_at_us = row.settled_at_us,
                     .tries = row.tries,
                     .receipt_at_us = row.receipt_at_us};
        if (call.platform().is_development && row.state != SmsState::withheld)
            if (const auto opened = safe.open(row.id, row.sealed))
                line.text = opened->text.reveal();
        reply.items.push_back(std::move(line));
    }
    if (static_cast<std::int64_t>(rows.size()) == limit) reply.next_after = rows.back().id;
    return reply;
}

}  // namespace dlfp::outbox
