// What a customer's charge needs, from the table of factors and what was paid before.
#include "core/payment/server/charge_confirmed.h"

#include "core/identity/server/identity.h"
#include "core/payment/server/charge_pin_free.h"
#include "core/payment/server/confirmed_payment_repository.h"

namespace dlfp::payment {
namespace {

std::vector<identity::MovedBy> moved_before(const PreparedCharge& prepared, const Payment& payment,
                                            const api::Call& call) {
    auto moved = prepared.moved_until_yesterday;
    for (const auto& sum : ConfirmedPaymentBooks{call.transaction()}.sum_of_day(
             payment.payer_customer_id, call.today()))
        moved.push_back({identity::parse_shown(sum.confirmed_by),
                         {.today = sum.amount_fen, .this_year = sum.amount_fen}});
    return moved;
}

ChargeMethod method_of(const identity::ShownProofs& shown) {
    return shown.for_operation.has(identity::Proof::passkey) ? ChargeMethod::passkey
                                                             : ChargeMethod::pin;
}

}  // namespace

Result<PreparedCharge> prepare_charge_payment(const ChargePaymentRequest& request,
                                              api::ReadCall& call) {
    PreparedCharge prepared;
    if (!request.payment_pin) return prepared;
    prepared.pin = identity::verify_payment_pin_prepared(*request.payment_pin, call);
    if (request.confirmation)
        prepared.confirmation = identity::check_confirmation_prepared(*request.confirmation, call);
    for (const auto& sum : ConfirmedPaymentRepository{call.reader()}.sum_of_year_before(
             identity::customer_of(call.caller()), call.today()))
        prepared.moved_until_yesterday.push_back(
            {identity::parse_shown(sum.confirmed_by), {.today = {}, .this_year = sum.amount_fen}});
    return prepared;
}

Result<ChargeReply> charge_payment(const ChargePaymentRequest& request,
                                   const PreparedCharge& prepared, api::Call& call) {
    const auto scope = scope_of(call);
    if (!prepared.pin) return charge_pin_free(scope, request.payment_id);
    TRY(const auto payment, lock_payable(scope, request.payment_id));
    TRY(const auto confirmed,
        identity::confirm_operation(
            operation_of(call.reader(), payment),
            {.scene = identity::Scene::pay,
             .amount = payment.amount_fen,
             .before = moved_before(prepared, payment, call),
             .seen_digest = request.operation_digest ? std::string_view{*request.operation_digest}
                                                     : std::string_view{},
             .pin = prepared.pin,
             .confirmation = prepared.confirmation},
            call));
    TRY(const auto reply, charge(scope, payment.id, method_of(confirmed.shown)));
    ConfirmedPaymentBooks{call.transaction()}.keep(payment.id, confirmed);
    return reply;
}

Result<identity::ConfirmationReply> open_charge_confirmation(
    const OpenChargeConfirmationRequest& request, api::Call& call) {
    TRY(const auto payment, lock_payable(scope_of(call), request.payment_id));
    return identity::open_confirmation(operation_of(call.reader(), payment), call);
}

}  // namespace dlfp::payment
