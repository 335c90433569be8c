// Families and their exposition through prometheus-cpp's serialiser.
#include "platform/runtime/metrics/registry.h"

#include <prometheus/collectable.h>
#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <sstream>
#include <stdexcept>
#include <variant>

namespace dlfp::metrics {
namespace {

double seconds_of(Duration duration) { return static_cast<double>(duration.count()) / 1e6; }

using Read = std::function<double()>;
using Metric = std::variant<std::unique_ptr<Counter>, std::unique_ptr<Gauge>,
                            std::unique_ptr<Histogram>, Read>;

struct FamilyState {
    std::string help;
    prometheus::MetricType type;
    std::map<Labels, Metric> metrics;
};

void fill_histogram(prometheus::ClientMetric& to, const Histogram& histogram) {
    const auto snapshot = histogram.snapshot();
    std::int64_t cumulative = 0;
    for (std::size_t at = 0; at < histogram.bounds().size(); ++at) {
        cumulative += snapshot.counts[at];
        to.histogram.bucket.push_back(
            {static_cast<std::uint64_t>(cumulative), seconds_of(histogram.bounds()[at])});
    }
    to.histogram.sample_count = static_cast<std::uint64_t>(snapshot.total);
    to.histogram.sample_sum = seconds_of(snapshot.sum);
}

void fill(prometheus::ClientMetric& to, const Metric& metric, prometheus::MetricType type) {
    if (const auto* counter = std::get_if<std::unique_ptr<Counter>>(&metric)) {
        to.counter.value = static_cast<double>((*counter)->value());
    } else if (const auto* gauge = std::get_if<std::unique_ptr<Gauge>>(&metric)) {
        to.gauge.value = static_cast<double>((*gauge)->value());
    } else if (const auto* histogram = std::get_if<std::unique_ptr<Histogram>>(&metric)) {
        fill_histogram(to, **histogram);
    } else {
        const double value = std::get<Read>(metric)();
        (type == prometheus::MetricType::Counter ? to.counter.value : to.gauge.value) = value;
    }
}

}  // namespace

std::size_t current_shard() noexcept {
    static std::atomic<std::size_t> next{0};
    thread_local const std::size_t shard = next.fetch_add(1) % shard_count;
    return shard;
}

std::int64_t Counter::value() const noexcept {
    std::int64_t sum = 0;
    for (const auto& shard : shards_) sum += shard.value.load(std::memory_order_relaxed);
    return sum;
}

Histogram::Histogram(std::span<const Duration> bounds) : bounds_{bounds.begin(), bounds.end()} {
    if (bounds_.empty() || bounds_.size() > 16 || !std::ranges::is_sorted(bounds_))
        throw std::invalid_argument("a histogram needs 1 to 16 rising bounds");
}

void Histogram::observe(Duration elapsed) noexcept {
    auto& cells = shards_[current_shard()];
    const auto bound = std::ranges::lower_bound(bounds_, elapsed);
    cells.counts[static_cast<std::size_t>(bound - bounds_.begin())].fetch_add(
        1, std::memory_order_relaxed);
    cells.sum_us.fetch_add(elapsed.count(), std::memory_order_relaxed);
}

Histogram::Snapshot Histogram::snapshot() const {
    Snapshot snapshot;
    snapshot.counts.resize(bounds_.size() + 1);
    for (const auto& cells : shards_) {
        for (std::size_t at = 0; at < snapshot.counts.size(); ++at)
            snapshot.counts[at] += cells.counts[at].load(std::memory_order_relaxed);
        snapshot.sum += Duration{cells.sum_us.load(std::memory_order_relaxed)};
    }
    for (const auto count : snapshot.counts) snapshot.total += count;
    return snapshot;
}

Duration Histogram::Snapshot::quantile(double share, std::span<const Duration> bounds) const {
    const auto wanted = share * static_cast<double>(total);
    std::int64_t seen = 0;
    for (std::size_t at = 0; at < bounds.size(); ++at) {
        seen += counts[at];
        if (total > 0 && static_cast<double>(seen) >= wanted) return bounds[at];
    }
    return total == 0 ? Duration{} : bounds.back();
}

struct Registry::State {
    mutable std::mutex mutex;
    std::map<std::string, FamilyState, std::less<>> families;

    /// The metric of this family and these labels, made by `make` on first use.
    template <class Make>
    Metric& find_or_make(const Family& family, const Labels& labels, prometheus::MetricType type,
                         Make&& make) {
        const std::lock_guard lock(mutex);
        auto [entry, inserted] = families.try_emplace(std::string(family.name));
        if (inserted) entry->second = {std::string(family.help), type, {}};
        if (entry->second.type != type)
            throw std::logic_error("metric of two types: " + std::string(family.name));
        auto found = entry->second.metrics.find(labels);
        if (found == entry->second.metrics.end())
            found = entry->second.metrics.emplace(labels, make()).first;
        return found->second;
    }
};

Registry::Registry() : state_{std::make_unique<State>()} {}
Registry::~Registry() = default;

Counter& Registry::counter(const Family& family, const Labels& labels) {
    return *std::get<std::unique_ptr<Counter>>(
        state_->find_or_make(family, labels, prometheus::MetricType::Counter,
                             [] { return std::make_unique<Counter>(); }));
}

Gauge& Registry::gauge(const Family& family, const Labels& labels) {
    return *std::get<std::unique_ptr<Gauge>>(state_->find_or_make(
        family, labels, prometheus::MetricType::Gauge, [] { return std::make_unique<Gauge>(); }));
}

Histogram& Registry::histogram(const Family& family, const Labels& labels,
                               std::span<const Duration> bounds) {
    return *std::get<std::unique_ptr<Histogram>>(
        state_->find_or_make(family, labels, prometheus::MetricType::Histogram,
                             [&] { return std::make_unique<Histogram>(bounds); }));
}

void Registry::gauge_from(const Family& family, const Labels& labels, Read read) {
    state_->find_or_make(family, labels, prometheus::MetricType::Gauge, [&] { return read; });
}

void Registry::counter_from(const Family& family, const Labels& labels, Read read) {
    state_->find_or_make(family, labels, prometheus::MetricType::Counter, [&] { return read; });
}

std::string Registry::expose() const {
    std::vector<prometheus::MetricFamily> families;
    {
        const std::lock_guard lock(state_->mutex);
        for (const auto& [name, family] : state_->families) {
            auto& exposed = families.emplace_back();
            exposed.name = name;
            exposed.help = family.help;
            exposed.type = family.type;
            for (const auto& [labels, metric] : family.metrics) {
                auto& sample = exposed.metric.emplace_back();
                for (const auto& [label, value] : labels) sample.label.push_back({label, value});
                fill(sample, metric, family.type);
            }
        }
    }
    std::ostringstream text;
    prometheus::TextSerializer{}.Serialize(text, families);
    return text.str();
}

}  // namespace dlfp::metrics
