// From rows to what is shown.
#include "scenarios/canteen/server/counter/sale_view.h"

#include "scenarios/canteen/server/diners/diner.h"

namespace dlfp::canteen {
namespace {

std::vector<SaleTenderView> view_tenders(sql::Reader& reader, const Diner& diner,
                                         payment::PaymentId payment_id) {
    std::vector<SaleTenderView> views;
    for (const auto& tender : payment::list_tenders(reader, payment_id))
        views.push_back({.kind = tender.kind,
                         .amount_fen = tender.amount_fen,
                         .refunded_fen = tender.refunded_fen,
                         .is_owed = tender.account_id == diner.arrears_account_id});
    return views;
}

}  // namespace

SaleSummary summarise_sale(sql::Reader& reader, const SaleRow& row) {
    const auto diner = find_diner(reader, row.organisation_id, row.diner_id);
    return {.sale_id = row.id,
            .terminal_id = row.terminal_id,
            .seq = row.seq,
            .diner_id = row.diner_id,
            .diner_number = diner ? diner->diner_number : "",
            .payer_kind = row.payer_kind,
            .category_id = row.category_id,
            .day = row.day,
            .total_fen = row.total_fen,
            .refunded_fen = row.refunded_fen,
            .is_offline = row.is_offline,
            .device_time_us = row.device_time_us,
            .device_offset_us = row.device_offset_us,
            .occurred_at_us = row.occurred_at_us,
            .received_at_us = row.received_at_us,
            .suspicion = row.suspicion,
            .twin_sale_id = row.twin_sale_id,
            .reviewed_at_us = row.reviewed_at_us};
}

SaleView view_sale(sql::Reader& reader, const SaleRow& row) {
    SaleRepository sales{reader};
    SaleView view;
    static_cast<SaleSummary&>(view) = summarise_sale(reader, row);
    view.payment_id = row.payment_id;
    for (const auto& line : sales.list_lines(row.id))
        view.lines.push_back({line.line, line.dish_id, line.dish_name, line.quantity, line.weight_g,
                              line.unit_price_fen, line.amount_fen, line.refunded_fen});
    for (const auto& refund : sales.list_refunds(row.id))
        view.refunds.push_back({refund.refund_id, refund.line, refund.amount_fen, refund.state,
                                refund.requested_at_us});
    if (const auto diner = find_diner(reader, row.organisation_id, row.diner_id))
        view.tenders = view_tenders(reader, *diner, row.payment_id);
    return view;
}

}  // namespace dlfp::canteen
