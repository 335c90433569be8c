// Asking for a second person, and what follows from the decision.
#include "core/payment/server/refund_approval.h"

#include <stdexcept>

#include "core/identity/server/staff.h"
#include "core/payment/server/payment_repository.h"
#include "core/payment/server/payment_states.h"

namespace dlfp::payment {
namespace {

approval::Maker maker_of(const Scope& scope, const Payment& payment, const Refund& refund) {
    const auto staff_id = identity::StaffId::parse(refund.requested_by);
    if (!staff_id) return {{}, payment.organisation_id};
    const auto own = identity::organisation_of_staff(scope.transaction, *staff_id);
    return {*staff_id, own.value_or(payment.organisation_id)};
}

/// A refund that waits, with its payment, both locked and the amount no longer reserved.
struct Waiting {
    Payment payment;
    Refund refund;
};

Waiting take_waiting(const Scope& scope, const approval::ApprovedChange& change) {
    RefundBooks refunds{scope.transaction};
    const auto id = RefundId::parse(change.subject_id);
    const auto known = id ? refunds.find(*id) : std::nullopt;
    if (!known) throw std::logic_error("no refund " + change.subject_id);
    auto payment = PaymentBooks{scope.transaction}.lock(known->payment_id);
    auto refund = refunds.lock(*id);
    if (!payment || !refund || refund->state != RefundState::waiting_approval)
        throw std::logic_error("refund " + change.subject_id + " does not wait");
    payment->refund_waiting_fen -= refund->amount_fen;
    if (!change.decider_id.is_nil()) refund->decided_by = change.decider_id.to_text();
    return {std::move(*payment), std::move(*refund)};
}

Result<Done> apply_refund(api::Call& call, const approval::ApprovedChange& change) {
    const auto scope = scope_of(call);
    auto [payment, refund] = take_waiting(scope, change);
    TRY(const auto reply, carry_out_refund(scope, payment, std::move(refund)));
    call.changed("refunded_fen", "", std::to_string(reply.amount_fen.fen()));
    return done;
}

void drop_refund(const approval::Place& place, const approval::ApprovedChange& change) {
    const Scope scope{place.transaction, place.platform, place.now};
    auto [payment, refund] = take_waiting(scope, change);
    payment.state =
        state_after_refunds(payment.amount_fen, payment.refunded_fen, payment.refund_waiting_fen);
    PaymentBooks{scope.transaction}.set_refunds(payment);
    refund.state = RefundState::rejected;
    RefundBooks{scope.transaction}.set_decided(refund);
}

}  // namespace

approval::Kind refund_kind() {
    return {.code = refund_approval_kind,
            .title_zh = "退款",
            .needed = &approve_refunds,
            .apply = &apply_refund,
            .drop = &drop_refund};
}

void ask_for_refund(const Scope& scope, const Payment& payment, const Refund& refund) {
    const auto refunded = payment.refunded_fen;
    approval::ask(
        {scope.platform, scope.transaction, scope.now}, maker_of(scope, payment, refund),
        {.kind = std::string(refund_approval_kind),
         .subject_kind = "payment_refund",
         .subject_id = refund.id.to_text(),
         .summary = "退款 " + refund.amount_fen.to_yuan_text() + " 元：" + payment.subject,
         .payload = refund.id.to_text(),
         .changes = {{"payment_id", payment.id.to_text(), payment.id.to_text()},
                     {"amount_fen", std::to_string(payment.amount_fen.fen()),
                      std::to_string(payment.amount_fen.fen())},
                     {"refunded_fen", std::to_string(refunded.fen()),
                      std::to_string((refunded + refund.amount_fen).fen())},
                     {"reason", "", refund.reason}}});
}

}  // namespace dlfp::payment
