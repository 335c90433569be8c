// The console's side of payments: look up, refund, settlements and reconciliation.
#pragma once

#include "core/payment/server/cashier.h"
#include "core/payment/server/reconcile_day.h"
#include "core/payment/server/refund_approval.h"
#include "core/payment/server/settlement.h"

namespace dlfp::payment {

inline constexpr api::Permission view_payments{
    "payment.view_payments", "查看支付订单",
    "bank_admin bank_operator bank_approver operator_manager operator_cashier"};
inline constexpr api::Permission refund_payments{"payment.refund_payments", "申请退款",
                                                 "bank_operator operator_manager operator_cashier"};
inline constexpr api::Permission view_settlements{
    "payment.view_settlements", "查看商户结算",
    "bank_admin bank_operator bank_approver operator_manager"};
inline constexpr api::Permission reconcile_books{"payment.reconcile_books", "对账与差错处理",
                                                 "bank_operator bank_approver"};

/// Staff of the bank may name an operator; others see their own organisation alone.
struct ListMerchantPaymentsRequest {
    std::optional<identity::OrganisationId> organisation_id;
    std::optional<BusinessDate> from;
    std::optional<BusinessDate> until;
    std::optional<PaymentState> state;
    std::optional<PaymentId> after;
    std::optional<api::Whole<1, 200>> limit;
};
BOOST_DESCRIBE_STRUCT(ListMerchantPaymentsRequest, (),
                      (organisation_id, from, until, state, after, limit))
Result<ListPaymentsReply> list_merchant_payments(const ListMerchantPaymentsRequest& request,
                                                 api::ReadCall& call);

/// Ownership check of staff: payment_not_found unless the payment is of the own organisation or
/// the caller works for the bank.
Result<Done> check_payee(const api::ReadCall& call, const PaymentId& payment_id);
Result<PaymentView> show_merchant_payment(const ShowPaymentRequest& request, api::ReadCall& call);

struct RefundPaymentRequest {
    PaymentId payment_id;
    Money amount_fen;
    api::Text<100> reason;
};
BOOST_DESCRIBE_STRUCT(RefundPaymentRequest, (), (payment_id, amount_fen, reason))
Result<RefundReply> refund_payment(const RefundPaymentRequest& request, api::Call& call);

inline constexpr api::Limits staff_write_limits{
    .body_bytes_max = 2048, .calls_per_minute_max = 60, .deadline = 3s};
inline constexpr auto list_merchant_payments_endpoint =
    api::get<&list_merchant_payments>("/staff/payments")
        .doc("Payments of an operator, newest first.")
        .for_staff(view_payments)
        .limits(payment_read_limits)
        .may_fail(period_malformed);
inline constexpr auto show_merchant_payment_endpoint =
    api::get<&show_merchant_payment>("/staff/payments/{payment_id}")
        .doc("A payment with tenders and refunds.")
        .for_staff(view_payments)
        .owned_by<&check_payee, &ShowPaymentRequest::payment_id>()
        .limits(payment_read_limits)
        .may_fail(payment_not_found);
inline constexpr auto refund_payment_endpoint =
    api::post<&refund_payment>("/staff/payments/{payment_id}/refunds")
        .doc("Returns money of a payment; above the limit a second person decides.")
        .for_staff(refund_payments)
        .owned_by<&check_payee, &RefundPaymentRequest::payment_id>()
        .idempotent()
        .limits(staff_write_limits)
        .may_fail(refund_failures);

}  // namespace dlfp::payment
