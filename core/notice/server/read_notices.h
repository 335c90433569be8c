// The customer's side of the message centre: list, count, mark, follow.
#pragma once

#include "core/notice/server/notice.h"
#include "platform/api/endpoint.h"

namespace dlfp::notice {

inline constexpr Failure notice_not_found{"notice.notice_not_found", FailureClass::missing};

struct ListNoticesRequest {
    std::optional<NoticeId> after;
    std::optional<api::Whole<1, 200>> limit;
};
BOOST_DESCRIBE_STRUCT(ListNoticesRequest, (), (after, limit))

struct NoticeLine {
    NoticeId notice_id;
    std::string kind;
    std::string title;
    std::string text;
    std::string link;
    UtcTime created_at_us;
    std::optional<UtcTime> read_at_us;
};
BOOST_DESCRIBE_STRUCT(NoticeLine, (),
                      (notice_id, kind, title, text, link, created_at_us, read_at_us))

struct ListNoticesReply {
    std::vector<NoticeLine> items;
    std::optional<NoticeId> next_after;
};
BOOST_DESCRIBE_STRUCT(ListNoticesReply, (), (items, next_after))

struct CountUnreadReply {
    std::int64_t unread = 0;
};
BOOST_DESCRIBE_STRUCT(CountUnreadReply, (), (unread))

struct MarkReadRequest {
    NoticeId notice_id;
};
BOOST_DESCRIBE_STRUCT(MarkReadRequest, (), (notice_id))

struct NothingAsked {};
BOOST_DESCRIBE_STRUCT(NothingAsked, (), ())

/// Newest first.
Result<ListNoticesReply> list_notices(const ListNoticesRequest& request, api::ReadCall& call);
Result<CountUnreadReply> count_unread(const NothingAsked& request, api::ReadCall& call);
/// Reading again changes nothing; somebody else's notice is not found.
Result<CountUnreadReply> mark_read(const MarkReadRequest& request, api::Call& call);
Result<CountUnreadReply> mark_all_read(const NothingAsked& request, api::Call& call);
/// An event `notice` without content whenever there is something new to read.
Result<api::EventTopics> follow_notices(const NothingAsked& request, api::ReadCall& call);

inline constexpr api::Limits reading_limits{
    .body_bytes_max = 0, .calls_per_minute_max = 120, .deadline = 2s};
inline constexpr api::Limits marking_limits{
    .body_bytes_max = 64, .calls_per_minute_max = 120, .deadline = 2s};

constexpr auto list_notices_endpoint = api::get<&list_notices>("/notices")
                                           .doc("Lists the customer's own messages.")
                                           .for_customers()
                                           .limits(reading_limits)
                                           .may_fail();
constexpr auto count_unread_endpoint = api::get<&count_unread>("/notices/unread")
                                           .doc("Counts the customer's unread messages.")
                                           .for_customers()
                                           .limits(reading_limits)
                                           .may_fail();
constexpr auto mark_read_endpoint = api::post<&mark_read>("/notices/{notice_id}/reading")
                                        .doc("Marks one of the customer's messages as read.")
                                        .for_customers()
                                        .naturally_idempotent()
                                        .limits(marking_limits)
                                        .may_fail(notice_not_found);
constexpr auto mark_all_read_endpoint = api::post<&mark_all_read>("/notices/reading")
                                            .doc("Marks all of the customer's messages as read.")
                                            .for_customers()
                                            .naturally_idempotent()
                                            .limits(marking_limits)
                                            .may_fail();
constexpr auto follow_notices_endpoint = api::get<&follow_notices>("/notices/stream")
                                             .doc("Tells when there is a new message.")
                                             .for_customers()
                                             .limits(reading_limits)
                                             .may_fail();

}  // namespace dlfp::notice
