// Leases, runs and the production loop.
#include "platform/runtime/jobs/jobs.h"

#include <algorithm>
#include <exception>
#include <stdexcept>

#include "platform/runtime/log/log.h"

namespace dlfp::runtime {
namespace {

struct NodeTag {
    static constexpr std::string_view prefix = "node";
};

std::string random_owner(Random& random) { return random.next_id<NodeTag>(UtcTime{}).to_text(); }

}  // namespace

JobRunner::JobRunner(sql::Database& database, Clock& clock, Random& random)
    : database_{database}, clock_{clock}, owner_{random_owner(random)} {}

JobRunner::~JobRunner() { stop(); }

void JobRunner::add(JobDeclaration declaration) {
    const auto name = declaration.name;
    if (!jobs_.emplace(name, std::move(declaration)).second)
        throw std::logic_error("two jobs named " + name);
}

void JobRunner::prepare() {
    const auto now = clock_.now();
    database_.write([&](sql::Transaction& transaction) {
        for (const auto& [name, job] : jobs_) {
            const JobRow row{.name = name,
                             .schedule_text = job.schedule.to_text(),
                             .next_due_us = job.schedule.first_due(now)};
            job_repository::insert_if_absent(transaction, row);
            job_repository::reschedule(transaction, row);
        }
        return true;
    });
}

std::vector<JobRow> JobRunner::list() {
    std::vector<JobRow> rows;
    database_.read([&](sql::Reader& reader) { rows = job_repository::list(reader); });
    return rows;
}

bool JobRunner::trigger(std::string_view name) {
    return database_.write(
        [&](sql::Transaction& transaction) { return job_repository::trigger(transaction, name); });
}

std::vector<const JobDeclaration*> JobRunner::runnable(UtcTime now) {
    std::vector<JobRow> rows;
    database_.read([&](sql::Reader& reader) { rows = job_repository::list_runnable(reader, now); });
    std::vector<const JobDeclaration*> found;
    for (const auto& row : rows) {
        const auto job = jobs_.find(row.name);
        // A job of a newer or older version of the program is left alone.
        if (job != jobs_.end()) found.push_back(&job->second);
    }
    return found;
}

std::optional<JobRow> JobRunner::take(const JobDeclaration& job, UtcTime now) {
    return database_.write([&](sql::Transaction& transaction) -> std::optional<JobRow> {
        if (!job_repository::take_lease(transaction, job.name, {owner_, now, now + job.lease}))
            return std::nullopt;
        return job_repository::find(transaction, job.name);
    });
}

bool JobRunner::renew(const JobDeclaration& job) {
    const auto until = clock_.now() + job.lease;
    return database_.write([&](sql::Transaction& transaction) {
        return job_repository::renew_lease(transaction, job.name, owner_, until);
    });
}

void JobRunner::run_taken(const JobDeclaration& job, JobRow row, UtcTime now) {
    JobContext context{database_, now, [&] {
                           const std::lock_guard lock(mutex_);
                           return !is_stopping_;
                       }};
    const auto not_stopping = context.still_ours;
    context.still_ours = [&] { return not_stopping() && renew(job); };
    row.last_outcome = JobOutcome::succeeded;
    row.last_message.clear();
    try {
        job.run(context);
    } catch (const std::exception& problem) {
        row.last_outcome = JobOutcome::failed;
        row.last_message = std::string(problem.what()).substr(0, 500);
    }
    row.last_finished_us = std::max(clock_.now(), now);
    if (row.last_outcome == JobOutcome::failed) {
        ++row.failures_in_row;
        row.next_due_us = row.last_finished_us + retry_delay(row.failures_in_row);
        log::warning("job.failed", {{"job", job.name},
                                    {"failures_in_row", row.failures_in_row},
                                    {"message", row.last_message}});
    } else {
        row.failures_in_row = 0;
        row.next_due_us = job.schedule.next_due(row.next_due_us, row.last_finished_us);
    }
    const bool was_ours = database_.write([&](sql::Transaction& transaction) {
        return job_repository::finish(transaction, row, owner_);
    });
    if (!was_ours) log::warning("job.lease_lost", {{"job", job.name}});
}

int JobRunner::run_due(UtcTime now) {
    int runs = 0;
    for (const auto* job : runnable(now)) {
        auto row = take(*job, now);
        if (!row) continue;
        run_taken(*job, std::move(*row), now);
        ++runs;
    }
    return runs;
}

void JobRunner::start(Duration tick) {
    if (loop_thread_.joinable()) throw std::logic_error("the job loop runs already");
    is_stopping_ = false;
    loop_thread_ = std::thread([this, tick] { loop(tick); });
}

void JobRunner::stop() {
    {
        const std::lock_guard lock(mutex_);
        is_stopping_ = true;
    }
    wake_.notify_all();
    if (loop_thread_.joinable()) loop_thread_.join();
    for (auto& [name, run] : running_) run.thread.join();
    running_.clear();
}

void JobRunner::loop(Duration tick) {
    std::unique_lock lock(mutex_);
    while (!is_stopping_) {
        lock.unlock();
        try {
            collect_finished();
            start_runs(clock_.now());
        } catch (const std::exception& problem) {
            // The database is away; jobs wait until it is back.
            log::warning("job.loop_failed", {{"message", problem.what()}});
        }
        lock.lock();
        wake_.wait_for(lock, tick, [&] { return is_stopping_; });
    }
}

void JobRunner::collect_finished() {
    std::vector<std::thread> ended;
    std::vector<const JobDeclaration*> active;
    {
        const std::lock_guard lock(mutex_);
        for (auto run = running_.begin(); run != running_.end();) {
            if (run->second.is_finished) {
                ended.push_back(std::move(run->second.thread));
                run = running_.erase(run);
            } else {
                active.push_back(&jobs_.find(run->first)->second);
                ++run;
            }
        }
    }
    for (auto& thread : ended) thread.join();
    for (const auto* job : active) renew(*job);
}

void JobRunner::start_runs(UtcTime now) {
    for (const auto* job : runnable(now)) {
        {
            const std::lock_guard lock(mutex_);
            if (is_stopping_ || running_.contains(job->name)) continue;
        }
        auto row = take(*job, now);
        if (!row) continue;
        const std::lock_guard lock(mutex_);
        running_[job->name].thread = std::thread([this, job, now, taken = std::move(*row)] {
            try {
                run_taken(*job, taken, now);
            } catch (const std::exception& problem) {
                // The outcome could not be stored: the lease runs out and the job is run again.
                log::error("job.outcome_lost", {{"job", job->name}, {"message", problem.what()}});
            }
            const std::lock_guard finished(mutex_);
            running_[job->name].is_finished = true;
        });
    }
}

}  // namespace dlfp::runtime
