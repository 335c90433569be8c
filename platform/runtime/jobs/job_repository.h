// All SQL about jobs. A job's row is its memory over restarts and its lock in the cluster.
#pragma once

#include <string>
#include <vector>

#include "platform/runtime/sql/sql.h"

namespace dlfp::runtime {

enum class JobOutcome { never_ran, succeeded, failed };
BOOST_DESCRIBE_ENUM(JobOutcome, never_ran, succeeded, failed)

/// One row of runtime_job, as operators see it.
struct JobRow {
    std::string name;
    std::string schedule_text;
    UtcTime next_due_us;
    bool is_triggered = false;  ///< somebody asked for a run now
    std::string lease_owner;    ///< empty: nobody runs it
    UtcTime lease_until_us;
    UtcTime last_started_us;
    UtcTime last_finished_us;
    JobOutcome last_outcome = JobOutcome::never_ran;
    std::string last_message;   ///< of the last failure
    std::int64_t runs = 0;      ///< that ended, well or not
    std::int64_t failures = 0;  ///< of them
    std::int64_t failures_in_row = 0;
};
BOOST_DESCRIBE_STRUCT(JobRow, (),
                      (name, schedule_text, next_due_us, is_triggered, lease_owner, lease_until_us,
                       last_started_us, last_finished_us, last_outcome, last_message, runs,
                       failures, failures_in_row))

namespace job_repository {

void insert_if_absent(sql::Transaction& transaction, const JobRow& row);
void reschedule(sql::Transaction& transaction, const JobRow& row);
std::vector<JobRow> list(sql::Reader& reader);
std::optional<JobRow> find(sql::Reader& reader, std::string_view name);
/// Those that are due or triggered and not leased by a living node, the longest due first.
std::vector<JobRow> list_runnable(sql::Reader& reader, UtcTime now);

struct Lease {
    std::string_view owner;
    UtcTime taken_at;
    UtcTime until;
};
/// Compare and set: true for exactly one of all nodes that try.
bool take_lease(sql::Transaction& transaction, std::string_view name, const Lease& lease);
/// False when the lease was lost to another node.
bool renew_lease(sql::Transaction& transaction, std::string_view name, std::string_view owner,
                 UtcTime until);
/// Stores outcome and next due time and gives the lease back; false when it was lost.
bool finish(sql::Transaction& transaction, const JobRow& row, std::string_view owner);
/// False when there is no such job.
bool trigger(sql::Transaction& transaction, std::string_view name);

}  // namespace job_repository
}  // namespace dlfp::runtime
