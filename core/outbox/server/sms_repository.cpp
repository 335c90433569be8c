// SQL of outbox_sms.
#include "core/outbox/server/sms_repository.h"

namespace dlfp::outbox::sms_repository {
namespace {

std::string select_rows(std::string_view rest) {
    return "SELECT " + sql::column_list<SmsRow>() + " FROM outbox_sms " + std::string(rest);
}

constexpr SmsId newest_possible = [] {
    IdBytes bytes{};
    for (auto& byte : bytes) byte = 0xFF;
    return SmsId{bytes};
}();

}  // namespace

void add(sql::Transaction& transaction, const SmsRow& row) {
    transaction.insert("outbox_sms", row);
}

std::vector<SmsRow> list_due(sql::Reader& reader, UtcTime now) {
    static const std::string text = select_rows(
        "WHERE state = 'queued' AND (next_try_at_us <= $1 OR useless_after_us < $1) "
        "ORDER BY id LIMIT 100");
    return reader.list<SmsRow>({"outbox.list_due_sms", text}, now);
}

std::optional<SmsRow> lock(sql::Transaction& transaction, SmsId id) {
    static const std::string text = select_rows("WHERE id = $1 FOR UPDATE");
    return transaction.find<SmsRow>({"outbox.lock_sms", text}, id);
}

void store_receipt(sql::Transaction& transaction, const SmsRow& row) {
    static constexpr sql::Query query{
        "outbox.store_sms_receipt",
        "UPDATE outbox_sms SET state = $2, settled_at_us = $3, receipt_at_us = $4 WHERE id = $1"};
    transaction.execute(query, row.id, row.state, row.settled_at_us, row.receipt_at_us);
}

std::vector<SmsRow> list_newest(sql::Reader& reader, const Page& page) {
    static const std::string all = select_rows("WHERE id < $1 ORDER BY id DESC LIMIT $2");
    static const std::string of_one =
        select_rows("WHERE id < $1 AND mobile_index = $3 ORDER BY id DESC LIMIT $2");
    const auto before = page.before.is_nil() ? newest_possible : page.before;
    if (page.mobile_index.empty())
        return reader.list<SmsRow>({"outbox.list_sms", all}, before, page.limit);
    return reader.list<SmsRow>({"outbox.list_sms_of_mobile", of_one}, before, page.limit,
                               page.mobile_index);
}

void store_outcome(sql::Transaction& transaction, const SmsRow& row) {
    static constexpr sql::Query query{
        "outbox.store_sms_outcome",
        "UPDATE outbox_sms SET state = $2, tries = $3, settled_at_us = $4, next_try_at_us = $5 "
        "WHERE id = $1 AND state = 'queued'"};
    transaction.execute(query, row.id, row.state, row.tries, row.settled_at_us, row.next_try_at_us);
}

std::int64_t forget_before(sql::Transaction& transaction, UtcTime time) {
    static constexpr sql::Query query{
        "outbox.forget_sms",
        "DELETE FROM outbox_sms WHERE id IN "
        "(SELECT id FROM outbox_sms WHERE created_at_us < $1 ORDER BY id LIMIT 1000)"};
    return transaction.execute(query, time);
}

}  // namespace dlfp::outbox::sms_repository
