// Payments as evidence: days that were reconciled and settled, and bills that can be looked up.
#include "core/payment/server/evidence_repository.h"

namespace dlfp::payment {
namespace {

constexpr sql::Query count_reconciliations{
    "payment.count_reconciliations", "SELECT COUNT(*), MAX(run_at_us) FROM payment_reconciliation"};
constexpr sql::Query count_settlements{
    "payment.count_settlements", "SELECT COUNT(*), MAX(settled_at_us) FROM payment_settlement"};
constexpr sql::Query count_bills{
    "payment.count_bills",
    "SELECT COUNT(*), MAX(created_at_us) FROM payment_order WHERE state <> 'created'"};

}  // namespace

std::vector<api::Probe> evidence_probes() {
    return {{.name = "payment.reconciliations",
             .clauses = {"11.1.4-1"},
             .kind = api::ProbeKind::records,
             .title_zh = "已对账的日子",
             .title_en = "Reconciled days",
             .unit_zh = "条",
             .unit_en = "records",
             .read = [](api::Platform&, sql::Reader& reader,
                        UtcTime) { return api::count_records(reader, count_reconciliations); }},
            {.name = "payment.settlements",
             .clauses = {"11.1.4-1"},
             .kind = api::ProbeKind::records,
             .title_zh = "已清算的商户日",
             .title_en = "Settled days of merchants",
             .unit_zh = "条",
             .unit_en = "records",
             .read = [](api::Platform&, sql::Reader& reader,
                        UtcTime) { return api::count_records(reader, count_settlements); }},
            {.name = "payment.bills",
             .clauses = {"8.1.1-2"},
             .kind = api::ProbeKind::records,
             .title_zh = "可查询的缴费账单",
             .title_en = "Bills that can be looked up",
             .unit_zh = "条",
             .unit_en = "records",
             .read = [](api::Platform&, sql::Reader& reader, UtcTime) {
                 return api::count_records(reader, count_bills);
             }}};
}

}  // namespace dlfp::payment
