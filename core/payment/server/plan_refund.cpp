// Row C5: money goes back the way it came, in the opposite order.
#include <algorithm>

#include "core/payment/server/tender.h"

namespace dlfp::payment {

Result<std::vector<RefundPart>> plan_refund(const std::vector<TenderLine>& tenders, Money amount) {
    if (!amount.is_positive()) return refund_amount_malformed;
    Money refundable;
    for (const auto& tender : tenders) refundable += tender.amount_fen - tender.refunded_fen;
    if (amount > refundable)
        return Error{refund_exceeds_charge}.with("refundable_fen", refundable.fen());
    std::vector<RefundPart> parts;
    auto rest = amount;
    for (auto tender = tenders.rbegin(); tender != tenders.rend() && rest.is_positive(); ++tender) {
        const auto part = std::min(rest, tender->amount_fen - tender->refunded_fen);
        if (!part.is_positive()) continue;
        parts.push_back({.position = tender->position,
                         .kind = tender->kind,
                         .account_id = tender->account_id,
                         .amount_fen = part,
                         .source_ref = tender->source_ref});
        rest -= part;
    }
    return parts;
}

}  // namespace dlfp::payment
