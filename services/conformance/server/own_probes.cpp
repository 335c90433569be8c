// Availability from the minutes in which it ran; response times and counters from its metrics.
#include "services/conformance/server/own_probes.h"

#include "platform/runtime/metrics/function_metrics.h"
#include "services/conformance/server/measure.h"

namespace dlfp::conformance {
namespace {

/// Of this node since its start; nothing where no server runs.
std::optional<api::Reading> response_average(api::Platform& platform, sql::Reader&, UtcTime) {
    auto* book = platform.ports.find<metrics::FunctionBook>();
    if (book == nullptr) return std::nullopt;
    const auto totals = book->totals();
    if (totals.finished == 0) return std::nullopt;
    return api::Reading{.value = totals.latency_sum.count() / totals.finished};
}

std::optional<api::Reading> counted_functions(api::Platform& platform, sql::Reader&, UtcTime) {
    auto* book = platform.ports.find<metrics::FunctionBook>();
    if (book == nullptr) return std::nullopt;
    return api::Reading{.value = book->totals().functions};
}

}  // namespace

std::vector<api::Probe> own_probes() {
    return {{.name = "conformance.availability",
             .clauses = {"5.2-a"},
             .kind = api::ProbeKind::measurement,
             .title_zh = "近三十日运行分钟占比",
             .title_en = "Minutes in which the platform ran, thirty days",
             .unit_zh = "‱",
             .unit_en = "bp",
             .bound = api::Bound::at_least,
             .threshold = 9'995,
             .configured = "availability_basis_points",
             .read = &read_availability},
            {.name = "conformance.response_average",
             .clauses = {"7.2.3-1"},
             .kind = api::ProbeKind::measurement,
             .title_zh = "服务端平均响应时间（页面显示用时中的服务端部分）",
             .title_en = "Average time to a reply (the server’s part of showing a page)",
             .unit_zh = "微秒",
             .unit_en = "µs",
             .bound = api::Bound::at_most,
             .threshold = 500'000,
             .read = &response_average},
            {.name = "conformance.counted_functions",
             .clauses = {"7.2.4-b-1"},
             .kind = api::ProbeKind::measurement,
             .title_zh = "正在计数的业务功能",
             .title_en = "Functions whose calls and users are counted",
             .unit_zh = "个",
             .unit_en = "functions",
             .bound = api::Bound::at_least,
             .threshold = 1,
             .read = &counted_functions}};
}

}  // namespace dlfp::conformance
