// Keeping messages and moving open screens.
#include "core/notice/server/notice.h"

#include "core/notice/server/notice_repository.h"
#include "platform/api/event_hub.h"

namespace dlfp::notice {

std::string topic_of(identity::CustomerId customer_id) { return "notice." + customer_id.to_text(); }

NoticeId send(const api::Platform& platform, sql::Transaction& transaction, const Notice& notice) {
    const auto now = platform.clock.now();
    const auto id = platform.random.next_id<NoticeTag>(now);
    notice_repository::add(transaction, {.id = id,
                                         .customer_id = notice.customer_id,
                                         .kind = notice.kind,
                                         .title = notice.title,
                                         .content = notice.text,
                                         .link = notice.link,
                                         .created_at_us = now,
                                         .read_at_us = {}});
    platform.database.notify(transaction, api::EventHub::channel,
                             api::EventHub::pack({topic_of(notice.customer_id), "notice", "{}"}));
    return id;
}

}  // namespace dlfp::notice
