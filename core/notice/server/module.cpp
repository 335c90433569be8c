// Table of contents of core/notice.
#include "core/notice/server/module.h"

#include "core/identity/server/ports.h"
#include "core/notice/server/read_notices.h"
#include "core/outbox/server/sms.h"

namespace dlfp::notice {
namespace {

/// What identity wants sent goes into the outbox, in identity's unit.
class SmsByOutbox final : public identity::SmsPort {
public:
    explicit SmsByOutbox(const api::Platform& platform) : platform_{platform} {}
    void send(sql::Transaction& transaction, const identity::SmsMessage& message) override {
        outbox::send_sms(platform_, transaction,
                         {.mobile = message.mobile,
                          .text = message.text,
                          .purpose = message.purpose,
                          .useless_after = message.useless_after});
    }

private:
    const api::Platform& platform_;
};

void set_up(api::Platform& platform) {
    if (platform.ports.find<identity::SmsPort>() == nullptr)
        platform.ports.provide<identity::SmsPort>(std::make_shared<SmsByOutbox>(platform));
}

}  // namespace

api::Module make_module() {
    api::Module module{.name = "notice", .title_zh = "消息"};
    module.add(list_notices_endpoint)
        .add(count_unread_endpoint)
        .add(mark_read_endpoint)
        .add(mark_all_read_endpoint)
        .add(follow_notices_endpoint);
    module.set_up = &set_up;
    return module;
}

}  // namespace dlfp::notice
