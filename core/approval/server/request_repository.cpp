// SQL of approval_request.
#include "core/approval/server/request_repository.h"

namespace dlfp::approval::request_repository {
namespace {

std::string select_rows(std::string_view rest) {
    return "SELECT " + sql::column_list<RequestRow>() + " FROM approval_request " +
           std::string(rest);
}

constexpr ApprovalId newest_possible = [] {
    IdBytes bytes{};
    for (auto& byte : bytes) byte = 0xFF;
    return ApprovalId{bytes};
}();

}  // namespace

void add(sql::Transaction& transaction, const RequestRow& row) {
    transaction.insert("approval_request", row);
}

std::optional<RequestRow> find(sql::Reader& reader, ApprovalId id) {
    static const std::string text = select_rows("WHERE id = $1");
    return reader.find<RequestRow>({"approval.find", text}, id);
}

std::optional<RequestRow> lock(sql::Transaction& transaction, ApprovalId id) {
    static const std::string text = select_rows("WHERE id = $1 FOR UPDATE");
    return transaction.find<RequestRow>({"approval.lock", text}, id);
}

std::vector<RequestRow> list(sql::Reader& reader, const Page& page) {
    static const std::string text = select_rows(
        "WHERE organisation_id = $1 AND state = $2 AND id < $3 ORDER BY id DESC LIMIT $4");
    const auto before = page.before.is_nil() ? newest_possible : page.before;
    return reader.list<RequestRow>({"approval.list", text}, page.organisation_id, page.state,
                                   before, page.limit);
}

void store_decision(sql::Transaction& transaction, const RequestRow& row) {
    static constexpr sql::Query query{
        "approval.store_decision",
        "UPDATE approval_request SET state = $2, decided_by_id = $3, decided_at_us = $4, "
        "remark = $5 WHERE id = $1 AND state = 'waiting'"};
    transaction.execute(query, row.id, row.state, row.decided_by_id, row.decided_at_us, row.remark);
}

std::vector<ApprovalId> list_expired(sql::Reader& reader, UtcTime now) {
    static constexpr sql::Query query{
        "approval.list_expired",
        "SELECT id FROM approval_request WHERE state = 'waiting' AND expires_at_us <= $1 "
        "ORDER BY expires_at_us, id LIMIT 200"};
    return reader.list<ApprovalId>(query, now);
}

}  // namespace dlfp::approval::request_repository
