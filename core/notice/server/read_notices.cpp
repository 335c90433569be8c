// Reading and marking, always by the caller's own id.
#include "core/notice/server/read_notices.h"

#include "core/identity/server/identity.h"
#include "core/notice/server/notice_repository.h"

namespace dlfp::notice {

Result<ListNoticesReply> list_notices(const ListNoticesRequest& request, api::ReadCall& call) {
    const std::int64_t limit = request.limit ? request.limit->value : 30;
    const auto rows =
        notice_repository::list(call.reader(), {.customer_id = identity::customer_of(call.caller()),
                                                .before = request.after.value_or(NoticeId{}),
                                                .limit = limit});
    ListNoticesReply reply;
    for (const auto& row : rows)
        reply.items.push_back({.notice_id = row.id,
                               .kind = row.kind,
                               .title = row.title,
                               .text = row.content,
                               .link = row.link,
                               .created_at_us = row.created_at_us,
                               .read_at_us = row.read_at_us});
    if (static_cast<std::int64_t>(rows.size()) == limit) reply.next_after = rows.back().id;
    return reply;
}

Result<CountUnreadReply> count_unread(const NothingAsked&, api::ReadCall& call) {
    return CountUnreadReply{
        notice_repository::count_unread(call.reader(), identity::customer_of(call.caller()))};
}

Result<CountUnreadReply> mark_read(const MarkReadRequest& request, api::Call& call) {
    const auto customer_id = identity::customer_of(call.caller());
    if (!notice_repository::exists(call.transaction(), customer_id, request.notice_id))
        return notice_not_found;
    MessageRow read;
    read.id = request.notice_id;
    read.customer_id = customer_id;
    read.read_at_us = call.now();
    notice_repository::mark_read(call.transaction(), read);
    return CountUnreadReply{notice_repository::count_unread(call.transaction(), customer_id)};
}

Result<CountUnreadReply> mark_all_read(const NothingAsked&, api::Call& call) {
    notice_repository::mark_all_read(call.transaction(), identity::customer_of(call.caller()),
                                     call.now());
    return CountUnreadReply{0};
}

Result<api::EventTopics> follow_notices(const NothingAsked&, api::ReadCall& call) {
    return api::EventTopics{{topic_of(identity::customer_of(call.caller()))}};
}

}  // namespace dlfp::notice
