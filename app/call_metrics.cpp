// Calls to metrics.
#include "app/call_metrics.h"

#include "platform/api/router.h"
#include "platform/runtime/log/log.h"

namespace dlfp::app {

std::string function_name(const api::Declaration& declaration) {
    auto qualified = declaration.operation->qualified_name;
    if (qualified.starts_with("dlfp::")) qualified.remove_prefix(6);
    std::string name(qualified);
    for (auto at = name.find("::"); at != name.npos; at = name.find("::")) name.replace(at, 2, ".");
    return name;
}

CallMetrics::CallMetrics(metrics::Registry& registry, runtime::Clock& clock,
                         const std::vector<api::Module>& modules)
    : clock_{clock}, functions_{registry, [&clock] { return clock.now(); }} {
    for (const auto& module : modules)
        for (const auto& declaration : module.endpoints)
            by_operation_[declaration.operation] = &functions_.add(function_name(declaration));
}

void CallMetrics::started(const api::Declaration& declaration) {
    by_operation_.at(declaration.operation)->begin();
}

void CallMetrics::finished(const api::CallReport& report) {
    if (report.declaration == nullptr) return;
    auto& function = *by_operation_.at(report.declaration->operation);
    function.end(report.failure_code, report.took);
    const bool is_known = report.caller != nullptr;
    if (is_known && report.caller->kind != api::CallerKind::anonymous)
        function.saw(report.caller->session_id, clock_.now());
    // Reads that succeed are counted, not logged: at full load the log would outweigh the work.
    const bool is_quiet = report.failure_code.empty() && !report.declaration->operation->writes;
    if (is_quiet || !log::is_written(log::Level::note)) return;
    const log::RequestScope scope{report.request_id};
    log::access({.method = api::verb_text(report.declaration->verb),
                 .route = report.declaration->path,
                 .status = report.status,
                 .elapsed = report.took,
                 .reply_bytes = 0,
                 .caller_kind = is_known ? boost::describe::enum_to_string(report.caller->kind, "")
                                         : "unknown",
                 .failure_code = report.failure_code});
}

void CallMetrics::fault(std::string_view request_id, std::string_view where,
                        std::string_view what) {
    const log::RequestScope scope{request_id};
    log::error("api.fault", {{"function", where}, {"what", what}});
}

}  // namespace dlfp::app
