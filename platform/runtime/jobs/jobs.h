// Jobs that survive a restart and run once in a cluster: closing days, resolving unknown outcomes,
// delivering events, expiring what is old.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "platform/runtime/clock/clock.h"
#include "platform/runtime/jobs/job_repository.h"
#include "platform/runtime/jobs/schedule.h"
#include "platform/runtime/sql/sql.h"

namespace dlfp::runtime {

/// What a run sees. A job opens its own units on the database; none is open around it.
struct JobContext {
    sql::Database& database;
    UtcTime now;  ///< of the start of this run
    /// Extends the lease; false when another node has taken the job over: stop at once.
    std::function<bool()> still_ours;
};

struct JobDeclaration {
    std::string name;  ///< "canteen.close_day"
    Schedule schedule;
    /// Repeatable: a run cut off by a crash is run again. Throws to report failure.
    std::function<void(JobContext&)> run;
    /// How long a silent node keeps the job. The production loop renews it while the job runs.
    Duration lease = 60s;
};

/// Runs declared jobs when they are due, each on one node at a time. Thread-safe.
class JobRunner {
public:
    JobRunner(sql::Database& database, Clock& clock, Random& random);
    ~JobRunner();

    /// Declare all jobs before `prepare`; two of one name throw std::logic_error.
    void add(JobDeclaration declaration);
    /// Makes rows for jobs the database does not know and takes over changed schedules.
    void prepare();

    /// Runs what is due at `now`, one after the other, on the calling thread; returns the number
    /// of runs. For tests and simulation on virtual time, and for tools.
    int run_due(UtcTime now);

    /// Asks for a run as soon as possible, whoever does it; false for an unknown job.
    bool trigger(std::string_view name);
    std::vector<JobRow> list();

    /// Looks for due jobs every `tick` on a thread of its own; each run has its own thread.
    void start(Duration tick = 1s);
    /// Waits for running jobs to end, then returns. Jobs that watch `still_ours` end sooner.
    void stop();

private:
    struct Running {
        std::thread thread;
        bool is_finished = false;
    };
    std::optional<JobRow> take(const JobDeclaration& job, UtcTime now);
    void run_taken(const JobDeclaration& job, JobRow row, UtcTime now);
    bool renew(const JobDeclaration& job);
    std::vector<const JobDeclaration*> runnable(UtcTime now);
    void loop(Duration tick);
    void start_runs(UtcTime now);
    void collect_finished();

    sql::Database& database_;
    Clock& clock_;
    std::string owner_;
    std::map<std::string, JobDeclaration, std::less<>> jobs_;

    std::mutex mutex_;
    std::condition_variable wake_;
    bool is_stopping_ = false;
    std::map<std::string, Running, std::less<>> running_;
    std::thread loop_thread_;
};

}  // namespace dlfp::runtime
