// Table of contents of core/audit.
#include "core/audit/server/module.h"

#include "core/audit/server/evidence_repository.h"
#include "core/audit/server/search_records.h"

namespace dlfp::audit {
namespace {

/// Takes what the endpoint layer hands over after each writing call of staff.
class ChainPort final : public api::AuditPort {
public:
    void record(sql::Transaction& transaction, const api::AuditEntry& entry) override {
        audit::record(transaction,
                      {.at = entry.at,
                       .actor_kind = boost::describe::enum_to_string(entry.caller.kind, "unknown"),
                       .actor_id = entry.caller.id,
                       .organisation_id = entry.caller.organisation_id,
                       .action = std::string(entry.action),
                       .subject_kind = std::string(entry.subject_kind),
                       .subject_id = std::string(entry.subject_id),
                       .request_id = std::string(entry.request_id),
                       .outcome = "done",
                       .changes = entry.changes});
    }
};

void set_up(api::Platform& platform) {
    platform.ports.provide<api::AuditPort>(std::make_shared<ChainPort>());
}

/// For `dlfpctl audit verify`: what is wrong, one sentence each.
std::vector<std::string> find_breaks(api::Platform& platform) {
    ChainVerdict verdict;
    platform.database.read([&](sql::Reader& reader) { verdict = verify_chain(reader); });
    if (!verdict.broken_seq) return {};
    return {"the chain breaks at record " + std::to_string(*verdict.broken_seq) + " of " +
            std::to_string(verdict.head_seq) + ": " +
            boost::describe::enum_to_string(*verdict.reason, "")};
}

}  // namespace

api::Module make_module() {
    api::Module module{.name = "audit", .title_zh = "审计"};
    module.add(search_records_endpoint)
        .add(verify_records_endpoint)
        .add(export_checkpoint_endpoint);
    module.permissions = {&view_records, &verify_audit};
    module.evidence = evidence_probes();
    module.set_up = &set_up;
    module.verify = &find_breaks;
    return module;
}

}  // namespace dlfp::audit
