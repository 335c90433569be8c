// The customer's side of a payment: look at the order, agree with the PIN, find it again with its
// receipt, and set what may be paid without PIN.
#pragma once

#include "core/payment/server/charge_confirmed.h"
#include "core/payment/server/payment_code.h"
#include "core/payment/server/refund_repository.h"

namespace dlfp::payment {

/// One refund as the customer sees it.
struct RefundView {
    RefundId refund_id;
    Money amount_fen;
    std::string reason;
    RefundState state{};
    UtcTime requested_at_us;
    std::optional<UtcTime> refunded_at_us;
};
BOOST_DESCRIBE_STRUCT(RefundView, (),
                      (refund_id, amount_fen, reason, state, requested_at_us, refunded_at_us))

/// A tender without the payer's account.
struct TenderView {
    std::int64_t position = 0;
    TenderKind kind{};
    Money amount_fen;
    Money refunded_fen;
};
BOOST_DESCRIBE_STRUCT(TenderView, (), (position, kind, amount_fen, refunded_fen))

struct PaymentView {
    PaymentId payment_id;
    identity::OrganisationId organisation_id;
    std::string payee_name;
    std::string subject;
    std::string scene;
    std::string scene_ref;
    PaymentState state{};
    Money amount_fen;
    Money refunded_fen;
    std::optional<ChargeMethod> method;
    UtcTime created_at_us;
    UtcTime expires_at_us;
    std::optional<UtcTime> charged_at_us;
    bool needs_pin = true;         ///< false: below the customer's own pin-free limit
    std::string operation_digest;  ///< of all that paying it would do; named by the charge
    std::vector<TenderView> tenders;
    std::vector<RefundView> refunds;
};
BOOST_DESCRIBE_STRUCT(PaymentView, (),
                      (payment_id, organisation_id, payee_name, subject, scene, scene_ref, state,
                       amount_fen, refunded_fen, method, created_at_us, expires_at_us,
                       charged_at_us, needs_pin, operation_digest, tenders, refunds))

/// The whole of a payment from this snapshot; payment_not_found.
Result<PaymentView> view_payment(sql::Reader& reader, PaymentId payment_id);

/// Ownership check: payment_not_found unless the caller is the payer.
Result<Done> check_payer(const api::ReadCall& call, const PaymentId& payment_id);

struct ShowPaymentRequest {
    PaymentId payment_id;
};
BOOST_DESCRIBE_STRUCT(ShowPaymentRequest, (), (payment_id))
Result<PaymentView> show_payment(const ShowPaymentRequest& request, api::ReadCall& call);

/// A charge proven: number, parties, amounts and what came back.
struct ReceiptReply {
    std::string receipt_number;
    std::string payer_masked_name;
    PaymentView payment;
    UtcTime issued_at_us;
};
BOOST_DESCRIBE_STRUCT(ReceiptReply, (), (receipt_number, payer_masked_name, payment, issued_at_us))
Result<ReceiptReply> show_receipt(const ShowPaymentRequest& request, api::ReadCall& call);

struct ListPaymentsRequest {
    std::optional<BusinessDate> from;   ///< first day of creation; 30 days back when absent
    std::optional<BusinessDate> until;  ///< last day; today when absent
    std::optional<PaymentState> state;
    std::optional<PaymentId> after;
    std::optional<api::Whole<1, 200>> limit;
};
BOOST_DESCRIBE_STRUCT(ListPaymentsRequest, (), (from, until, state, after, limit))
/// One line of a list.
struct PaymentLine {
    PaymentId payment_id;
    std::string subject;
    std::string payee_name;
    std::string scene;
    PaymentState state{};
    Money amount_fen;
    Money refunded_fen;
    UtcTime created_at_us;
    std::optional<UtcTime> charged_at_us;
};
BOOST_DESCRIBE_STRUCT(PaymentLine, (),
                      (payment_id, subject, payee_name, scene, state, amount_fen, refunded_fen,
                       created_at_us, charged_at_us))
struct ListPaymentsReply {
    std::vector<PaymentLine> items;
    std::optional<PaymentId> next_after;
};
BOOST_DESCRIBE_STRUCT(ListPaymentsReply, (), (items, next_after))
Result<ListPaymentsReply> list_payments(const ListPaymentsRequest& request, api::ReadCall& call);

struct PreferenceReply {
    Money pin_free_max_fen;  ///< the customer's own; nothing: the PIN is always asked
    Money highest_fen;       ///< the most it may be set to
};
BOOST_DESCRIBE_STRUCT(PreferenceReply, (), (pin_free_max_fen, highest_fen))
Result<PreferenceReply> show_preference(const api::NoRequest& request, api::ReadCall& call);

struct SetPreferenceRequest {
    Money pin_free_max_fen;
    Secret<> payment_pin;
};
BOOST_DESCRIBE_STRUCT(SetPreferenceRequest, (), (pin_free_max_fen, payment_pin))
Result<PreparedPin> prepare_set_preference(const SetPreferenceRequest& request,
                                           api::ReadCall& call);
Result<PreferenceReply> set_preference(const SetPreferenceRequest& request,
                                       const PreparedPin& prepared, api::Call& call);

inline constexpr api::Limits payment_read_limits{
    .body_bytes_max = 0, .calls_per_minute_max = 240, .deadline = 2s};

inline constexpr auto show_payment_endpoint =
    api::get<&show_payment>("/payments/{payment_id}")
        .doc("An own payment with its tenders and refunds.")
        .for_customers(identity::verified_customer)
        .owned_by<&check_payer, &ShowPaymentRequest::payment_id>()
        .limits(payment_read_limits)
        .may_fail(payment_not_found);
inline constexpr auto charge_payment_endpoint =
    api::post<&charge_payment, &prepare_charge_payment>("/payments/{payment_id}/charge")
        .doc(
            "Pays an own order: below the own pin-free limit, with the payment PIN, or with PIN "
            "and "
            "a passkey's confirmation where the amount asks for it.")
        .for_customers(identity::verified_customer)
        .owned_by<&check_payer, &ChargePaymentRequest::payment_id>()
        .idempotent()
        .limits({.body_bytes_max = 16'000, .calls_per_minute_max = 30, .deadline = 3s})
        .may_fail(charge_failures, pin_required, identity::confirmation_failures);
inline constexpr auto open_charge_confirmation_endpoint =
    api::post<&open_charge_confirmation>("/payments/{payment_id}/confirmations")
        .doc("Asks the payer's passkeys to agree to an own order, its payee, amount and tenders.")
        .for_customers(identity::verified_customer)
        .owned_by<&check_payer, &OpenChargeConfirmationRequest::payment_id>()
        .naturally_idempotent()
        .limits({.body_bytes_max = 64, .calls_per_minute_max = 30, .deadline = 3s})
        .may_fail(payment_not_found, already_charged, outcome_pending, order_closed, order_expired,
                  identity::passkey_absent);
inline constexpr auto show_receipt_endpoint =
    api::get<&show_receipt>("/payments/{payment_id}/receipt")
        .doc("The receipt of an own, charged payment.")
        .for_customers(identity::verified_customer)
        .owned_by<&check_payer, &ShowPaymentRequest::payment_id>()
        .limits(payment_read_limits)
        .may_fail(payment_not_found, not_charged);
inline constexpr auto list_payments_endpoint =
    api::get<&list_payments>("/payments")
        .doc("Own payments, newest first, at most 366 days at once.")
        .for_customers(identity::verified_customer)
        .limits(payment_read_limits)
        .may_fail(period_malformed);
inline constexpr auto show_preference_endpoint = api::get<&show_preference>("/payment-preference")
                                                     .doc("What the customer pays without PIN.")
                                                     .for_customers(identity::verified_customer)
                                                     .limits(payment_read_limits)
                                                     .may_fail(pin_free_limit_too_high);
inline constexpr auto set_preference_endpoint =
    api::put<&set_preference, &prepare_set_preference>("/payment-preference")
        .doc("Sets what the customer pays without PIN; 0 turns it off.")
        .for_customers(identity::verified_customer)
        .naturally_idempotent()
        .limits({.body_bytes_max = 512, .calls_per_minute_max = 10, .deadline = 3s})
        .may_fail(pin_free_limit_too_high, identity::pin_failures);

}  // namespace dlfp::payment
