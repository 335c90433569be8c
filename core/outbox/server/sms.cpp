// Queueing and handing over.
#include "core/outbox/server/sms.h"

#include "core/outbox/server/sms_repository.h"
#include "core/outbox/server/sms_safe.h"
#include "platform/runtime/log/log.h"

namespace dlfp::outbox {
namespace {

constexpr std::int64_t tries_max = 3;

bool carrier_takes(SmsCarrier& carrier, const SmsSafe& safe, const SmsRow& row) {
    const auto opened = safe.open(row.id, row.sealed);
    if (!opened) return false;
    try {
        return carrier.hand_over(row.id, opened->mobile, opened->text);
    } catch (const std::exception& problem) {
        log::warning("outbox.sms_carrier_failed", {{"message", problem.what()}});
        return false;
    }
}

/// The row after one look at it.
SmsRow advance(SmsCarrier* carrier, const SmsSafe& safe, SmsRow row, UtcTime now) {
    if (now > row.useless_after_us) {
        row.state = SmsState::expired;
    } else if (carrier != nullptr) {
        ++row.tries;
        if (carrier_takes(*carrier, safe, row))
            row.state = SmsState::delivered;
        else if (row.tries >= tries_max)
            row.state = SmsState::failed;
    }
    if (row.state != SmsState::queued) row.settled_at_us = now;
    return row;
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
    std::vector<SmsRow> queued;
    platform.database.read(
        [&](sql::Reader& reader) { queued = sms_repository::list_queued(reader); });
    if (queued.empty()) return;
    auto* carrier = platform.ports.find<SmsCarrier>();
    if (carrier == nullptr) log::error("outbox.no_sms_carrier", {{"queued", queued.size()}});
    const auto& safe = platform.ports.get<SmsSafe>();
    for (auto& row : queued) row = advance(carrier, safe, std::move(row), now);
    platform.database.write([&](sql::Transaction& transaction) {
        for (const auto& row : queued) sms_repository::store_outcome(transaction, row);
        return true;
    });
}

}  // namespace dlfp::outbox
