// Settlements, runs and differences for staff.
#include "core/payment/server/staff_books.h"

#include "core/payment/server/csv_text.h"
#include "core/payment/server/settlement_repository.h"

namespace dlfp::payment {
namespace {

constexpr std::int64_t open_differences_max = 500;
constexpr std::int64_t runs_shown = 31;
constexpr std::int32_t days_max = 366;

Result<std::vector<Settlement>> settlements_of(const ListSettlementsRequest& request,
                                               api::ReadCall& call) {
    const auto own = identity::organisation_of(call.caller());
    const bool is_bank = own == identity::bank_organisation_id;
    const auto until = request.until.value_or(call.today());
    const auto from = request.from.value_or(until.plus_days(-30));
    const auto days = until.days() - from.days();
    if (days < 0 || days > days_max) return period_malformed;
    return SettlementRepository{call.reader()}.list_of(
        is_bank && request.organisation_id ? *request.organisation_id : own, from, until);
}

std::string yuan_or_empty(const std::optional<Money>& amount) {
    return amount ? amount->to_yuan_text() : "";
}

std::string name_of(auto enumerator) { return boost::describe::enum_to_string(enumerator, ""); }

ReconciliationReport report_of(sql::Reader& reader, BusinessDate day) {
    ReconciliationRepository repository{reader};
    return {repository.find_run(day), repository.list_differences(day)};
}

Result<Done> require_over(BusinessDate day, BusinessDate today) {
    if (day >= today) return day_not_over;
    return done;
}

}  // namespace

Result<ListSettlementsReply> list_settlements(const ListSettlementsRequest& request,
                                              api::ReadCall& call) {
    TRY(auto items, settlements_of(request, call));
    return ListSettlementsReply{std::move(items)};
}

Result<api::FileReply> export_settlements(const ListSettlementsRequest& request,
                                          api::ReadCall& call) {
    TRY(const auto items, settlements_of(request, call));
    CsvText csv{{"营业日", "收款笔数", "收款金额", "退款笔数", "退款金额", "上日结转",
                 "费率(万分比)", "手续费", "结算金额", "结转下日"}};
    for (const auto& item : items)
        csv.add({item.business_day.to_text(), std::to_string(item.charged_count),
                 item.charged_fen.to_yuan_text(), std::to_string(item.refunded_count),
                 item.refunded_fen.to_yuan_text(), item.carried_in_fen.to_yuan_text(),
                 std::to_string(item.fee_basis_points), item.fee_fen.to_yuan_text(),
                 item.settled_fen.to_yuan_text(), item.carried_out_fen.to_yuan_text()});
    return csv.to_file("settlements.csv");
}

Result<Settlement> settle_merchant_day(const SettleDayRequest& request, api::Call& call) {
    call.about("payment_settlement", request.business_day.to_text());
    return settle_day(scope_of(call), request.organisation_id, request.business_day);
}

Result<ReconciliationReport> show_reconciliation(const DayRequest& request, api::ReadCall& call) {
    TRY_DONE(require_over(request.business_day, call.today()));
    return report_of(call.reader(), request.business_day);
}

Result<api::FileReply> export_reconciliation(const DayRequest& request, api::ReadCall& call) {
    TRY_DONE(require_over(request.business_day, call.today()));
    CsvText csv{
        {"营业日", "差错类型", "对象", "支付金额", "账务金额", "核心金额", "状态", "处理说明"}};
    for (const auto& item : report_of(call.reader(), request.business_day).differences)
        csv.add({item.business_day.to_text(), name_of(item.kind), item.subject,
                 yuan_or_empty(item.payment_fen), yuan_or_empty(item.ledger_fen),
                 yuan_or_empty(item.host_fen), name_of(item.state), item.remark});
    return csv.to_file("differences-" + request.business_day.to_text() + ".csv");
}

Result<HostStatements> prepare_run_reconciliation(const DayRequest& request, api::ReadCall& call) {
    TRY_DONE(require_over(request.business_day, call.today()));
    return fetch_host_statements(call.port<host::HostPort>(), request.business_day);
}

Result<ReconciliationReport> run_reconciliation(const DayRequest& request,
                                                const HostStatements& host, api::Call& call) {
    call.about("payment_reconciliation", request.business_day.to_text());
    reconcile_day(scope_of(call), request.business_day, host);
    return report_of(call.transaction(), request.business_day);
}

Result<ListDifferencesReply> list_open_differences(const api::NoRequest&, api::ReadCall& call) {
    ReconciliationRepository repository{call.reader()};
    return ListDifferencesReply{repository.list_open(open_differences_max),
                                repository.list_runs(runs_shown)};
}

Result<Difference> resolve_found_difference(const ResolveDifferenceRequest& request,
                                            api::Call& call) {
    call.about("payment_difference", request.difference_id.to_text());
    call.changed("remark", "", request.remark);
    return resolve_difference(scope_of(call),
                              {.difference_id = request.difference_id,
                               .posting = request.posting,
                               .remark = request.remark,
                               .resolved_by = identity::staff_of(call.caller()).to_text()});
}

}  // namespace dlfp::payment
