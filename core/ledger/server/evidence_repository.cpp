// The books as evidence: whether they add up, and what they keep.
#include "core/ledger/server/evidence_repository.h"

#include "core/ledger/server/verify.h"

namespace dlfp::ledger {
namespace {

constexpr sql::Query count_all{"ledger.count_transfers",
                               "SELECT COUNT(*), MAX(posted_at_us) FROM ledger_transfer"};

std::optional<api::Reading> count_disagreements(api::Platform&, sql::Reader& reader, UtcTime) {
    const auto verification = verify(reader);
    if (verification.transfers == 0) return std::nullopt;
    return api::Reading{.value = std::ssize(verification.findings)};
}

}  // namespace

std::vector<api::Probe> evidence_probes() {
    return {{.name = "ledger.disagreements",
             .clauses = {"3.9-1", "11.1.4-1"},
             .kind = api::ProbeKind::measurement,
             .title_zh = "总账试算不平项",
             .title_en = "What does not add up in the ledger",
             .unit_zh = "项",
             .unit_en = "findings",
             .bound = api::Bound::at_most,
             .threshold = 0,
             .read = &count_disagreements},
            {.name = "ledger.transfers",
             .clauses = {"3.9-1", "5.1.3-3"},
             .kind = api::ProbeKind::records,
             .title_zh = "记账交易",
             .title_en = "Posted transfers",
             .unit_zh = "条",
             .unit_en = "records",
             .read = [](api::Platform&, sql::Reader& reader, UtcTime) {
                 return api::count_records(reader, count_all);
             }}};
}

}  // namespace dlfp::ledger
