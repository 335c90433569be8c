// Queueing and handing over.
#include "core/outbox/server/sms.h"

#include "core/outbox/server/plan_sms.h"
#include "core/outbox/server/sms_safe.h"
#include "platform/runtime/log/log.h"

namespace dlfp::outbox {
namespace {

HandOver try_carrier(SmsCarrier& carrier, const SmsSafe& safe, const SmsRow& row) {
    const auto opened = safe.open(row.id, row.sealed);
    if (!opened) return HandOver::refused;
    try {
        return carrier.hand_over(row.id, opened->mobile, opened->text);
    } catch (const std::exception& problem) {
        log::warning("outbox.sms_carrier_failed",
                     {{"sms_id", row.id}, {"message", problem.what()}});
        return HandOver::later;
    }
}

void store(api::Platform& platform, const SmsRow& row) {
    platform.database.write([&](sql::Transaction& transaction) {
        sms_repository::store_outcome(transaction, row);
        return true;
    });
}

}  // namespace

SmsId send_sms(const api::Platform& platform, sql::Transaction& transaction, const Sms& sms) {
    const auto now = platform.clock.now();
    const auto id = platform.random.next_id<SmsTag>(now);
    const auto& safe = platform.ports.get<SmsSafe>();
    const bool goes_out = sms.route == SmsRoute::to_phone;
    sms_repository::add(transaction, {.id = id,
                                      .sealed = safe.seal(id, sms),
                                      .mobile_index = safe.index_of(sms.mobile),
                                      .masked_mobile = mask_mobile(sms.mobile),
                                      .purpose = std::string(sms.purpose),
                                      .state = goes_out ? SmsState::queued : SmsState::withheld,
                                      .tries = 0,
                                      .created_at_us = now,
                                      .useless_after_us = sms.useless_after,
                                      .settled_at_us = {}});
    return id;
}

void deliver_sms(api::Platform& platform, UtcTime now) {
    std::vector<SmsRow> due;
    platform.database.read(
        [&](sql::Reader& reader) { due = sms_repository::list_due(reader, now); });
    if (due.empty()) return;
    auto* carrier = platform.ports.find<SmsCarrier>();
    if (carrier == nullptr) log::error("outbox.no_sms_carrier", {{"queued", due.size()}});
    const auto& safe = platform.ports.get<SmsSafe>();
    for (auto& row : due) {
        auto outcome = HandOver::later;
        if (platform.clock.now() > row.useless_after_us) {
            row.state = SmsState::expired;
            row.settled_at_us = now;
        } else if (carrier == nullptr) {
            continue;
        } else {
            outcome = try_carrier(*carrier, safe, row);
            row = plan_after_try(std::move(row), outcome, platform.clock.now());
        }
        // Each in a unit of its own: a crash repeats one message, under the same key.
        store(platform, row);
        if (outcome == HandOver::away) return;
    }
}

}  // namespace dlfp::outbox
