// Giving money back: planned by row C5, posted as one chain, waiting for a second person where the
// amount asks for one.
#include "core/account/server/account.h"
#include "core/payment/server/charge_card.h"
#include "core/payment/server/payment_events.h"
#include "core/payment/server/payment_repository.h"
#include "core/payment/server/payment_states.h"
#include "core/payment/server/refund_approval.h"
#include "core/payment/server/refund_repository.h"
#include "platform/base/planted.h"

namespace dlfp::payment {
namespace {

Result<Done> require_refundable(const Payment& payment, Money amount) {
    if (!amount.is_positive()) return refund_amount_malformed;
    const bool is_charged =
        payment.state == PaymentState::charged || payment.state == PaymentState::refunding ||
        payment.state == PaymentState::refunded_partly || payment.state == PaymentState::refunded;
    if (!is_charged) return not_charged;
    if (planted("payment.waiting_refund_forgotten")) return done;
    const auto refundable = payment.amount_fen - payment.refunded_fen - payment.refund_waiting_fen;
    if (amount > refundable)
        return Error{refund_exceeds_charge}.with("refundable_fen", refundable.fen());
    return done;
}

/// The ledger's reason in the words of a refund: the merchant pays now.
Error refund_error(const Error& error) {
    if (error == ledger::insufficient_funds)
        for (const auto& fact : error.facts())
            if (fact.name == "available_fen")
                return Error{merchant_short}.with("available_fen",
                                                  std::get<std::int64_t>(fact.value));
    if (error == ledger::debit_account_frozen || error == ledger::debit_account_closed)
        return merchant_blocked;
    if (error == ledger::credit_account_frozen || error == ledger::credit_account_closed)
        return tender_blocked;
    return error;
}

std::vector<TenderLine> lines_of(const std::vector<StoredTender>& tenders) {
    if (planted("payment.refund_to_first_purse")) return {tenders.rbegin(), tenders.rend()};
    return {tenders.begin(), tenders.end()};
}

Result<Done> require_room(const Scope& scope, const std::vector<RefundPart>& parts) {
    for (const auto& part : parts)
        if (part.kind == TenderKind::eaccount)
            TRY_DONE(account::check_incoming(scope.transaction, part.account_id, part.amount_fen,
                                             scope.now));
    return done;
}

/// When the ledger posted the last part; it dates the refund as it dates a charge.
Result<UtcTime> post_parts(const Scope& scope, const Payment& payment, const Refund& refund,
                           const std::vector<RefundPart>& parts) {
    RefundBooks books{scope.transaction};
    PaymentBooks payments{scope.transaction};
    std::vector<ledger::TransferRequest> chain;
    for (const auto& part : parts) {
        const auto transfer_id = scope.platform.random.next_id<ledger::TransferTag>(scope.now);
        chain.push_back({.id = transfer_id,
                         .debit_account_id = payment.clearing_account_id,
                         .credit_account_id = part.account_id,
                         .amount_fen = part.amount_fen,
                         .cause = {"payment.refund", refund.id.bytes()},
                         .memo = "退款"});
        books.add_part(refund.id, part, transfer_id);
        if (part.kind == TenderKind::linked_card)
            TRY_DONE(begin_card_refund(scope, payment, refund.id, part));
        payments.add_tender_refund(payment.id, part);
    }
    const auto posted = ledger::post_linked(scope.transaction, std::move(chain), scope.now);
    if (!posted) return refund_error(posted.error());
    return posted->back().posted_at_us;
}

}  // namespace

Result<RefundReply> carry_out_refund(const Scope& scope, Payment& payment, Refund refund) {
    PaymentBooks payments{scope.transaction};
    TRY(auto parts, plan_refund(lines_of(payments.list_tenders(payment.id)), refund.amount_fen));
    TRY_DONE(require_room(scope, parts));
    TRY(const auto refunded_at, post_parts(scope, payment, refund, parts));
    payment.refunded_fen += refund.amount_fen;
    payment.state =
        state_after_refunds(payment.amount_fen, payment.refunded_fen, payment.refund_waiting_fen);
    payments.set_refunds(payment);
    refund.state = RefundState::refunded;
    refund.refunded_at_us = refunded_at;
    refund.refunded_day = BusinessDate::of(refunded_at);
    RefundBooks{scope.transaction}.set_decided(refund);
    auto event = event_of(payment, refund.amount_fen, refunded_at);
    event.refund_id = refund.id;
    event.parts = parts;
    publish(scope, refunded_topic, event);
    return RefundReply{refund.id, refund.state, refund.amount_fen, std::move(parts)};
}

Result<RefundReply> refund(const Scope& scope, const RefundDraft& draft) {
    PaymentBooks payments{scope.transaction};
    TRY(auto payment, or_failure(payments.lock(draft.payment_id), payment_not_found));
    TRY_DONE(require_refundable(payment, draft.amount_fen));
    const Refund stored{.id = scope.platform.random.next_id<RefundTag>(scope.now),
                        .payment_id = payment.id,
                        .organisation_id = payment.organisation_id,
                        .amount_fen = draft.amount_fen,
                        .reason = draft.reason,
                        .requested_by = draft.requested_by,
                        .requested_at_us = scope.now};
    RefundBooks{scope.transaction}.add(stored);
    const auto rule = payments.rule_of(BusinessDate::of(scope.now));
    if (draft.amount_fen <= rule.refund_unapproved_max_fen ||
        planted("payment.refund_needs_nobody"))
        return carry_out_refund(scope, payment, stored);
    ask_for_refund(scope, payment, stored);
    payment.refund_waiting_fen += draft.amount_fen;
    payment.state = PaymentState::refunding;
    payments.set_refunds(payment);
    return RefundReply{stored.id, RefundState::waiting_approval, stored.amount_fen, {}};
}

}  // namespace dlfp::payment
