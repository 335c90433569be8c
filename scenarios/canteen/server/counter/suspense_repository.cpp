// Queries about facts in suspense.
#include "scenarios/canteen/server/counter/suspense_repository.h"

namespace dlfp::canteen {
namespace {

constexpr sql::Query list_hashes_query{
    "canteen.list_suspense_hashes",
    "SELECT content_hash FROM canteen_suspense_sale WHERE terminal_id = $1 AND seq = $2 LIMIT 20"};
constexpr sql::Query set_resolved_query{
    "canteen.set_suspense_resolved",
    "UPDATE canteen_suspense_sale SET state = $2, sale_id = $3, note = $4, resolved_by = $5, "
    "resolved_at_us = $6 WHERE id = $1"};

std::string suspense_select(std::string_view rest) {
    return "SELECT " + sql::column_list<SuspenseRow>() + " FROM canteen_suspense_sale WHERE " +
           std::string(rest);
}

constexpr SuspenseId newest_possible = [] {
    IdBytes bytes{};
    bytes.fill(0xFF);
    return SuspenseId{bytes};
}();

}  // namespace

std::vector<sql::Bytes> SuspenseRepository::list_hashes(TerminalId terminal_id, std::int64_t seq) {
    return reader_.list<sql::Bytes>(list_hashes_query, terminal_id, seq);
}

std::vector<SuspenseRow> SuspenseRepository::list(identity::OrganisationId organisation_id,
                                                  SuspenseState state,
                                                  std::optional<SuspenseId> after,
                                                  std::int64_t limit) {
    static const std::string text = suspense_select(
        "organisation_id = $1 AND state = $2 AND id < $3 ORDER BY id DESC LIMIT $4");
    return reader_.list<SuspenseRow>({"canteen.list_suspense", text}, organisation_id, state,
                                     after.value_or(newest_possible), limit);
}

void SuspenseBooks::add(const SuspenseRow& row) {
    transaction_.insert_if_absent("canteen_suspense_sale", row);
}

std::optional<SuspenseRow> SuspenseBooks::lock(identity::OrganisationId organisation_id,
                                               SuspenseId id) {
    static const std::string text = suspense_select("id = $1 AND organisation_id = $2 FOR UPDATE");
    return transaction_.find<SuspenseRow>({"canteen.lock_suspense", text}, id, organisation_id);
}

void SuspenseBooks::set_resolved(const SuspenseRow& row) {
    transaction_.execute(set_resolved_query, row.id, row.state, row.sale_id, row.note,
                         row.resolved_by, row.resolved_at_us);
}

}  // namespace dlfp::canteen
