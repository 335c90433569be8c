// Payments: the façade that scenarios use. A scenario makes an order with its tenders, the customer
// charges it at the cashier (or the scenario charges it with a payment code), money comes back by
// refunds, and each business day is settled to the operator.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/identity/server/ids.h"
#include "core/ledger/server/transfer.h"
#include "core/payment/server/payment_failures.h"
#include "core/payment/server/tender.h"
#include "platform/api/call.h"

namespace dlfp::payment {

struct PaymentTag {
    static constexpr std::string_view prefix = "pay";
};
using PaymentId = Id<PaymentTag>;

struct RefundTag {
    static constexpr std::string_view prefix = "rfd";
};
using RefundId = Id<RefundTag>;

/// What every function that writes needs: from a call (`scope_of(call)`) or from a job.
struct Scope {
    sql::Transaction& transaction;
    api::Platform& platform;
    UtcTime now;
};
inline Scope scope_of(const api::Call& call) {
    return {call.transaction(), call.platform(), call.now()};
}

/// An order to be made.
struct OrderDraft {
    identity::OrganisationId organisation_id;  ///< the merchant; open_merchant came before
    identity::CustomerId payer_customer_id;
    std::string subject;    ///< shown at the cashier and on the receipt, ≤ 64 characters
    std::string scene;      ///< "canteen"
    std::string scene_ref;  ///< ≤ 64 bytes, e.g. the meal order's id as text; comes back in events
    std::vector<Tender> tenders;  ///< 1 … 8; their sum is the order's amount
    UtcTime expires_at_us;        ///< an unpaid order closes by itself then
};

enum class PaymentState {
    created,  ///< waits for the customer
    unknown,  ///< a linked card was asked and the host has not answered yet
    charged,
    closed,     ///< expired or given up unpaid
    refunding,  ///< a refund waits for approval
    refunded_partly,
    refunded,
};
BOOST_DESCRIBE_ENUM(PaymentState, created, unknown, charged, closed, refunding, refunded_partly,
                    refunded)

/// How the customer agreed to a charge.
enum class ChargeMethod {
    pin,
    passkey,  ///< the PIN, and a passkey that signed the order
    pin_free,
    payment_code,
    offline,
};
BOOST_DESCRIBE_ENUM(ChargeMethod, pin, passkey, pin_free, payment_code, offline)

struct ChargeReply {
    PaymentId payment_id;
    PaymentState state{};
    Money amount_fen;
    UtcTime charged_at_us;
};
BOOST_DESCRIBE_STRUCT(ChargeReply, (), (payment_id, state, amount_fen, charged_at_us))

/// Makes an order; moves nothing. merchant_not_found, tenders_malformed, expiry_not_in_future.
Result<PaymentId> create_order(const Scope& scope, const OrderDraft& draft);

/// Charges an order once, all tenders as one linked chain of transfers to the merchant. Whoever
/// calls has the customer's agreement. `charge_failures`.
Result<ChargeReply> charge(const Scope& scope, PaymentId payment_id, ChargeMethod method);

/// Books a sale that happened at a device without connection: made and charged at once with value
/// date `occurred_at`; limits count it but do not refuse it (row C2).
Result<ChargeReply> charge_offline(const Scope& scope, const OrderDraft& draft,
                                   UtcTime occurred_at);

/// Gives up an unpaid order; again is fine. payment_not_found, already_charged.
Result<Done> close_order(const Scope& scope, PaymentId payment_id);

/// Who showed a code, and how it was confirmed.
struct CodeHolder {
    identity::CustomerId customer_id;
};

/// Whose code this is, without using it: for prices that depend on the person. Holds the code until
/// the unit ends. code_unknown.
Result<CodeHolder> find_code_holder(const Scope& scope, std::string_view code);

/// Uses up a one-time payment code for an amount: code_unknown (wrong, expired or used),
/// code_needs_pin (fact `limit_fen`), code_day_limit_exceeded. Make the order and `charge` it with
/// ChargeMethod::payment_code in the same unit: a failure then gives the code back.
Result<CodeHolder> redeem_code(const Scope& scope, std::string_view code, Money amount);

struct RefundDraft {
    PaymentId payment_id;
    Money amount_fen;          ///< positive
    std::string reason;        ///< ≤ 200 characters, shown to the customer
    std::string requested_by;  ///< staff or device id as text; empty: the system
};

enum class RefundState { waiting_approval, refunded, rejected };
BOOST_DESCRIBE_ENUM(RefundState, waiting_approval, refunded, rejected)

struct RefundReply {
    RefundId refund_id;
    RefundState state{};
    Money amount_fen;
    std::vector<RefundPart> parts;  ///< empty while it waits for approval
};
BOOST_DESCRIBE_STRUCT(RefundReply, (), (refund_id, state, amount_fen, parts))

/// Returns money to the tenders, last used first. Above the configured limit it waits for approval
/// and `payment.refunded` tells when it is done. `refund_failures`.
Result<RefundReply> refund(const Scope& scope, const RefundDraft& draft);

/// A payment as stored.
struct Payment {
    PaymentId id;
    identity::OrganisationId organisation_id;
    identity::CustomerId payer_customer_id;
    ledger::AccountId clearing_account_id;  ///< the merchant's
    Money amount_fen;
    std::string subject;
    std::string scene;
    std::string scene_ref;
    PaymentState state{};
    Money refunded_fen;
    Money refund_waiting_fen;  ///< asked for, waits for approval
    std::optional<ChargeMethod> method;
    UtcTime created_at_us;
    BusinessDate created_day;
    UtcTime expires_at_us;
    std::optional<UtcTime> charged_at_us;
    std::optional<BusinessDate> charged_day;
};
BOOST_DESCRIBE_STRUCT(Payment, (),
                      (id, organisation_id, payer_customer_id, clearing_account_id, amount_fen,
                       subject, scene, scene_ref, state, refunded_fen, refund_waiting_fen, method,
                       created_at_us, created_day, expires_at_us, charged_at_us, charged_day))

/// payment_not_found.
Result<Payment> find_payment(sql::Reader& reader, PaymentId payment_id);
std::vector<TenderLine> list_tenders(sql::Reader& reader, PaymentId payment_id);

/// Opens an operator's clearing and settlement accounts and sets its fee from that day on;
/// repeatable. fee_malformed above 1,000 basis points.
struct MerchantOpening {
    identity::OrganisationId organisation_id;
    std::int64_t fee_basis_points = 0;
    BusinessDate effective_from;
    /// How far refunds may exceed what the merchant has earned and was not settled yet.
    Money refund_overdraft_fen = yuan(5'000);
};
Result<Done> open_merchant(const Scope& scope, const MerchantOpening& opening);

// Events in the outbox; their payload is this struct as JSON.
inline constexpr std::string_view charged_topic = "payment.charged";
inline constexpr std::string_view refunded_topic = "payment.refunded";
inline constexpr std::string_view closed_topic = "payment.closed";

/// Payload of the three topics; `refund_id` and `parts` for refunds only.
struct PaymentEvent {
    PaymentId payment_id;
    identity::OrganisationId organisation_id;
    identity::CustomerId payer_customer_id;
    std::string scene;
    std::string scene_ref;
    PaymentState state{};
    Money amount_fen;  ///< charged or refunded by this event
    UtcTime at_us;
    std::optional<RefundId> refund_id;
    std::vector<RefundPart> parts;
};
BOOST_DESCRIBE_STRUCT(PaymentEvent, (),
                      (payment_id, organisation_id, payer_customer_id, scene, scene_ref, state,
                       amount_fen, at_us, refund_id, parts))

/// Reads a payload; throws on text that this module did not write.
PaymentEvent parse_payment_event(std::string_view payload_json);

}  // namespace dlfp::payment
