// SQL of notice_message.
#include "core/notice/server/notice_repository.h"
#include "platform/runtime/sql/write_later.h"

namespace dlfp::notice::notice_repository {
namespace {

constexpr NoticeId newest_possible = [] {
    IdBytes bytes{};
    for (auto& byte : bytes) byte = 0xFF;
    return NoticeId{bytes};
}();

}  // namespace

void add(sql::Transaction& transaction, const MessageRow& row) {
    sql::insert_later(transaction, "notice_message", row);
}

std::vector<MessageRow> list(sql::Reader& reader, const Page& page) {
    static const std::string text =
        "SELECT " + sql::column_list<MessageRow>() +
        " FROM notice_message WHERE customer_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
    const auto before = page.before.is_nil() ? newest_possible : page.before;
    return reader.list<MessageRow>({"notice.list", text}, page.customer_id, before, page.limit);
}

std::int64_t count_unread(sql::Reader& reader, identity::CustomerId customer_id) {
    static constexpr sql::Query query{
        "notice.count_unread",
        "SELECT COUNT(*) FROM notice_message WHERE customer_id = $1 AND read_at_us IS NULL"};
    return reader.value<std::int64_t>(query, customer_id);
}

bool exists(sql::Reader& reader, identity::CustomerId customer_id, NoticeId id) {
    static constexpr sql::Query query{
        "notice.exists", "SELECT COUNT(*) FROM notice_message WHERE id = $1 AND customer_id = $2"};
    return reader.value<std::int64_t>(query, id, customer_id) == 1;
}

void mark_read(sql::Transaction& transaction, const MessageRow& read) {
    static constexpr sql::Query query{"notice.mark_read",
                                      "UPDATE notice_message SET read_at_us = $3 "
                                      "WHERE id = $1 AND customer_id = $2 AND read_at_us IS NULL"};
    transaction.execute(query, read.id, read.customer_id, read.read_at_us);
}

std::int64_t mark_all_read(sql::Transaction& transaction, identity::CustomerId customer_id,
                           UtcTime now) {
    static constexpr sql::Query query{
        "notice.mark_all_read",
        "UPDATE notice_message SET read_at_us = $2 WHERE customer_id = $1 AND read_at_us IS NULL"};
    return transaction.execute(query, customer_id, now);
}

}  // namespace dlfp::notice::notice_repository
