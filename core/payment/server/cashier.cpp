// Endpoints of the payer.
#include "core/payment/server/cashier.h"

#include "core/payment/server/payment_list.h"
#include "core/payment/server/payment_repository.h"

namespace dlfp::payment {
namespace {

std::vector<TenderView> tender_views(PaymentRepository& repository, PaymentId id) {
    std::vector<TenderView> views;
    for (const auto& tender : repository.list_tenders(id))
        views.push_back({tender.position, tender.kind, tender.amount_fen, tender.refunded_fen});
    return views;
}

std::vector<RefundView> refund_views(sql::Reader& reader, PaymentId id) {
    std::vector<RefundView> views;
    for (const auto& refund : RefundRepository{reader}.list_of_payment(id))
        views.push_back({refund.id, refund.amount_fen, refund.reason, refund.state,
                         refund.requested_at_us, refund.refunded_at_us});
    return views;
}

}  // namespace

Result<PaymentView> view_payment(sql::Reader& reader, PaymentId payment_id) {
    PaymentRepository repository{reader};
    TRY(const auto payment, or_failure(repository.find(payment_id), payment_not_found));
    const auto own_limit = repository.pin_free_max_of(payment.payer_customer_id);
    return PaymentView{
        .payment_id = payment.id,
        .organisation_id = payment.organisation_id,
        .payee_name = payee_name_of(reader, payment.organisation_id),
        .subject = payment.subject,
        .scene = payment.scene,
        .scene_ref = payment.scene_ref,
        .state = payment.state,
        .amount_fen = payment.amount_fen,
        .refunded_fen = payment.refunded_fen,
        .method = payment.method,
        .created_at_us = payment.created_at_us,
        .expires_at_us = payment.expires_at_us,
        .charged_at_us = payment.charged_at_us,
        .needs_pin = payment.amount_fen > own_limit,
        .operation_digest = identity::to_text(identity::digest_of(operation_of(reader, payment))),
        .tenders = tender_views(repository, payment.id),
        .refunds = refund_views(reader, payment.id)};
}

Result<Done> check_payer(const api::ReadCall& call, const PaymentId& payment_id) {
    const auto payer = PaymentRepository{call.reader()}.find_payer(payment_id);
    if (!payer || *payer != identity::customer_of(call.caller())) return payment_not_found;
    return done;
}

Result<PaymentView> show_payment(const ShowPaymentRequest& request, api::ReadCall& call) {
    return view_payment(call.reader(), request.payment_id);
}

Result<ReceiptReply> show_receipt(const ShowPaymentRequest& request, api::ReadCall& call) {
    TRY(auto view, view_payment(call.reader(), request.payment_id));
    if (!view.charged_at_us) return not_charged;
    const auto payer =
        identity::customer_display(call.reader(), identity::customer_of(call.caller()));
    return ReceiptReply{.receipt_number = receipt_number_of(view),
                        .payer_masked_name = payer ? payer->masked_name : "",
                        .payment = std::move(view),
                        .issued_at_us = call.now()};
}

Result<ListPaymentsReply> list_payments(const ListPaymentsRequest& request, api::ReadCall& call) {
    TRY(const auto filter, filter_of(request, call.today()));
    return list_reply(call.reader(),
                      PaymentRepository{call.reader()}.list_of_payer(
                          identity::customer_of(call.caller()), filter),
                      filter.limit);
}

Result<PreferenceReply> show_preference(const api::NoRequest&, api::ReadCall& call) {
    PaymentRepository repository{call.reader()};
    return PreferenceReply{repository.pin_free_max_of(identity::customer_of(call.caller())),
                           repository.rule_of(call.today()).pin_free_max_fen};
}

Result<PreparedPin> prepare_set_preference(const SetPreferenceRequest& request,
                                           api::ReadCall& call) {
    return PreparedPin{identity::verify_payment_pin_prepared(request.payment_pin, call)};
}

Result<PreferenceReply> set_preference(const SetPreferenceRequest& request,
                                       const PreparedPin& prepared, api::Call& call) {
    TRY_DONE(identity::require_pin(*prepared.proof, call));
    PaymentBooks books{call.transaction()};
    const auto highest = books.rule_of(call.today()).pin_free_max_fen;
    if (request.pin_free_max_fen > highest)
        return Error{pin_free_limit_too_high}.with("limit_fen", highest.fen());
    books.set_pin_free_max(identity::customer_of(call.caller()), request.pin_free_max_fen,
                           call.now());
    return PreferenceReply{request.pin_free_max_fen, highest};
}

}  // namespace dlfp::payment
