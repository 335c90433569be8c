// All SQL about results of tests.
#include "services/conformance/server/result_repository.h"

namespace dlfp::conformance::result_repository {

void add_import(sql::Transaction& transaction, const ImportRow& row) {
    transaction.insert("conformance_import", row);
}

std::optional<ImportRow> find_last_import(sql::Reader& reader) {
    static const std::string text = "SELECT " + sql::column_list<ImportRow>() +
                                    " FROM conformance_import ORDER BY id DESC LIMIT 1";
    return reader.find<ImportRow>({"conformance.last_import", text});
}

void store(sql::Transaction& transaction, const ResultRow& row) {
    static constexpr sql::Query upsert{
        "conformance.store_result",
        "INSERT INTO conformance_test_result "
        "(runner, path, test, outcome, finished_at_us, import_id) VALUES ($1, $2, $3, $4, $5, $6) "
        "ON CONFLICT (runner, path, test) DO UPDATE SET outcome = excluded.outcome, "
        "finished_at_us = excluded.finished_at_us, import_id = excluded.import_id "
        "WHERE conformance_test_result.finished_at_us <= excluded.finished_at_us"};
    transaction.execute(upsert, row.runner, row.path, row.test, row.outcome, row.finished_at_us,
                        row.import_id);
}

std::vector<ResultRow> list(sql::Reader& reader) {
    static const std::string text = "SELECT " + sql::column_list<ResultRow>() +
                                    " FROM conformance_test_result ORDER BY runner, path, test "
                                    "LIMIT 10000";
    return reader.list<ResultRow>({"conformance.list_results", text});
}

}  // namespace dlfp::conformance::result_repository
