// The results of a run of the tests come in: by an operator at the command line, or by staff, who
// need a second person for it, because a result is evidence.
#pragma once

#include "core/approval/server/approval.h"
#include "platform/api/endpoint.h"
#include "services/conformance/server/permissions.h"
#include "services/conformance/server/result_repository.h"

namespace dlfp::conformance {

inline constexpr std::string_view import_kind = "conformance.import_results";

/// The file is no list of results.
inline constexpr Failure results_unreadable{"conformance.results_unreadable",
                                            FailureClass::malformed};
/// No result is of a test that speaks for a clause.
inline constexpr Failure results_unknown{"conformance.results_unknown", FailureClass::refused};
/// A result that is later than now would stay fresh for ever.
inline constexpr Failure results_of_the_future{"conformance.results_of_the_future",
                                               FailureClass::refused};

struct TestResult {
    api::Text<16> runner;
    api::Text<200> path;
    api::Text<300, 0> test;  ///< empty: all of the file
    TestOutcome outcome{};
    UtcTime finished_at_us;
};
BOOST_DESCRIBE_STRUCT(TestResult, (), (runner, path, test, outcome, finished_at_us))

/// What `./dev test` leaves in build/test/evidence.json.
struct ResultFile {
    api::Text<64, 0> commit;
    api::List<TestResult, 5'000> results;
};
BOOST_DESCRIBE_STRUCT(ResultFile, (), (commit, results))

struct ImportResultsReply {
    approval::ApprovalId approval_id;
    std::int64_t known_count = 0;
    std::int64_t ignored_count = 0;  ///< of tests that speak for no clause
};
BOOST_DESCRIBE_STRUCT(ImportResultsReply, (), (approval_id, known_count, ignored_count))

/// results_unreadable.
Result<ResultFile> parse_results(std::string_view text);
/// The rows to store, without those of unknown tests. results_of_the_future, results_unknown.
Result<std::vector<ResultRow>> plan_import(const ResultFile& file, ImportId import_id, UtcTime now);

/// Asks for a second person.
Result<ImportResultsReply> import_results(const ResultFile& file, api::Call& call);
/// Stores at once and leaves an audit record: who may start the command may replace the program.
Result<std::int64_t> import_by_operations(api::Platform& platform, std::string_view text);

approval::Kind import_results_kind();

inline constexpr auto import_results_endpoint =
    api::post<&import_results>("/staff/conformance/results")
        .doc("Hands in the results of a run of the tests; they count when a second person agrees.")
        .for_staff(maintain_register)
        .idempotent()
        .limits({.body_bytes_max = 1024 * 1024, .calls_per_minute_max = 6, .deadline = 10s})
        .may_fail(results_unknown, results_of_the_future);

}  // namespace dlfp::conformance
