// Table of contents of core/outbox.
#include "core/outbox/server/module.h"

#include "core/outbox/server/list_sms.h"
#include "core/outbox/server/sms_repository.h"
#include "core/outbox/server/sms_safe.h"

namespace dlfp::outbox {
namespace {

/// Transports nothing: the console shows what would have been sent.
class SandboxCarrier final : public SmsCarrier {
public:
    bool hand_over(SmsId, const Secret<>&, const Secret<>&) override { return true; }
    bool is_sandbox() const override { return true; }
};

void set_up(api::Platform& platform) {
    platform.ports.provide(
        std::make_shared<SmsSafe>(platform.ports.get<crypto::KeyRing>(), platform.random));
    if (platform.is_development && platform.ports.find<SmsCarrier>() == nullptr)
        platform.ports.provide<SmsCarrier>(std::make_shared<SandboxCarrier>());
}

/// Messages are evidence for disputes about codes, and personal: 90 days are enough for both.
void forget_old_sms(api::Platform& platform, UtcTime now) {
    platform.database.write([&](sql::Transaction& transaction) {
        sms_repository::forget_before(transaction, now - 24h * 90);
        return true;
    });
}

}  // namespace

api::Module make_module() {
    api::Module module{.name = "outbox", .title_zh = "发件箱"};
    module.add(list_sms_endpoint);
    module.permissions = {&view_sms};
    module.jobs = {{"outbox.deliver_sms", 1s, &deliver_sms},
                   {"outbox.forget_old_sms", 1h, &forget_old_sms}};
    module.set_up = &set_up;
    return module;
}

}  // namespace dlfp::outbox
