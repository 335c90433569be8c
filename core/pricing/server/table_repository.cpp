// All SQL about rate tables and versions.
#include "core/pricing/server/table_repository.h"

namespace dlfp::pricing::table_repository {
namespace {

std::string select_tables(std::string_view rest) {
    return "SELECT " + sql::column_list<TableRow>() + " FROM pricing_table " + std::string(rest);
}
std::string select_versions(std::string_view rest) {
    return "SELECT " + sql::column_list<VersionRow>() + " FROM pricing_version " +
           std::string(rest);
}

}  // namespace

Added add(sql::Transaction& transaction, const TableRow& row) {
    return transaction.insert_if_absent("pricing_table", row) == 1 ? Added::yes : Added::code_taken;
}

std::optional<TableRow> find(sql::Reader& reader, TableId id) {
    static const std::string text = select_tables("WHERE id = $1");
    return reader.find<TableRow>({"pricing.find_table", text}, id);
}

std::optional<TableRow> lock(sql::Transaction& transaction, TableId id) {
    static const std::string text = select_tables("WHERE id = $1 FOR UPDATE");
    return transaction.find<TableRow>({"pricing.lock_table", text}, id);
}

std::vector<TableRow> list(sql::Reader& reader, identity::OrganisationId organisation_id) {
    static const std::string text =
        select_tables("WHERE organisation_id = $1 ORDER BY code LIMIT 200");
    return reader.list<TableRow>({"pricing.list_tables", text}, organisation_id);
}

void rename(sql::Transaction& transaction, TableId id, std::string_view name) {
    static constexpr sql::Query query{"pricing.rename_table",
                                      "UPDATE pricing_table SET name = $2 WHERE id = $1"};
    transaction.execute(query, id, name);
}

void add_version(sql::Transaction& transaction, const VersionRow& row) {
    transaction.insert("pricing_version", row);
}

std::optional<VersionRow> find_version(sql::Reader& reader, VersionId id) {
    static const std::string text = select_versions("WHERE id = $1");
    return reader.find<VersionRow>({"pricing.find_version", text}, id);
}

std::optional<VersionRow> lock_version(sql::Transaction& transaction, VersionId id) {
    static const std::string text = select_versions("WHERE id = $1 FOR UPDATE");
    return transaction.find<VersionRow>({"pricing.lock_version", text}, id);
}

std::vector<VersionRow> list_versions(sql::Reader& reader, TableId table_id) {
    static const std::string text =
        select_versions("WHERE table_id = $1 ORDER BY number DESC LIMIT 200");
    return reader.list<VersionRow>({"pricing.list_versions", text}, table_id);
}

std::optional<VersionRow> find_in_force(sql::Reader& reader, TableId table_id, BusinessDate day) {
    static const std::string text = select_versions(
        "WHERE table_id = $1 AND state = 'approved' AND valid_from <= $2 "
        "ORDER BY valid_from DESC, number DESC LIMIT 1");
    return reader.find<VersionRow>({"pricing.find_in_force", text}, table_id, day);
}

void store_version(sql::Transaction& transaction, const VersionRow& row) {
    static constexpr sql::Query query{
        "pricing.store_version",
        "UPDATE pricing_version SET revision = $2, state = $3, note = $4, content = $5, "
        "digest = $6, valid_from = $7, maker_id = $8, changed_at_us = $9, checker_id = $10, "
        "decided_at_us = $11 WHERE id = $1 AND state <> 'approved'"};
    transaction.execute(query, row.id, row.revision, row.state, row.note, row.content, row.digest,
                        row.valid_from, row.maker_id, row.changed_at_us, row.checker_id,
                        row.decided_at_us);
}

std::vector<VersionRow> list_approved(sql::Reader& reader) {
    static const std::string text =
        select_versions("WHERE state = 'approved' ORDER BY id LIMIT 10000");
    return reader.list<VersionRow>({"pricing.list_approved", text});
}

}  // namespace dlfp::pricing::table_repository
