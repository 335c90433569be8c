// One-time codes leave through the outbox, in the unit that made them.
#pragma once

#include "core/identity/server/ports.h"
#include "platform/api/platform.h"

namespace dlfp::identity {

/// The port of a running program; tests plug in their own phone.
class SmsByOutbox final : public SmsPort {
public:
    explicit SmsByOutbox(const api::Platform& platform) : platform_{platform} {}
    void send(sql::Transaction& transaction, const SmsMessage& message) override;

private:
    const api::Platform& platform_;
};

}  // namespace dlfp::identity
