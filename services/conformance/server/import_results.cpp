// From a file of results to rows.
#include "services/conformance/server/import_results.h"

#include <set>
#include <stdexcept>
#include <tuple>

#include "core/audit/server/audit.h"
#include "core/identity/server/identity.h"
#include "platform/runtime/crypto/hash.h"
#include "services/conformance/server/catalogue.h"

namespace dlfp::conformance {
namespace {

constexpr Duration clocks_differ_at_most = 5min;

using TestKey = std::tuple<std::string_view, std::string_view, std::string_view>;

std::set<TestKey> known_tests() {
    std::set<TestKey> known;
    for (const auto& [clause, lines] : catalogue().evidence)
        for (const auto& line : lines) known.insert({line.runner, line.path, line.test});
    return known;
}

std::string text_of(const ResultFile& file) {
    std::string text;
    api::JsonWriter writer{text};
    api::write_field(writer, file);
    return text;
}

sql::Bytes digest_of(std::string_view text) {
    const auto digest = crypto::sm3(text);
    return {digest.begin(), digest.end()};
}

void store(sql::Transaction& transaction, const ImportRow& import,
           const std::vector<ResultRow>& rows) {
    result_repository::add_import(transaction, import);
    for (const auto& row : rows) result_repository::store(transaction, row);
}

Result<Done> apply_import(api::Call& call, const approval::ApprovedChange& change) {
    const auto file = parse_results(change.payload);
    if (!file) throw std::logic_error("prepared results are unreadable");
    const auto id = call.next_id<ImportTag>();
    TRY(const auto rows, plan_import(*file, id, call.now()));
    store(call.transaction(),
          {.id = id,
           .imported_at_us = call.now(),
           .source = ImportSource::staff,
           .revision = file->commit,
           .digest = digest_of(change.payload),
           .result_count = std::ssize(rows),
           .maker_id = change.maker_id,
           .checker_id = change.decider_id},
          rows);
    return done;
}

}  // namespace

Result<ResultFile> parse_results(std::string_view text) {
    const auto document = api::JsonDocument::parse(text);
    ResultFile file;
    api::FieldProblem problem;
    if (!document || !api::read_field(document->root(), file, problem)) return results_unreadable;
    return file;
}

Result<std::vector<ResultRow>> plan_import(const ResultFile& file, ImportId import_id,
                                           UtcTime now) {
    const auto known = known_tests();
    std::vector<ResultRow> rows;
    for (const auto& result : file.results) {
        if (result.finished_at_us > now + clocks_differ_at_most) return results_of_the_future;
        if (!known.contains({result.runner, result.path, result.test})) continue;
        rows.push_back({result.runner, result.path, result.test, result.outcome,
                        result.finished_at_us, import_id});
    }
    if (rows.empty()) return results_unknown;
    return rows;
}

Result<ImportResultsReply> import_results(const ResultFile& file, api::Call& call) {
    TRY(const auto rows, plan_import(file, ImportId{}, call.now()));
    auto payload = text_of(file);
    const auto count = std::to_string(rows.size());
    const auto digest = crypto::to_hex(digest_of(payload));
    return ImportResultsReply{approval::ask(call, {.kind = std::string(import_kind),
                                                   .subject_kind = "conformance_import",
                                                   .subject_id = digest,
                                                   .summary = "导入测试结果 " + count + " 条",
                                                   .payload = std::move(payload),
                                                   .changes = {{"results", "", count},
                                                               {"revision", "", file.commit},
                                                               {"sm3", "", digest}}}),
                              std::ssize(rows), std::ssize(file.results) - std::ssize(rows)};
}

Result<std::int64_t> import_by_operations(api::Platform& platform, std::string_view text) {
    TRY(const auto file, parse_results(text));
    const auto now = platform.clock.now();
    const auto id = platform.random.next_id<ImportTag>(now);
    TRY(const auto rows, plan_import(file, id, now));
    platform.database.write([&](sql::Transaction& transaction) {
        store(transaction,
              {.id = id,
               .imported_at_us = now,
               .source = ImportSource::operations,
               .revision = file.commit,
               .digest = digest_of(text),
               .result_count = std::ssize(rows)},
              rows);
        audit::record(transaction, {.at = now,
                                    .actor_kind = "operations",
                                    .action = std::string(import_kind),
                                    .subject_kind = "conformance_import",
                                    .subject_id = id.to_text(),
                                    .changes = {{"sm3", "", crypto::to_hex(digest_of(text))}}});
        return true;
    });
    return std::ssize(rows);
}

approval::Kind import_results_kind() {
    return {.code = import_kind,
            .title_zh = "导入测试结果",
            .needed = &agree_to_register,
            .apply = &apply_import};
}

}  // namespace dlfp::conformance
