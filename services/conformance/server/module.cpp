// Table of contents of services/conformance: nothing here decides.
#include "services/conformance/server/module.h"

#include "services/conformance/server/attest.h"
#include "services/conformance/server/browse_register.h"
#include "services/conformance/server/change_value.h"
#include "services/conformance/server/import_results.h"
#include "services/conformance/server/measure.h"
#include "services/conformance/server/own_probes.h"
#include "services/conformance/server/print_register.h"
#include "services/conformance/server/report.h"

namespace dlfp::conformance {
namespace {

void set_up(api::Platform& platform) {
    auto& kinds = platform.ports.get<approval::Kinds>();
    kinds.add(import_results_kind());
    kinds.add(attest_clause_kind());
    kinds.add(change_value_kind());
}

}  // namespace

api::Module make_module() {
    api::Module module{.name = "conformance", .title_zh = "符合性台账"};
    module.permissions = {&view_register, &maintain_register, &agree_to_register};
    module.add(show_overview_endpoint)
        .add(list_clauses_endpoint)
        .add(show_clause_endpoint)
        .add(import_results_endpoint)
        .add(measure_now_endpoint)
        .add(attest_endpoint)
        .add(withdraw_attestation_endpoint)
        .add(download_attachment_endpoint)
        .add(list_values_endpoint)
        .add(change_value_endpoint)
        .add(export_html_endpoint)
        .add(export_workbook_endpoint);
    module.evidence = own_probes();
    module.jobs = {{"conformance.beat", 1min, &beat}, {"conformance.measure", 6h, &measure}};
    module.commands = {conformance_command()};
    module.set_up = &set_up;
    return module;
}

}  // namespace dlfp::conformance
