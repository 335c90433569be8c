// Table of contents of core/outbox.
#include "core/outbox/server/module.h"

#include "core/outbox/server/accept_sms_receipt.h"
#include "core/outbox/server/event_courier.h"
#include "core/outbox/server/list_sms.h"
#include "core/outbox/server/redeliver_event.h"
#include "core/outbox/server/sms_repository.h"
#include "core/outbox/server/sms_safe.h"

namespace dlfp::outbox {
namespace {

/// Transports nothing: the console shows what would have been sent.
class SandboxCarrier final : public SmsCarrier {
public:
    HandOver hand_over(SmsId, const Secret<>&, const Secret<>&) override {
        return HandOver::delivered;
    }
    bool is_sandbox() const override { return true; }
};

void set_up(api::Platform& platform) {
    platform.ports.provide(
        std::make_shared<SmsSafe>(platform.ports.get<crypto::KeyRing>(), platform.random));
    if (platform.is_development && platform.ports.find<SmsCarrier>() == nullptr)
        platform.ports.provide<SmsCarrier>(std::make_shared<SandboxCarrier>());
    auto courier = std::make_shared<EventCourier>(platform);
    platform.ports.provide(courier);
    platform.ports.provide<api::EventDelivery>(courier);
}

void deliver_events(api::Platform& platform, UtcTime now) {
    platform.ports.get<EventCourier>().sweep(now);
}

/// Messages are evidence for disputes about codes, and personal: 90 days are enough for both.
void forget_old_sms(api::Platform& platform, UtcTime now) {
    platform.database.write([&](sql::Transaction& transaction) {
        sms_repository::forget_before(transaction, now - 24h * 90);
        return true;
    });
}

/// A page per unit, so that payments do not wait for it.
void forget_old_events(api::Platform& platform, UtcTime now) {
    const auto before = first_event_id_at(now - event_age_max);
    constexpr int pages_max = 1'000;
    for (int page = 0; page < pages_max; ++page) {
        const auto forgotten = platform.database.write([&](sql::Transaction& transaction) {
            return event_repository::forget_before(transaction, before);
        });
        if (forgotten == 0) return;
    }
}

}  // namespace

api::Module make_module() {
    api::Module module{.name = "outbox", .title_zh = "发件箱"};
    module.add(list_sms_endpoint)
        .add(accept_sms_receipt_endpoint)
        .add(list_deliveries_endpoint)
        .add(redeliver_event_endpoint);
    module.permissions = {&view_sms, &view_events, &redeliver_events};
    module.jobs = {{"outbox.deliver_sms", 1s, &deliver_sms},
                   {"outbox.forget_old_sms", 1h, &forget_old_sms},
                   {"outbox.deliver_events", 1s, &deliver_events},
                   {"outbox.forget_old_events", 1h, &forget_old_events}};
    module.set_up = &set_up;
    return module;
}

}  // namespace dlfp::outbox
