// Metrics per business function, and their minute lines in the log.
#include "platform/runtime/metrics/function_metrics.h"

#include "platform/runtime/log/log.h"

namespace dlfp::metrics {
namespace {

Labels label_of(std::string_view name) { return {{"function", std::string(name)}}; }

}  // namespace

FunctionMetrics::FunctionMetrics(Registry& registry, std::string_view name)
    : registry_{registry},
      name_{name},
      calls_{registry.counter({"dlfp_function_calls_total", "Calls by function."}, label_of(name))},
      in_flight_{
          registry.gauge({"dlfp_function_in_flight", "Calls being answered now."}, label_of(name))},
      latency_{registry.histogram({"dlfp_function_seconds", "Time from receipt to reply."},
                                  label_of(name))} {}

void FunctionMetrics::end(std::string_view failure_code, Duration elapsed) {
    in_flight_.add(-1);
    latency_.observe(elapsed);
    if (failure_code.empty()) return;
    failures_.add();
    {
        const std::shared_lock lock(by_code_mutex_);
        if (const auto found = by_code_.find(failure_code); found != by_code_.end())
            return found->second->add();
    }
    const std::unique_lock lock(by_code_mutex_);
    auto& counter = registry_.counter(
        {"dlfp_function_failures_total", "Calls that ended in a declared failure or a fault."},
        {{"function", name_}, {"code", std::string(failure_code)}});
    by_code_.emplace(failure_code, &counter);
    counter.add();
}

Duration FunctionMetrics::latency_quantile(double share) const {
    return latency_.snapshot().quantile(share, latency_.bounds());
}

FunctionMetrics& FunctionBook::add(std::string_view name) {
    const std::lock_guard lock(mutex_);
    for (auto& known : functions_)
        if (known.name() == name) return known;
    auto& added = functions_.emplace_back(registry_, name);
    registry_.gauge_from(
        {"dlfp_function_concurrent_users", "Distinct sessions in the last five minutes."},
        label_of(name),
        [this, &added] { return static_cast<double>(added.concurrent_users(now_())); });
    return added;
}

FunctionBook::Totals FunctionBook::totals() {
    const std::lock_guard lock{mutex_};
    Totals totals;
    for (const auto& function : functions_) {
        const auto latency = function.latency();
        totals.finished += latency.total;
        totals.latency_sum += latency.sum;
        ++totals.functions;
    }
    return totals;
}

void FunctionBook::log_usage() {
    const std::lock_guard lock(mutex_);
    for (const auto& function : functions_) {
        auto& logged = logged_calls_[function.name()];
        const auto calls = function.calls();
        if (calls == logged) continue;
        log::note("function.usage", {{"function", function.name()},
                                     {"calls", calls - logged},
                                     {"calls_total", calls},
                                     {"failures_total", function.failures()},
                                     {"concurrent_users", function.concurrent_users(now_())},
                                     {"p99_us", function.latency_quantile(0.99)}});
        logged = calls;
    }
}

}  // namespace dlfp::metrics
