// Adding up.
#include "scenarios/canteen/server/books/report.h"

#include <algorithm>

namespace dlfp::canteen {
namespace {

std::string key_of(const TradeCell& cell, ReportKind kind) {
    switch (kind) {
        case ReportKind::days: return cell.day.to_text();
        case ReportKind::outlets: return cell.outlet_id.to_text();
        case ReportKind::areas: return cell.area_id.to_text();
        case ReportKind::categories: return cell.category_id ? cell.category_id->to_text() : "";
        case ReportKind::terminals: return cell.terminal_id ? cell.terminal_id->to_text() : "";
        case ReportKind::dishes:
        case ReportKind::diners:
        case ReportKind::tenders:
        case ReportKind::subsidies:
        case ReportKind::refunds:
        case ReportKind::arrears: break;
    }
    return "";
}

void add(ReportRow& row, const auto& cell) {
    row.trade_count += cell.trade_count;
    row.total_fen += cell.total_fen;
    row.refunded_fen += cell.refunded_fen;
    row.net_fen = row.total_fen - row.refunded_fen;
}

std::vector<ReportRow> rows_of(const std::map<std::string, ReportRow>& by_key) {
    std::vector<ReportRow> rows;
    rows.reserve(by_key.size());
    for (const auto& [key, row] : by_key) rows.push_back(row);
    return rows;
}

}  // namespace

void sort_by_amount(std::vector<ReportRow>& rows) {
    std::ranges::sort(rows, [](const ReportRow& one, const ReportRow& other) {
        return std::pair{other.net_fen, one.key} < std::pair{one.net_fen, other.key};
    });
}

bool knows_places(ReportKind kind) {
    return kind != ReportKind::tenders && kind != ReportKind::subsidies &&
           kind != ReportKind::refunds && kind != ReportKind::arrears;
}

std::vector<ReportRow> add_up(const std::vector<TradeCell>& cells, const PlaceFilter& filter,
                              ReportKind kind, const Names& names) {
    std::map<std::string, ReportRow> by_key;
    for (const auto& cell : cells) {
        if (!filter.fits(cell)) continue;
        const auto key = key_of(cell, kind);
        auto& row = by_key[key];
        row.key = key;
        if (const auto name = names.find(key); name != names.end()) row.label = name->second;
        add(row, cell);
    }
    auto rows = rows_of(by_key);
    if (kind != ReportKind::days) sort_by_amount(rows);
    return rows;
}

std::vector<ReportRow> rank_dishes(const std::vector<DishCell>& cells, const PlaceFilter& filter) {
    std::map<std::string, ReportRow> by_name;
    for (const auto& cell : cells) {
        if (!filter.fits(cell)) continue;
        auto& row = by_name[cell.dish_name];
        row.key = row.label = cell.dish_name;
        row.quantity += cell.quantity;
        add(row, cell);
    }
    auto rows = rows_of(by_name);
    sort_by_amount(rows);
    return rows;
}

std::vector<ReportRow> add_up_tenders(const std::vector<payment::TenderTotal>& totals) {
    std::map<std::string, ReportRow> by_kind;
    for (const auto& total : totals) {
        const std::string kind = boost::describe::enum_to_string(total.kind, "");
        auto& row = by_kind[kind];
        row.key = kind;
        row.trade_count += total.charged_count;
        row.total_fen += total.charged_fen;
        row.refunded_fen += total.refunded_fen;
        row.net_fen = row.total_fen - row.refunded_fen;
    }
    auto rows = rows_of(by_kind);
    sort_by_amount(rows);
    return rows;
}

ReportRow total_of(const std::vector<ReportRow>& rows) {
    ReportRow total;
    for (const auto& row : rows) {
        add(total, row);
        total.quantity += row.quantity;
    }
    return total;
}

}  // namespace dlfp::canteen
