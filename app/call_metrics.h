// Every finished call as metrics of its business function and a line of the access log
// (clause 7.2.4-b-1).
#pragma once

#include <map>
#include <memory>

#include "platform/api/dispatcher.h"
#include "platform/runtime/metrics/function_metrics.h"

namespace dlfp::app {

class CallMetrics final : public api::CallObserver {
public:
    CallMetrics(metrics::Registry& registry, runtime::Clock& clock,
                const std::vector<api::Module>& modules);

    void started(const api::Declaration& declaration) override;
    void finished(const api::CallReport& report) override;
    void fault(std::string_view request_id, std::string_view where, std::string_view what) override;

    metrics::FunctionBook& functions() { return functions_; }

private:
    runtime::Clock& clock_;
    metrics::FunctionBook functions_;
    /// Filled in the constructor, read only afterwards.
    std::map<const api::Operation*, metrics::FunctionMetrics*> by_operation_;
};

/// "dlfp::canteen::place_order" → "canteen.place_order".
std::string function_name(const api::Declaration& declaration);

}  // namespace dlfp::app
