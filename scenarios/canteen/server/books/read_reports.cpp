// Collects each kind of report and pages it.
#include "scenarios/canteen/server/books/read_reports.h"

#include <algorithm>

#include "core/payment/server/csv_text.h"
#include "platform/runtime/workbook/workbook.h"
#include "scenarios/canteen/server/books/arrears.h"
#include "scenarios/canteen/server/books/report_repository.h"

namespace dlfp::canteen {
namespace {

constexpr std::int32_t days_max = 366;
constexpr std::int32_t days_shown = 30;
constexpr std::int64_t rows_shown = 50;
constexpr std::size_t rows_exported_max = 10'000;

Result<ReportPeriod> period_of(const auto& request, const api::ReadCall& call) {
    const auto until = request.until.value_or(call.today());
    const auto from = request.from.value_or(until.plus_days(1 - days_shown));
    const auto days = until.days() - from.days();
    if (days < 0 || days >= days_max) return report_period_malformed;
    return ReportPeriod{identity::organisation_of(call.caller()), from, until};
}

/// Days with the number of different diners; only whole days know those.
std::vector<ReportRow> day_rows(ReportRepository& trade, const ReportPeriod& period,
                                const PlaceFilter& filter) {
    auto rows = add_up(trade.list_trade(period), filter, ReportKind::days, {});
    if (!filter.is_empty()) return rows;
    for (const auto& [day, diner_count] : trade.list_day_diners(period)) {
        const auto row = std::ranges::find(rows, day.to_text(), &ReportRow::key);
        if (row != rows.end()) row->quantity = diner_count;
    }
    return rows;
}

std::vector<ReportRow> diner_rows(ReportRepository& trade, const ReportPeriod& period,
                                  const PlaceFilter& filter) {
    std::vector<ReportRow> rows;
    for (const auto& diner : trade.list_diners(period, filter))
        rows.push_back({.key = diner.diner_number,
                        .label = diner.masked_name,
                        .note = diner.department,
                        .trade_count = diner.trade_count,
                        .quantity = diner.day_count,
                        .total_fen = diner.total_fen,
                        .refunded_fen = diner.refunded_fen,
                        .net_fen = diner.total_fen - diner.refunded_fen});
    return rows;
}

/// Subsidies by type: each payment names the grant it was taken from.
std::vector<ReportRow> subsidy_rows(sql::Reader& reader, const ReportPeriod& period) {
    const auto names = ReportRepository{reader}.grant_names(period.organisation_id);
    std::map<std::string, ReportRow> by_type;
    for (const auto& source :
         payment::list_source_totals(reader, {period.organisation_id, period.from, period.until},
                                     payment::TenderKind::subsidy)) {
        const auto found = names.find(source.source_ref);
        auto& row = by_type[found == names.end() ? std::string{} : found->second];
        row.key = row.label = found == names.end() ? std::string{} : found->second;
        row.quantity += 1;
        row.total_fen += source.charged_fen;
        row.refunded_fen += source.refunded_fen;
        row.net_fen = row.total_fen - row.refunded_fen;
    }
    std::vector<ReportRow> rows;
    for (auto& [type, row] : by_type) rows.push_back(std::move(row));
    sort_by_amount(rows);
    return rows;
}

std::string asked_by(sql::Reader& reader, const std::string& id_text) {
    const auto staff_id = identity::StaffId::parse(id_text);
    if (!staff_id) return id_text;
    const auto name = identity::staff_name(reader, *staff_id);
    return name ? *name : id_text;
}

std::vector<ReportRow> refund_rows(sql::Reader& reader, const ReportPeriod& period) {
    std::vector<ReportRow> rows;
    for (const auto& refund :
         payment::list_refunds(reader, {period.organisation_id, period.from, period.until}))
        rows.push_back({.key = BusinessDate::of(refund.refunded_at_us).to_text(),
                        .label = refund.subject,
                        .note = refund.reason + " · " + asked_by(reader, refund.requested_by),
                        .trade_count = 1,
                        .refunded_fen = refund.amount_fen,
                        .net_fen = -refund.amount_fen});
    return rows;
}

std::vector<ReportRow> arrears_rows(sql::Reader& reader, const ReportPeriod& period) {
    std::vector<ReportRow> rows;
    for (const auto& [diner, owed_fen] : list_arrears(reader, period.organisation_id))
        rows.push_back({.key = diner.diner_number,
                        .label = diner.masked_name,
                        .note = diner.department,
                        .trade_count = 1,
                        .total_fen = owed_fen,
                        .net_fen = owed_fen});
    return rows;
}

std::vector<ReportRow> place_rows(ReportRepository& trade, const ReportPeriod& period,
                                  const PlaceFilter& filter, ReportKind kind) {
    auto cells = trade.list_trade(period);
    // What was ordered ahead was sold by no terminal.
    if (kind == ReportKind::terminals)
        std::erase_if(cells, [](const TradeCell& cell) { return !cell.terminal_id; });
    return add_up(cells, filter, kind, trade.names_of(period.organisation_id));
}

std::vector<ReportRow> collect(sql::Reader& reader, const ReportPeriod& period,
                               const PlaceFilter& filter, ReportKind kind) {
    ReportRepository trade{reader};
    switch (kind) {
        case ReportKind::days: return day_rows(trade, period, filter);
        case ReportKind::outlets:
        case ReportKind::areas:
        case ReportKind::categories:
        case ReportKind::terminals: return place_rows(trade, period, filter, kind);
        case ReportKind::dishes: return rank_dishes(trade.list_dishes(period), filter);
        case ReportKind::diners: return diner_rows(trade, period, filter);
        case ReportKind::tenders:
            return add_up_tenders(payment::list_tender_totals(
                reader, {period.organisation_id, period.from, period.until}));
        case ReportKind::subsidies: return subsidy_rows(reader, period);
        case ReportKind::refunds: return refund_rows(reader, period);
        case ReportKind::arrears: return arrears_rows(reader, period);
    }
    throw std::logic_error("a report of no kind");
}

struct WholeReport {
    ReportPeriod period;
    std::vector<ReportRow> rows;
};

Result<WholeReport> whole_report(const auto& request, api::ReadCall& call) {
    TRY(const auto period, period_of(request, call));
    const PlaceFilter filter{request.outlet_id, request.area_id, request.category_id};
    if (!knows_places(request.kind) && !filter.is_empty()) return report_filter_unfit;
    return WholeReport{period, collect(call.reader(), period, filter, request.kind)};
}

std::string title_of(ReportKind kind) {
    switch (kind) {
        case ReportKind::days: return "按日营业";
        case ReportKind::outlets: return "按餐厅营业";
        case ReportKind::areas: return "按档口营业";
        case ReportKind::categories: return "按餐别营业";
        case ReportKind::terminals: return "按终端营业";
        case ReportKind::dishes: return "菜品销售";
        case ReportKind::diners: return "就餐人消费";
        case ReportKind::tenders: return "按支付方式";
        case ReportKind::subsidies: return "补贴使用";
        case ReportKind::refunds: return "退款明细";
        case ReportKind::arrears: return "欠款名单";
    }
    throw std::logic_error("a report of no kind");
}

std::vector<workbook::Cell> cells_of(const ReportRow& row) {
    return {row.key,      row.label,     row.note,         row.trade_count,
            row.quantity, row.total_fen, row.refunded_fen, row.net_fen};
}

std::string text_of(const workbook::Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    if (const auto* count = std::get_if<std::int64_t>(&cell)) return std::to_string(*count);
    return std::get<Money>(cell).to_yuan_text();
}

api::FileReply file_of(const workbook::Sheet& sheet, FileKind kind, const std::string& name) {
    if (kind == FileKind::xlsx)
        return {name + ".xlsx", std::string(workbook::content_type), workbook::to_bytes(sheet)};
    payment::CsvText csv{sheet.titles};
    for (const auto& row : sheet.rows) {
        std::vector<std::string> texts;
        for (const auto& cell : row) texts.push_back(text_of(cell));
        csv.add(texts);
    }
    return csv.to_file(name + ".csv");
}

}  // namespace

Result<ReportReply> read_report(const ReportRequest& request, api::ReadCall& call) {
    TRY(const auto report, whole_report(request, call));
    const auto count = static_cast<std::int64_t>(report.rows.size());
    const auto skip = std::min(request.skip ? request.skip->value : 0, count);
    const auto limit = std::min(request.limit ? request.limit->value : rows_shown, count - skip);
    return ReportReply{.from = report.period.from,
                       .until = report.period.until,
                       .items = {report.rows.begin() + skip, report.rows.begin() + skip + limit},
                       .row_count = count,
                       .total = total_of(report.rows)};
}

Result<api::FileReply> export_report(const ExportReportRequest& request, api::ReadCall& call) {
    TRY(auto report, whole_report(request, call));
    auto total = total_of(report.rows);
    total.key = "合计";
    if (report.rows.size() > rows_exported_max) report.rows.resize(rows_exported_max);
    workbook::Sheet sheet{
        .name = title_of(request.kind),
        .titles = {"编号", "名称", "说明", "笔数", "数量", "金额(元)", "退款(元)", "净额(元)"}};
    for (const auto& row : report.rows) sheet.rows.push_back(cells_of(row));
    sheet.rows.push_back(cells_of(total));
    return file_of(sheet, request.file,
                   std::string("canteen-") +
                       boost::describe::enum_to_string(request.kind, "report") + "-" +
                       report.period.from.to_text() + "-" + report.period.until.to_text());
}

}  // namespace dlfp::canteen
