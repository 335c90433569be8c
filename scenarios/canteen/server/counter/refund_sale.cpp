// Refunds of counter sales.
#include "scenarios/canteen/server/counter/refund_sale.h"

#include <algorithm>
#include <ranges>

#include "core/identity/server/identity.h"
#include "core/payment/server/refund_repository.h"

namespace dlfp::canteen {
namespace {

/// Refunds that wait, with those left out that were rejected meanwhile: nobody tells us of these.
std::vector<SaleRefundRow> settle_rejected(sql::Transaction& transaction, SaleId sale_id) {
    SaleBooks books{transaction};
    auto refunds = books.list_refunds(sale_id);
    for (auto& refund : refunds) {
        if (refund.state != payment::RefundState::waiting_approval) continue;
        const auto stored = payment::RefundRepository{transaction}.find(refund.refund_id);
        if (!stored || stored->state != payment::RefundState::rejected) continue;
        books.set_refund_state(refund.refund_id, payment::RefundState::rejected);
        refund.state = payment::RefundState::rejected;
    }
    return refunds;
}

Money waiting_of(const std::vector<SaleRefundRow>& refunds, std::int64_t line) {
    Money sum;
    for (const auto& refund : refunds)
        if (refund.line == line && refund.state == payment::RefundState::waiting_approval)
            sum += refund.amount_fen;
    return sum;
}

/// A refund of the payment itself, without lines: it falls on the last lines first, so that sale
/// and payment agree whoever gave the money back.
void spread_refund(sql::Transaction& transaction, UtcTime now, const payment::PaymentEvent& event) {
    SaleBooks books{transaction};
    const auto sale_id = SaleId::parse(event.scene_ref);
    const auto sale = books.lock(event.organisation_id, *sale_id);
    if (!sale || sale->payment_id != event.payment_id) return;
    const auto earlier = settle_rejected(transaction, sale->id);
    for (const auto& part : plan_spread(books.list_lines(sale->id), earlier, event.amount_fen)) {
        const SaleRefundRow stored{*event.refund_id,
                                   sale->id,
                                   part.line.value,
                                   part.amount_fen,
                                   payment::RefundState::refunded,
                                   now};
        books.add_refund(stored);
        books.count_refund(stored);
    }
}

}  // namespace

std::vector<SaleLineRefund> plan_spread(const std::vector<SaleLineRow>& lines,
                                        const std::vector<SaleRefundRow>& earlier, Money amount) {
    std::vector<SaleLineRefund> parts;
    for (const auto& line : std::views::reverse(lines)) {
        const auto free = line.amount_fen - line.refunded_fen - waiting_of(earlier, line.line);
        const auto taken = std::min(free, amount);
        if (!taken.is_positive()) continue;
        parts.push_back({api::Whole<0, 29>{line.line}, taken});
        amount -= taken;
    }
    return parts;
}

Result<Money> plan_sale_refund(const std::vector<SaleLineRow>& lines,
                               const std::vector<SaleRefundRow>& earlier,
                               const std::vector<SaleLineRefund>& asked) {
    Money sum;
    for (std::size_t index = 0; index < asked.size(); ++index) {
        const auto& part = asked[index];
        const auto named = [&](const SaleLineRefund& other) { return other.line == part.line; };
        const auto line = std::ranges::find(lines, part.line.value, &SaleLineRow::line);
        if (line == lines.end() || std::ranges::count_if(asked, named) != 1)
            return Error{sale_line_unknown}.with("line", part.line.value);
        const auto refundable =
            line->amount_fen - line->refunded_fen - waiting_of(earlier, line->line);
        if (part.amount_fen > refundable)
            return Error{sale_refund_exceeds_line}
                .with("line", part.line.value)
                .with("refundable_fen", refundable.fen());
        sum += part.amount_fen;
    }
    if (!sum.is_positive()) return sale_refund_empty;
    return sum;
}

Result<RefundSaleReply> refund_sale(const RefundSaleRequest& request, api::Call& call) {
    SaleBooks books{call.transaction()};
    const auto organisation_id = identity::organisation_of(call.caller());
    TRY(const auto row, or_failure(books.lock(organisation_id, request.sale_id), sale_not_found));
    const auto earlier = settle_rejected(call.transaction(), row.id);
    TRY(const auto amount, plan_sale_refund(books.list_lines(row.id), earlier, request.lines));
    TRY(const auto refund,
        payment::refund(payment::scope_of(call),
                        {.payment_id = row.payment_id,
                         .amount_fen = amount,
                         .reason = request.reason,
                         .requested_by = identity::staff_of(call.caller()).to_text()}));
    for (const auto& part : request.lines) {
        if (part.amount_fen.is_zero()) continue;
        const SaleRefundRow stored{refund.refund_id, row.id,       part.line.value,
                                   part.amount_fen,  refund.state, call.now()};
        books.add_refund(stored);
        if (refund.state == payment::RefundState::refunded) books.count_refund(stored);
    }
    // A refund is an answer to the question whether the sale was meant.
    if (row.suspicion != Suspicion::none && !row.reviewed_at_us)
        books.set_reviewed(row.id, call.now());
    call.about("canteen_sale", row.id.to_text());
    call.changed("refunded_fen", row.refunded_fen.to_yuan_text(),
                 (row.refunded_fen + amount).to_yuan_text());
    const auto after = books.find(organisation_id, row.id);
    return RefundSaleReply{refund.refund_id, refund.state, view_sale(call.transaction(), *after)};
}

void note_sale_refund(api::Platform& platform, sql::Transaction& transaction,
                      std::string_view payload_json) {
    const auto event = payment::parse_payment_event(payload_json);
    if (!event.refund_id || !SaleId::parse(event.scene_ref)) return;
    SaleBooks books{transaction};
    if (!books.knows_refund(*event.refund_id)) {
        spread_refund(transaction, platform.clock.now(), event);
        return;
    }
    for (const auto& refund : books.list_waiting(*event.refund_id)) books.count_refund(refund);
    books.set_refund_state(*event.refund_id, payment::RefundState::refunded);
}

}  // namespace dlfp::canteen
