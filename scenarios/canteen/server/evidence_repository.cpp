// The canteen as evidence: orders, sales, lists, words of customers and closed days.
#include "scenarios/canteen/server/evidence_repository.h"

namespace dlfp::canteen {
namespace {

constexpr sql::Query count_orders{
    "canteen.count_paid_orders",
    "SELECT COUNT(*), MAX(paid_at_us) FROM canteen_meal_order WHERE paid_at_us IS NOT NULL"};
constexpr sql::Query count_sales{"canteen.count_sales",
                                 "SELECT COUNT(*), MAX(received_at_us) FROM canteen_sale"};
constexpr sql::Query count_imports{
    "canteen.count_imports", "SELECT COUNT(*), MAX(confirmed_at_us) FROM canteen_diner_import"};
constexpr sql::Query count_feedback{"canteen.count_feedback",
                                    "SELECT COUNT(*), MAX(created_at_us) FROM canteen_feedback"};
constexpr sql::Query count_days{"canteen.count_closed_days",
                                "SELECT COUNT(*), MAX(closed_at_us) FROM canteen_closed_day"};
constexpr sql::Query count_versions{
    "canteen.count_versions", "SELECT COUNT(*), MAX(changed_at_us) FROM canteen_diner_version"};

}  // namespace

std::vector<api::Probe> evidence_probes() {
    return {{.name = "canteen.paid_orders",
             .clauses = {"3.1.3-5"},
             .kind = api::ProbeKind::records,
             .title_zh = "已支付的订餐",
             .title_en = "Paid meal orders",
             .unit_zh = "条",
             .unit_en = "records",
             .read = [](api::Platform&, sql::Reader& reader,
                        UtcTime) { return api::count_records(reader, count_orders); }},
            {.name = "canteen.sales",
             .clauses = {"3.1.3-3"},
             .kind = api::ProbeKind::records,
             .title_zh = "窗口销售",
             .title_en = "Sales at counters",
             .unit_zh = "条",
             .unit_en = "records",
             .read = [](api::Platform&, sql::Reader& reader,
                        UtcTime) { return api::count_records(reader, count_sales); }},
            {.name = "canteen.imports",
             .clauses = {"3.1.3-8"},
             .kind = api::ProbeKind::records,
             .title_zh = "客户名单导入",
             .title_en = "Imports of customer lists",
             .unit_zh = "条",
             .unit_en = "records",
             .read = [](api::Platform&, sql::Reader& reader,
                        UtcTime) { return api::count_records(reader, count_imports); }},
            {.name = "canteen.feedback",
             .clauses = {"3.1.3-11"},
             .kind = api::ProbeKind::records,
             .title_zh = "客户意见",
             .title_en = "Words of customers",
             .unit_zh = "条",
             .unit_en = "records",
             .read = [](api::Platform&, sql::Reader& reader,
                        UtcTime) { return api::count_records(reader, count_feedback); }},
            {.name = "canteen.diner_versions",
             .clauses = {"3.1.3-4"},
             .kind = api::ProbeKind::records,
             .title_zh = "客户资料变更",
             .title_en = "Changes of customers’ records",
             .unit_zh = "条",
             .unit_en = "records",
             .read = [](api::Platform&, sql::Reader& reader,
                        UtcTime) { return api::count_records(reader, count_versions); }},
            {.name = "canteen.closed_days",
             .clauses = {"11.1.4-1"},
             .kind = api::ProbeKind::records,
             .title_zh = "已日结的营业日",
             .title_en = "Closed days",
             .unit_zh = "条",
             .unit_en = "records",
             .read = [](api::Platform&, sql::Reader& reader, UtcTime) {
                 return api::count_records(reader, count_days);
             }}};
}

}  // namespace dlfp::canteen
