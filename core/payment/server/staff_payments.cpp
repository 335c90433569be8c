// Staff see payments of their own organisation; the bank sees all.
#include "core/payment/server/staff_payments.h"

#include "core/payment/server/payment_list.h"

namespace dlfp::payment {
namespace {

bool is_of_bank(const api::Caller& caller) {
    return identity::organisation_of(caller) == identity::bank_organisation_id;
}

identity::OrganisationId asked_organisation(
    const std::optional<identity::OrganisationId>& requested, const api::Caller& caller) {
    return requested && is_of_bank(caller) ? *requested : identity::organisation_of(caller);
}

}  // namespace

Result<ListPaymentsReply> list_merchant_payments(const ListMerchantPaymentsRequest& request,
                                                 api::ReadCall& call) {
    TRY(const auto filter,
        filter_of({request.from, request.until, request.state, request.after, request.limit},
                  call.today()));
    const auto organisation_id = asked_organisation(request.organisation_id, call.caller());
    return list_reply(call.reader(),
                      PaymentRepository{call.reader()}.list_of_merchant(organisation_id, filter),
                      filter.limit);
}

Result<Done> check_payee(const api::ReadCall& call, const PaymentId& payment_id) {
    TRY(const auto payment, find_payment(call.reader(), payment_id));
    if (is_of_bank(call.caller())) return done;
    if (payment.organisation_id != identity::organisation_of(call.caller()))
        return payment_not_found;
    return done;
}

Result<PaymentView> show_merchant_payment(const ShowPaymentRequest& request, api::ReadCall& call) {
    return view_payment(call.reader(), request.payment_id);
}

Result<RefundReply> refund_payment(const RefundPaymentRequest& request, api::Call& call) {
    call.about("payment_order", request.payment_id.to_text());
    call.changed("refund_fen", "", std::to_string(request.amount_fen.fen()));
    return refund(scope_of(call), {.payment_id = request.payment_id,
                                   .amount_fen = request.amount_fen,
                                   .reason = request.reason,
                                   .requested_by = identity::staff_of(call.caller()).to_text()});
}

}  // namespace dlfp::payment
