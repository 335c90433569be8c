// Intent, commit, call, commit, as for top-ups: the state machine is the same.
#include "core/payment/server/charge_card.h"

#include <algorithm>

#include "core/payment/server/charge_error.h"
#include "core/payment/server/payment_events.h"
#include "core/payment/server/payment_states.h"
#include "core/payment/server/reconcile_day.h"

namespace dlfp::payment {
namespace {

using account::FundingState;
using account::FundingStep;

constexpr std::int64_t movements_per_run = 100;

ledger::TransferId next_transfer(const Scope& scope) {
    return scope.platform.random.next_id<ledger::TransferTag>(scope.now);
}

CardMovement intent_of(const Scope& scope, const Payment& payment, std::string agreement_number,
                       Money amount) {
    return {.id = scope.platform.random.next_id<CardMovementTag>(scope.now),
            .payment_id = payment.id,
            .agreement_number = std::move(agreement_number),
            .amount_fen = amount,
            .state = FundingState::requested,
            .requested_at_us = scope.now,
            .requested_day = BusinessDate::of(scope.now),
            .next_attempt_at_us = scope.now};
}

/// Holds what the other tenders pay; without expiry, since only the host's answer may free it.
Result<Done> reserve_tender(const Scope& scope, const Payment& payment,
                            const StoredTender& tender) {
    const auto reserved = ledger::reserve(scope.transaction,
                                          {.id = next_transfer(scope),
                                           .debit_account_id = tender.account_id,
                                           .credit_account_id = payment.clearing_account_id,
                                           .amount_fen = tender.amount_fen,
                                           .cause = {"payment.charge", payment.id.bytes()},
                                           .memo = payment.subject.substr(0, 200)},
                                          scope.now);
    if (!reserved) return charge_error(reserved.error(), tender.position);
    PaymentBooks{scope.transaction}.set_transfer(payment.id, tender.position, reserved->id);
    return done;
}

/// Posts or gives back what the other tenders hold.
Result<Done> end_reservation(const Scope& scope, const Payment& payment, const StoredTender& tender,
                             FundingState state) {
    const ledger::TransferRequest request{.id = next_transfer(scope),
                                          .cause = {"payment.charge", payment.id.bytes()},
                                          .reference_id = tender.transfer_id};
    TRY_DONE(state == FundingState::succeeded
                 ? ledger::post_reserved(scope.transaction, request, scope.now)
                 : ledger::void_reserved(scope.transaction, request, scope.now));
    return done;
}

/// When the ledger posted it: the time the payment is charged (`charge.cpp`).
Result<UtcTime> post_card(const Scope& scope, const Payment& payment, Money amount) {
    TRY(const auto posted, ledger::post(scope.transaction,
                                        {.id = next_transfer(scope),
                                         .debit_account_id = account::host_clearing_account_id,
                                         .credit_account_id = payment.clearing_account_id,
                                         .amount_fen = amount,
                                         .cause = {"payment.charge", payment.id.bytes()},
                                         .memo = payment.subject.substr(0, 200)},
                                        scope.now));
    return posted.posted_at_us;
}

/// The ledger's and the order's part of the host's final word on a charge.
Result<Done> finish_charge(const Scope& scope, Payment& payment, const CardMovement& movement,
                           FundingState state) {
    PaymentBooks books{scope.transaction};
    for (const auto& tender : books.list_tenders(payment.id))
        if (tender.kind != TenderKind::linked_card)
            TRY_DONE(end_reservation(scope, payment, tender, state));
    if (state == FundingState::refused) {
        books.set_state(payment.id, PaymentState::created);
        return done;
    }
    TRY(const auto charged_at, post_card(scope, payment, movement.amount_fen));
    books.set_charged(payment.id, payment.method.value_or(ChargeMethod::pin), charged_at);
    payment.state = PaymentState::charged;
    publish(scope, charged_topic, event_of(payment, payment.amount_fen, charged_at));
    return done;
}

/// A refund that its card does not take: the money waits in suspense and somebody is told.
Result<Done> finish_refund(const Scope& scope, const CardMovement& movement, FundingState state) {
    if (state == FundingState::succeeded) return done;
    TRY_DONE(ledger::post(scope.transaction,
                          {.id = next_transfer(scope),
                           .debit_account_id = account::host_clearing_account_id,
                           .credit_account_id = suspense_account_id,
                           .amount_fen = movement.amount_fen,
                           .cause = {"payment.card_refund", movement.id.bytes()},
                           .memo = "退款未达，转入暂收"},
                          scope.now));
    ReconciliationBooks{scope.transaction}.add(
        {.id = scope.platform.random.next_id<DifferenceTag>(scope.now),
         .business_day = BusinessDate::of(scope.now),
         .kind = DifferenceKind::refund_undelivered,
         .subject = movement.id.to_text(),
         .payment_fen = movement.amount_fen,
         .found_at_us = scope.now});
    return done;
}

FundingStep ask_host(host::HostPort& host, const CardMovement& movement, UtcTime now) {
    const account::Funding tries{.attempts = movement.attempts};
    const auto reference = movement.id.to_text();
    if (movement.state != FundingState::requested)
        return account::plan_after_inquiry(tries, host.inquire(reference), now);
    const host::MovementRequest request{movement.agreement_number, movement.amount_fen, reference};
    return account::plan_after_movement(tries,
                                        movement.direction == host::MovementDirection::debit
                                            ? host.debit_bound(request)
                                            : host.credit_bound(request),
                                        now);
}

void advance(api::Platform& platform, const CardMovement& due, UtcTime now) {
    const auto claimed =
        due.state == FundingState::requested ? FundingState::sent : FundingState::unknown;
    const bool is_ours = platform.database
                             .write([&](sql::Transaction& transaction) -> Result<bool> {
                                 return CardMovementBooks{transaction}.claim(
                                     due, claimed, now + account::funding_lease);
                             })
                             .value();
    if (!is_ours) return;
    const auto step = ask_host(platform.ports.get<host::HostPort>(), due, now);
    platform.database.write([&](sql::Transaction& transaction) {
        apply_card_step({transaction, platform, now}, due.id, step);
        return true;
    });
}

}  // namespace

bool has_card(const std::vector<StoredTender>& tenders) {
    return std::ranges::any_of(
        tenders, [](const StoredTender& tender) { return tender.kind == TenderKind::linked_card; });
}

Result<ChargeReply> begin_card_charge(const Scope& scope, const Payment& payment,
                                      const std::vector<StoredTender>& tenders,
                                      ChargeMethod method) {
    const auto& by_card = tenders.back();
    TRY(const auto card, account::find_linked_card(scope.transaction, by_card.source_ref));
    if (card.customer_id != payment.payer_customer_id) return account::linked_card_not_found;
    for (const auto& tender : tenders)
        if (tender.kind != TenderKind::linked_card)
            TRY_DONE(reserve_tender(scope, payment, tender));
    CardMovementBooks{scope.transaction}.add(
        intent_of(scope, payment, card.agreement_number, by_card.amount_fen));
    PaymentBooks{scope.transaction}.set_unknown(payment.id, method);
    return ChargeReply{payment.id, PaymentState::unknown, payment.amount_fen, scope.now};
}

Result<Done> begin_card_refund(const Scope& scope, const Payment& payment, RefundId refund_id,
                               const RefundPart& part) {
    TRY(const auto card, account::find_linked_card(scope.transaction, part.source_ref));
    auto movement = intent_of(scope, payment, card.agreement_number, part.amount_fen);
    movement.refund_id = refund_id;
    movement.direction = host::MovementDirection::credit;
    CardMovementBooks{scope.transaction}.add(movement);
    return done;
}

void apply_card_step(const Scope& scope, CardMovementId id, const FundingStep& step) {
    CardMovementBooks books{scope.transaction};
    PaymentBooks payments{scope.transaction};
    const auto movement = books.lock(id);
    if (!movement || !account::may_follow(movement->state, step.state)) return;
    const bool is_final =
        step.state == FundingState::succeeded || step.state == FundingState::refused;
    if (!is_final) return books.set_step(id, step);
    auto payment = payments.lock(movement->payment_id).value();
    const auto finished = movement->refund_id
                              ? finish_refund(scope, *movement, step.state)
                              : finish_charge(scope, payment, *movement, step.state);
    if (!finished) {
        // An account was frozen in between: asked again until it can take its part.
        const auto later = scope.now + account::funding_delay(movement->attempts);
        return books.set_step(id, {FundingState::unknown, {}, later});
    }
    books.set_step(id, step);
    books.set_settled(id, scope.now);
}

void advance_cards(api::Platform& platform, UtcTime now) {
    std::vector<CardMovement> due;
    platform.database.read([&](sql::Reader& reader) {
        due = CardMovementRepository{reader}.list_due(now, movements_per_run);
    });
    for (const auto& movement : due) advance(platform, movement, now);
}

}  // namespace dlfp::payment
