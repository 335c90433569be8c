// Messages as rows.
#pragma once

#include <optional>
#include <vector>

#include "core/notice/server/notice.h"

namespace dlfp::notice {

struct MessageRow {
    NoticeId id;
    identity::CustomerId customer_id;
    std::string kind;
    std::string title;
    std::string content;
    std::string link;
    UtcTime created_at_us;
    std::optional<UtcTime> read_at_us;
};
BOOST_DESCRIBE_STRUCT(MessageRow, (),
                      (id, customer_id, kind, title, content, link, created_at_us, read_at_us))

namespace notice_repository {

void add(sql::Transaction& transaction, const MessageRow& row);

/// A page of one customer, newest first; a nil `before` starts at the newest.
struct Page {
    identity::CustomerId customer_id;
    NoticeId before;
    std::int64_t limit = 30;
};
std::vector<MessageRow> list(sql::Reader& reader, const Page& page);
std::int64_t count_unread(sql::Reader& reader, identity::CustomerId customer_id);
bool exists(sql::Reader& reader, identity::CustomerId customer_id, NoticeId id);
/// Only what is unread changes.
void mark_read(sql::Transaction& transaction, const MessageRow& read);
std::int64_t mark_all_read(sql::Transaction& transaction, identity::CustomerId customer_id,
                           UtcTime now);

}  // namespace notice_repository
}  // namespace dlfp::notice
