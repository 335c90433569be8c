// The chain as evidence: how long it is, and whether it is whole.
#include "core/audit/server/evidence_repository.h"

#include "core/audit/server/audit.h"

namespace dlfp::audit {
namespace {

constexpr sql::Query count_all{"audit.count_records",
                               "SELECT COUNT(*), MAX(at_us) FROM audit_record"};

std::optional<api::Reading> count_breaks(api::Platform&, sql::Reader& reader, UtcTime) {
    const auto verdict = verify_chain(reader);
    if (verdict.checked == 0) return std::nullopt;
    return api::Reading{.value = verdict.broken_seq ? 1 : 0};
}

}  // namespace

std::vector<api::Probe> evidence_probes() {
    return {{.name = "audit.chain_breaks",
             .clauses = {"7.4-a"},
             .kind = api::ProbeKind::measurement,
             .title_zh = "审计链断点",
             .title_en = "Breaks of the audit chain",
             .unit_zh = "处",
             .unit_en = "breaks",
             .bound = api::Bound::at_most,
             .threshold = 0,
             .read = &count_breaks},
            {.name = "audit.records",
             .clauses = {"7.4-a"},
             .kind = api::ProbeKind::records,
             .title_zh = "员工操作审计记录",
             .title_en = "Audit records of acts of staff",
             .unit_zh = "条",
             .unit_en = "records",
             .read = [](api::Platform&, sql::Reader& reader, UtcTime) {
                 return api::count_records(reader, count_all);
             }}};
}

}  // namespace dlfp::audit
