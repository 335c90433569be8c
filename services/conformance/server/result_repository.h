// Imports of test results and the last result of each test, as rows.
#pragma once

#include "core/identity/server/ids.h"
#include "platform/runtime/sql/sql.h"
#include "services/conformance/server/judge_clause.h"

namespace dlfp::conformance {

enum class ImportSource { operations, staff };
BOOST_DESCRIBE_ENUM(ImportSource, operations, staff)

struct ImportRow {
    ImportId id;
    UtcTime imported_at_us;
    ImportSource source{};
    std::string revision;  ///< of the tree whose tests ran
    sql::Bytes digest;     ///< SM3 of the file
    std::int64_t result_count = 0;
    std::optional<identity::StaffId> maker_id;
    std::optional<identity::StaffId> checker_id;
};
BOOST_DESCRIBE_STRUCT(ImportRow, (),
                      (id, imported_at_us, source, revision, digest, result_count, maker_id,
                       checker_id))

struct ResultRow {
    std::string runner;
    std::string path;
    std::string test;
    TestOutcome outcome{};
    UtcTime finished_at_us;
    ImportId import_id;
};
BOOST_DESCRIBE_STRUCT(ResultRow, (), (runner, path, test, outcome, finished_at_us, import_id))

namespace result_repository {

void add_import(sql::Transaction& transaction, const ImportRow& row);
std::optional<ImportRow> find_last_import(sql::Reader& reader);
/// Takes the place of an older result of the same test.
void store(sql::Transaction& transaction, const ResultRow& row);
std::vector<ResultRow> list(sql::Reader& reader);

}  // namespace result_repository
}  // namespace dlfp::conformance
