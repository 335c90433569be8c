// Rate tables and their versions as rows.
#pragma once

#include "core/identity/server/ids.h"
#include "core/pricing/server/ids.h"
#include "platform/runtime/sql/sql.h"

namespace dlfp::pricing {

/// draft → waiting → approved, or back to draft when it is rejected, withdrawn or expires.
enum class VersionState { draft, waiting, approved };
BOOST_DESCRIBE_ENUM(VersionState, draft, waiting, approved)

struct TableRow {
    TableId id;
    identity::OrganisationId organisation_id;
    std::string code;
    std::string name;
    UtcTime created_at_us;
    identity::StaffId created_by_id;
};
BOOST_DESCRIBE_STRUCT(TableRow, (), (id, organisation_id, code, name, created_at_us, created_by_id))

struct VersionRow {
    VersionId id;
    TableId table_id;
    identity::OrganisationId organisation_id;
    std::int64_t number = 1;
    std::int64_t revision = 1;
    VersionState state = VersionState::draft;
    std::string note;
    std::string content;  ///< the rate table as JSON
    sql::Bytes digest;    ///< SM3 of the content
    std::optional<BusinessDate> valid_from;
    identity::StaffId maker_id;
    UtcTime changed_at_us;
    std::optional<identity::StaffId> checker_id;
    std::optional<UtcTime> decided_at_us;
};
BOOST_DESCRIBE_STRUCT(VersionRow, (),
                      (id, table_id, organisation_id, number, revision, state, note, content,
                       digest, valid_from, maker_id, changed_at_us, checker_id, decided_at_us))

namespace table_repository {

/// False when the organisation has a table of this code.
enum class Added { yes, code_taken };
Added add(sql::Transaction& transaction, const TableRow& row);
std::optional<TableRow> find(sql::Reader& reader, TableId id);
/// Row-locked until the unit ends.
std::optional<TableRow> lock(sql::Transaction& transaction, TableId id);
/// By code, at most 200.
std::vector<TableRow> list(sql::Reader& reader, identity::OrganisationId organisation_id);
void rename(sql::Transaction& transaction, TableId id, std::string_view name);

void add_version(sql::Transaction& transaction, const VersionRow& row);
std::optional<VersionRow> find_version(sql::Reader& reader, VersionId id);
std::optional<VersionRow> lock_version(sql::Transaction& transaction, VersionId id);
/// The newest first, at most 200.
std::vector<VersionRow> list_versions(sql::Reader& reader, TableId table_id);
/// Approved for this day: of the latest valid_from, the highest number.
std::optional<VersionRow> find_in_force(sql::Reader& reader, TableId table_id, BusinessDate day);
/// Stores everything but id, table, organisation and number.
void store_version(sql::Transaction& transaction, const VersionRow& row);
/// Approved versions, for checks of the whole; at most 10,000.
std::vector<VersionRow> list_approved(sql::Reader& reader);

}  // namespace table_repository
}  // namespace dlfp::pricing
