// SQL of runtime_job.
#include "platform/runtime/jobs/job_repository.h"

namespace dlfp::runtime::job_repository {
namespace {

std::string select_rows(std::string_view rest) {
    return "SELECT " + sql::column_list<JobRow>() + " FROM runtime_job " + std::string(rest);
}

}  // namespace

void insert_if_absent(sql::Transaction& transaction, const JobRow& row) {
    transaction.insert_if_absent("runtime_job", row);
}

void reschedule(sql::Transaction& transaction, const JobRow& row) {
    static constexpr sql::Query query{"runtime.reschedule_job",
                                      "UPDATE runtime_job SET schedule_text = $2, next_due_us = $3 "
                                      "WHERE name = $1 AND schedule_text <> $2"};
    transaction.execute(query, row.name, row.schedule_text, row.next_due_us);
}

std::vector<JobRow> list(sql::Reader& reader) {
    static const std::string text = select_rows("ORDER BY name LIMIT 1000");
    return reader.list<JobRow>({"runtime.list_jobs", text});
}

std::optional<JobRow> find(sql::Reader& reader, std::string_view name) {
    static const std::string text = select_rows("WHERE name = $1");
    return reader.find<JobRow>({"runtime.find_job", text}, name);
}

std::vector<JobRow> list_runnable(sql::Reader& reader, UtcTime now) {
    static const std::string text = select_rows(
        "WHERE (next_due_us <= $1 OR is_triggered = 1) "
        "AND (lease_owner = '' OR lease_until_us <= $1) ORDER BY next_due_us, name LIMIT 1000");
    return reader.list<JobRow>({"runtime.list_runnable_jobs", text}, now);
}

bool take_lease(sql::Transaction& transaction, std::string_view name, const Lease& lease) {
    static constexpr sql::Query query{
        "runtime.take_job_lease",
        "UPDATE runtime_job SET lease_owner = $2, lease_until_us = $4, last_started_us = $3, "
        "is_triggered = 0 WHERE name = $1 AND (next_due_us <= $3 OR is_triggered = 1) "
        "AND (lease_owner = '' OR lease_until_us <= $3)"};
    return transaction.execute(query, name, lease.owner, lease.taken_at, lease.until) == 1;
}

bool renew_lease(sql::Transaction& transaction, std::string_view name, std::string_view owner,
                 UtcTime until) {
    static constexpr sql::Query query{
        "runtime.renew_job_lease",
        "UPDATE runtime_job SET lease_until_us = $3 WHERE name = $1 AND lease_owner = $2"};
    return transaction.execute(query, name, owner, until) == 1;
}

bool finish(sql::Transaction& transaction, const JobRow& row, std::string_view owner) {
    static constexpr sql::Query query{
        "runtime.finish_job",
        "UPDATE runtime_job SET lease_owner = '', next_due_us = $3, last_finished_us = $4, "
        "last_outcome = $5, last_message = $6, failures_in_row = $7, runs = runs + 1, "
        "failures = failures + $8 WHERE name = $1 AND lease_owner = $2"};
    const std::int64_t failed = row.last_outcome == JobOutcome::failed ? 1 : 0;
    return transaction.execute(query, row.name, owner, row.next_due_us, row.last_finished_us,
                               row.last_outcome, row.last_message, row.failures_in_row,
                               failed) == 1;
}

bool trigger(sql::Transaction& transaction, std::string_view name) {
    static constexpr sql::Query query{"runtime.trigger_job",
                                      "UPDATE runtime_job SET is_triggered = 1 WHERE name = $1"};
    return transaction.execute(query, name) == 1;
}

}  // namespace dlfp::runtime::job_repository
