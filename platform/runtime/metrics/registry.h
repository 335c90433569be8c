// Counters, gauges and histograms behind our own small face, cheap enough for every request:
// each thread writes its own cache line, a scrape adds them up.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/base/time.h"

namespace dlfp::metrics {

inline constexpr std::size_t shard_count = 4;
/// The shard of the calling thread.
std::size_t current_shard() noexcept;

struct alignas(64) Shard {
    std::atomic<std::int64_t> value{0};
};

/// Only grows.
class Counter {
public:
    void add(std::int64_t count = 1) noexcept {
        shards_[current_shard()].value.fetch_add(count, std::memory_order_relaxed);
    }
    std::int64_t value() const noexcept;

private:
    std::array<Shard, shard_count> shards_;
};

/// Goes up and down.
class Gauge {
public:
    void set(std::int64_t value) noexcept { value_.store(value, std::memory_order_relaxed); }
    void add(std::int64_t by) noexcept { value_.fetch_add(by, std::memory_order_relaxed); }
    std::int64_t value() const noexcept { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::int64_t> value_{0};
};

/// How long something took; exposed in seconds.
class Histogram {
public:
    /// Upper bounds in rising order, at most 16; values above the last count only in the total.
    explicit Histogram(std::span<const Duration> bounds);
    void observe(Duration elapsed) noexcept;

    struct Snapshot {
        std::vector<std::int64_t> counts;  ///< per bound, not cumulative; the last is "above"
        Duration sum{};
        std::int64_t total = 0;
        /// The upper bound of the bucket in which this share of the observations lies.
        Duration quantile(double share, std::span<const Duration> bounds) const;
    };
    Snapshot snapshot() const;
    std::span<const Duration> bounds() const { return bounds_; }

private:
    struct alignas(64) Cells {
        std::array<std::atomic<std::int64_t>, 17> counts{};
        std::atomic<std::int64_t> sum_us{0};
    };
    std::vector<Duration> bounds_;
    std::array<Cells, shard_count> shards_;
};

/// Bounds for requests: 0.5 ms … 10 s.
inline constexpr std::array<Duration, 14> request_bounds{500us, 1ms,   2ms,   5ms, 10ms, 20ms, 50ms,
                                                         100ms, 200ms, 500ms, 1s,  2s,   5s,   10s};

using Labels = std::vector<std::pair<std::string, std::string>>;

/// The name and meaning of a family, e.g. {"dlfp_function_calls_total", "Calls by function."}.
struct Family {
    std::string_view name;
    std::string_view help;
};

/// All metrics of a program. Asking twice for the same family and labels gives the same object;
/// references stay valid as long as the registry. Ask at start, not per request. Thread-safe.
class Registry {
public:
    Registry();
    ~Registry();

    Counter& counter(const Family& family, const Labels& labels = {});
    Gauge& gauge(const Family& family, const Labels& labels = {});
    Histogram& histogram(const Family& family, const Labels& labels = {},
                         std::span<const Duration> bounds = request_bounds);
    /// A gauge or counter that is read when somebody looks.
    void gauge_from(const Family& family, const Labels& labels, std::function<double()> read);
    void counter_from(const Family& family, const Labels& labels, std::function<double()> read);

    /// Prometheus text exposition format 0.0.4.
    std::string expose() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// CPU seconds, resident memory, open and allowed file descriptors of this program
/// (clause 7.2.4-b-2.2).
void watch_own_resources(Registry& registry);

}  // namespace dlfp::metrics
