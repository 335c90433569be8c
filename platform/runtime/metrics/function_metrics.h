// What the bank's standard wants to know of every business function: calls, failures, concurrent
// users, latency (clause 7.2.4-b-1).
#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <string_view>

#include "platform/base/id.h"
#include "platform/runtime/metrics/distinct_window.h"
#include "platform/runtime/metrics/registry.h"

namespace dlfp::metrics {

/// The metrics of one function. `begin` and `end` bracket a call. Thread-safe.
class FunctionMetrics {
public:
    FunctionMetrics(Registry& registry, std::string_view name);

    void begin() noexcept {
        calls_.add();
        in_flight_.add(1);
    }
    /// `failure_code` is empty on success.
    void end(std::string_view failure_code, Duration elapsed);
    /// Counts a session as a user of this function in this minute.
    void saw(const IdBytes& session_id, UtcTime now) { users_.touch(session_id, now); }

    const std::string& name() const { return name_; }
    std::int64_t calls() const { return calls_.value(); }
    std::int64_t failures() const { return failures_.value(); }
    std::int64_t concurrent_users(UtcTime now) const { return users_.count(now); }
    Duration latency_quantile(double share) const;
    Histogram::Snapshot latency() const { return latency_.snapshot(); }

private:
    Registry& registry_;
    std::string name_;
    Counter& calls_;
    Gauge& in_flight_;
    Histogram& latency_;
    Counter failures_;
    DistinctWindow users_;
    std::shared_mutex by_code_mutex_;
    std::map<std::string, Counter*, std::less<>> by_code_;
};

/// All functions of the program. Add them at start.
class FunctionBook {
public:
    /// `now` is asked when a scrape reads the concurrent users.
    FunctionBook(Registry& registry, std::function<UtcTime()> now)
        : registry_{registry}, now_{std::move(now)} {}

    FunctionMetrics& add(std::string_view name);
    /// Finished calls of all functions since the start, and what they took together.
    struct Totals {
        std::int64_t finished = 0;
        Duration latency_sum{};
        std::int64_t functions = 0;
    };
    Totals totals();
    /// Writes one log line `function.usage` per function that was called since the last time:
    /// calls, failures, concurrent users. Run it every minute.
    void log_usage();

private:
    Registry& registry_;
    std::function<UtcTime()> now_;
    std::mutex mutex_;
    std::deque<FunctionMetrics> functions_;
    std::map<std::string, std::int64_t> logged_calls_;
};

}  // namespace dlfp::metrics
