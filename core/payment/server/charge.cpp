// Taking the money: the order's row is locked first, so that of two devices one is too late.
#include "core/account/server/account.h"
#include "core/payment/server/charge_card.h"
#include "core/payment/server/charge_error.h"
#include "core/payment/server/charge_pin_free.h"
#include "core/payment/server/payment_events.h"
#include "core/payment/server/payment_repository.h"
#include "core/payment/server/payment_states.h"
#include "platform/base/planted.h"

namespace dlfp::payment {
namespace {

/// How a charge is booked.
struct Booking {
    ChargeMethod method{};
    account::OutflowKind outflow{};
    std::optional<UtcTime> effective_at;
};

Result<Done> require_payable(const Payment& payment, UtcTime now) {
    if (payment.state == PaymentState::closed) return order_closed;
    if (payment.state == PaymentState::unknown) return outcome_pending;
    if (planted("payment.charged_again")) return done;
    if (!may_follow(payment.state, PaymentState::charged)) return already_charged;
    if (planted("payment.expired_order_charged")) return done;
    if (now >= payment.expires_at_us) return order_expired;
    return done;
}

Result<Done> count_eaccounts(const Scope& scope, const std::vector<StoredTender>& tenders,
                             account::OutflowKind kind) {
    for (const auto& tender : tenders) {
        if (tender.kind != TenderKind::eaccount) continue;
        TRY_DONE(account::count_outflow(scope.transaction,
                                        {tender.account_id, tender.amount_fen, kind}, scope.now));
    }
    return done;
}

/// When the ledger posted the last tender. That, not the caller's clock, is when the payment is
/// charged: clocks of two nodes differ and may be set back, and the payment's day must be the
/// ledger's, or it falls between a day already settled and the next.
Result<UtcTime> post_tenders(const Scope& scope, const Payment& payment,
                             const std::vector<StoredTender>& tenders, const Booking& booking) {
    std::vector<ledger::TransferRequest> chain;
    chain.reserve(tenders.size());
    for (const auto& tender : tenders)
        chain.push_back({.id = tender.transfer_id,
                         .debit_account_id = tender.account_id,
                         .credit_account_id = payment.clearing_account_id,
                         .amount_fen = tender.amount_fen,
                         .cause = {"payment.charge", payment.id.bytes()},
                         .memo = payment.subject.substr(0, 200),
                         .effective_at_us = booking.effective_at});
    const auto posted = ledger::post_linked(scope.transaction, std::move(chain), scope.now);
    if (!posted) return charge_error(posted.error(), number_of(posted.error(), "index"));
    return posted->back().posted_at_us;
}

Result<ChargeReply> take(const Scope& scope, Payment& payment, const Booking& booking) {
    PaymentBooks books{scope.transaction};
    const auto tenders = books.list_tenders(payment.id);
    if (has_card(tenders)) return begin_card_charge(scope, payment, tenders, booking.method);
    TRY_DONE(count_eaccounts(scope, tenders, booking.outflow));
    TRY(const auto charged_at, post_tenders(scope, payment, tenders, booking));
    books.set_charged(payment.id, booking.method, charged_at);
    payment.state = PaymentState::charged;
    publish(scope, charged_topic, event_of(payment, payment.amount_fen, charged_at));
    return ChargeReply{payment.id, PaymentState::charged, payment.amount_fen, charged_at};
}

}  // namespace

Result<ChargeReply> charge(const Scope& scope, PaymentId payment_id, ChargeMethod method) {
    PaymentBooks books{scope.transaction};
    TRY(auto payment, or_failure(books.lock(payment_id), payment_not_found));
    TRY_DONE(require_payable(payment, scope.now));
    return take(scope, payment, {method, account::OutflowKind::asked, {}});
}

Result<Payment> lock_payable(const Scope& scope, PaymentId payment_id) {
    TRY(auto payment,
        or_failure(PaymentBooks{scope.transaction}.lock(payment_id), payment_not_found));
    TRY_DONE(require_payable(payment, scope.now));
    return payment;
}

Result<ChargeReply> charge_pin_free(const Scope& scope, PaymentId payment_id) {
    PaymentBooks books{scope.transaction};
    TRY(auto payment, or_failure(books.lock_with_limit(payment_id), payment_not_found));
    if (payment.amount_fen > payment.pin_free_max_fen)
        return Error{pin_required}.with("limit_fen", payment.pin_free_max_fen.fen());
    TRY_DONE(require_payable(payment, scope.now));
    return take(scope, payment, {ChargeMethod::pin_free, account::OutflowKind::asked, {}});
}

Result<ChargeReply> charge_offline(const Scope& scope, const OrderDraft& draft,
                                   UtcTime occurred_at) {
    TRY(const auto payment_id, create_order(scope, draft));
    TRY(auto payment, find_payment(scope.transaction, payment_id));
    return take(scope, payment,
                {ChargeMethod::offline, account::OutflowKind::happened, occurred_at});
}

}  // namespace dlfp::payment
