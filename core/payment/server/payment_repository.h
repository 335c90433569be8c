// All SQL about merchants, orders and tenders.
#pragma once

#include <optional>
#include <vector>

#include "core/payment/server/payment.h"
#include "platform/runtime/sql/sql.h"

namespace dlfp::payment {

struct Merchant {
    identity::OrganisationId organisation_id;
    ledger::AccountId clearing_account_id;
    ledger::AccountId settlement_account_id;
    UtcTime opened_at_us;
};
BOOST_DESCRIBE_STRUCT(Merchant, (),
                      (organisation_id, clearing_account_id, settlement_account_id, opened_at_us))

/// Dated limits of this module.
struct PaymentRule {
    BusinessDate effective_from;
    Money pin_free_max_fen;            ///< the most a customer may allow without PIN
    Money code_once_max_fen;           ///< a code without PIN, at once
    Money code_day_max_fen;            ///< codes without PIN, per day (class C)
    Money code_confirmed_day_max_fen;  ///< codes with PIN, per day (class B)
    Money refund_unapproved_max_fen;   ///< a refund above it needs a second person
};
BOOST_DESCRIBE_STRUCT(PaymentRule, (),
                      (effective_from, pin_free_max_fen, code_once_max_fen, code_day_max_fen,
                       code_confirmed_day_max_fen, refund_unapproved_max_fen))

/// A tender with the transfer that takes its money.
struct StoredTender : TenderLine {
    ledger::TransferId transfer_id;
};
BOOST_DESCRIBE_STRUCT(StoredTender, (TenderLine), (transfer_id))

/// A payment with what decides whether its charge needs the PIN.
struct PinFreePayment : Payment {
    Money pin_free_max_fen;  ///< the payer's own; nothing: always asked
};
BOOST_DESCRIBE_STRUCT(PinFreePayment, (Payment), (pin_free_max_fen))

/// Which payments a list shows. `from` … `until` are days of creation.
struct PaymentFilter {
    BusinessDate from;
    BusinessDate until;
    std::optional<PaymentState> state;
    std::optional<PaymentId> after;
    std::int64_t limit = 20;
};

class PaymentRepository {
public:
    explicit PaymentRepository(sql::Reader& reader) : reader_{reader} {}

    std::optional<Merchant> find_merchant(identity::OrganisationId organisation_id);
    std::vector<Merchant> list_merchants();
    /// In basis points; 0 before the first rate.
    std::int64_t fee_of(identity::OrganisationId organisation_id, BusinessDate day);
    PaymentRule rule_of(BusinessDate day);

    std::optional<Payment> find(PaymentId id);
    /// One column instead of a whole order: every call of a payer asks it.
    std::optional<identity::CustomerId> find_payer(PaymentId id);
    std::vector<StoredTender> list_tenders(PaymentId id);
    std::vector<Payment> list_of_payer(identity::CustomerId customer_id,
                                       const PaymentFilter& filter);
    std::vector<Payment> list_of_merchant(identity::OrganisationId organisation_id,
                                          const PaymentFilter& filter);
    std::vector<PaymentId> list_expired(UtcTime now, std::int64_t limit);
    /// The customer's own highest amount without PIN; nothing: always asked.
    Money pin_free_max_of(identity::CustomerId customer_id);

protected:
    sql::Reader& reader_;
};

/// The writing half.
class PaymentBooks : public PaymentRepository {
public:
    explicit PaymentBooks(sql::Transaction& transaction)
        : PaymentRepository{transaction}, transaction_{transaction} {}

    void add_merchant(const Merchant& merchant);
    void set_fee(identity::OrganisationId organisation_id, BusinessDate effective_from,
                 std::int64_t fee_basis_points);
    void add(const Payment& payment);
    void add_tender(PaymentId id, const StoredTender& tender);
    std::optional<Payment> lock(PaymentId id);
    std::optional<PinFreePayment> lock_with_limit(PaymentId id);
    void set_charged(PaymentId id, ChargeMethod method, UtcTime now);
    void set_state(PaymentId id, PaymentState state);
    void set_unknown(PaymentId id, ChargeMethod method);
    void set_transfer(PaymentId id, std::int64_t position, ledger::TransferId transfer_id);
    void set_refunds(const Payment& payment);
    void add_tender_refund(PaymentId id, const RefundPart& part);
    void set_pin_free_max(identity::CustomerId customer_id, Money pin_free_max, UtcTime now);

private:
    sql::Transaction& transaction_;
};

}  // namespace dlfp::payment
