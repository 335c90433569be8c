// Queries about merchants, orders and tenders.
#include "core/payment/server/payment_repository.h"
#include "platform/runtime/sql/write_later.h"

#include "platform/base/planted.h"

namespace dlfp::payment {
namespace {

constexpr sql::Query find_merchant_query{
    "payment.find_merchant",
    "SELECT organisation_id, clearing_account_id, settlement_account_id, opened_at_us "
    "FROM payment_merchant WHERE organisation_id = $1"};
constexpr sql::Query list_merchants_query{
    "payment.list_merchants",
    "SELECT organisation_id, clearing_account_id, settlement_account_id, opened_at_us "
    "FROM payment_merchant ORDER BY organisation_id LIMIT 10000"};
constexpr sql::Query fee_of_query{
    "payment.fee_of",
    "SELECT fee_basis_points FROM payment_merchant_fee WHERE organisation_id = $1 "
    "AND effective_from <= $2 ORDER BY effective_from DESC LIMIT 1"};
constexpr sql::Query rule_of_query{
    "payment.rule_of",
    "SELECT effective_from, pin_free_max_fen, code_once_max_fen, code_day_max_fen, "
    "code_confirmed_day_max_fen, refund_unapproved_max_fen FROM payment_rule "
    "WHERE effective_from <= $1 ORDER BY effective_from DESC LIMIT 1"};
constexpr sql::Query find_query{
    "payment.find",
    "SELECT id, organisation_id, payer_customer_id, clearing_account_id, amount_fen, subject, "
    "scene, scene_ref, state, refunded_fen, refund_waiting_fen, method, created_at_us, "
    "created_day, expires_at_us, charged_at_us, charged_day FROM payment_order WHERE id = $1"};
constexpr sql::Query lock_query{
    "payment.lock",
    "SELECT id, organisation_id, payer_customer_id, clearing_account_id, amount_fen, subject, "
    "scene, scene_ref, state, refunded_fen, refund_waiting_fen, method, created_at_us, "
    "created_day, expires_at_us, charged_at_us, charged_day FROM payment_order WHERE id = $1 FOR "
    "UPDATE"};
constexpr sql::Query lock_with_limit_query{
    "payment.lock_with_limit",
    "SELECT id, organisation_id, payer_customer_id, clearing_account_id, amount_fen, subject, "
    "scene, scene_ref, state, refunded_fen, refund_waiting_fen, method, created_at_us, "
    "created_day, expires_at_us, charged_at_us, charged_day, "
    "COALESCE((SELECT p.pin_free_max_fen FROM payment_preference p "
    "WHERE p.customer_id = payer_customer_id), 0) AS pin_free_max_fen "
    "FROM payment_order WHERE id = $1 FOR UPDATE"};
constexpr sql::Query list_tenders_query{
    "payment.list_tenders",
    "SELECT position, kind, account_id, amount_fen, refunded_fen, source_ref, transfer_id "
    "FROM payment_tender WHERE payment_id = $1 ORDER BY position"};
// One index look-up per day of the range, newest day first.
constexpr sql::Query list_of_payer_query{
    "payment.list_of_payer",
    "WITH RECURSIVE day (number) AS (SELECT CAST($2 AS BIGINT) UNION ALL "
    "SELECT number - 1 FROM day WHERE number > $3) "
    "SELECT id, organisation_id, payer_customer_id, clearing_account_id, amount_fen, subject, "
    "scene, scene_ref, state, refunded_fen, refund_waiting_fen, method, created_at_us, "
    "created_day, expires_at_us, charged_at_us, charged_day FROM day JOIN payment_order ON "
    "created_day = day.number "
    "WHERE payer_customer_id = $1 AND id < $4 AND ($5 = '' OR state = $5) "
    "ORDER BY id DESC LIMIT $6"};
constexpr sql::Query list_of_merchant_query{
    "payment.list_of_merchant",
    "SELECT id, organisation_id, payer_customer_id, clearing_account_id, amount_fen, subject, "
    "scene, scene_ref, state, refunded_fen, refund_waiting_fen, method, created_at_us, "
    "created_day, expires_at_us, charged_at_us, charged_day FROM payment_order WHERE "
    "organisation_id = $1 "
    "AND created_day <= $2 AND created_day >= $3 AND id < $4 AND ($5 = '' OR state = $5) "
    "ORDER BY id DESC LIMIT $6"};
constexpr sql::Query list_expired_query{
    "payment.list_expired",
    "SELECT id FROM payment_order WHERE state = 'created' AND expires_at_us <= $1 "
    "ORDER BY expires_at_us LIMIT $2"};
constexpr sql::Query pin_free_max_query{
    "payment.pin_free_max",
    "SELECT pin_free_max_fen FROM payment_preference WHERE customer_id = $1"};
constexpr sql::Query find_payer_query{"payment.find_payer",
                                      "SELECT payer_customer_id FROM payment_order WHERE id = $1"};
constexpr sql::Query add_merchant_query{
    "payment.add_merchant",
    "INSERT INTO payment_merchant (organisation_id, clearing_account_id, settlement_account_id, "
    "opened_at_us) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING"};
constexpr sql::Query set_fee_query{
    "payment.set_fee",
    "INSERT INTO payment_merchant_fee (organisation_id, effective_from, fee_basis_points) "
    "VALUES ($1, $2, $3) ON CONFLICT (organisation_id, effective_from) "
    "DO UPDATE SET fee_basis_points = excluded.fee_basis_points"};
constexpr sql::Query add_tender_query{
    "payment.add_tender",
    "INSERT INTO payment_tender (payment_id, position, kind, account_id, amount_fen, "
    "refunded_fen, source_ref, transfer_id) VALUES ($1, $2, $3, $4, $5, 0, $6, $7)"};
constexpr sql::Query set_charged_query{
    "payment.set_charged",
    "UPDATE payment_order SET state = 'charged', method = $2, charged_at_us = $3, "
    "charged_day = $4 WHERE id = $1"};
constexpr sql::Query set_state_query{"payment.set_state",
                                     "UPDATE payment_order SET state = $2 WHERE id = $1"};
constexpr sql::Query set_unknown_query{
    "payment.set_unknown", "UPDATE payment_order SET state = 'unknown', method = $2 WHERE id = $1"};
constexpr sql::Query set_transfer_query{
    "payment.set_tender_transfer",
    "UPDATE payment_tender SET transfer_id = $3 WHERE payment_id = $1 AND position = $2"};
constexpr sql::Query set_refunds_query{
    "payment.set_refunds",
    "UPDATE payment_order SET state = $2, refunded_fen = $3, refund_waiting_fen = $4 "
    "WHERE id = $1"};
constexpr sql::Query add_tender_refund_query{
    "payment.add_tender_refund",
    "UPDATE payment_tender SET refunded_fen = refunded_fen + $3 "
    "WHERE payment_id = $1 AND position = $2"};
constexpr sql::Query set_pin_free_max_query{
    "payment.set_pin_free_max",
    "INSERT INTO payment_preference (customer_id, pin_free_max_fen, changed_at_us) "
    "VALUES ($1, $2, $3) ON CONFLICT (customer_id) DO UPDATE SET "
    "pin_free_max_fen = excluded.pin_free_max_fen, changed_at_us = excluded.changed_at_us"};

constexpr IdBytes greatest_id = [] {
    IdBytes bytes{};
    bytes.fill(0xFF);
    return bytes;
}();

std::string_view text_of(const std::optional<PaymentState>& state) {
    return state ? boost::describe::enum_to_string(*state, "") : "";
}

}  // namespace

std::optional<Merchant> PaymentRepository::find_merchant(identity::OrganisationId organisation_id) {
    return reader_.find<Merchant>(find_merchant_query, organisation_id);
}

std::vector<Merchant> PaymentRepository::list_merchants() {
    return reader_.list<Merchant>(list_merchants_query);
}

std::int64_t PaymentRepository::fee_of(identity::OrganisationId organisation_id, BusinessDate day) {
    return reader_.find<std::int64_t>(fee_of_query, organisation_id, day).value_or(0);
}

PaymentRule PaymentRepository::rule_of(BusinessDate day) {
    return reader_.value<PaymentRule>(rule_of_query, day);
}

std::optional<Payment> PaymentRepository::find(PaymentId id) {
    return reader_.find<Payment>(find_query, id);
}

std::vector<StoredTender> PaymentRepository::list_tenders(PaymentId id) {
    return reader_.list<StoredTender>(list_tenders_query, id);
}

std::vector<Payment> PaymentRepository::list_of_payer(identity::CustomerId customer_id,
                                                      const PaymentFilter& filter) {
    return reader_.list<Payment>(list_of_payer_query, customer_id, filter.until, filter.from,
                                 filter.after.value_or(PaymentId{greatest_id}),
                                 text_of(filter.state), filter.limit);
}

std::vector<Payment> PaymentRepository::list_of_merchant(identity::OrganisationId organisation_id,
                                                         const PaymentFilter& filter) {
    return reader_.list<Payment>(list_of_merchant_query, organisation_id, filter.until, filter.from,
                                 filter.after.value_or(PaymentId{greatest_id}),
                                 text_of(filter.state), filter.limit);
}

std::vector<PaymentId> PaymentRepository::list_expired(UtcTime now, std::int64_t limit) {
    return reader_.list<PaymentId>(list_expired_query, now, limit);
}

Money PaymentRepository::pin_free_max_of(identity::CustomerId customer_id) {
    return reader_.find<Money>(pin_free_max_query, customer_id).value_or(Money{});
}

std::optional<identity::CustomerId> PaymentRepository::find_payer(PaymentId id) {
    return reader_.find<identity::CustomerId>(find_payer_query, id);
}

void PaymentBooks::add_merchant(const Merchant& merchant) {
    transaction_.execute(add_merchant_query, merchant.organisation_id, merchant.clearing_account_id,
                         merchant.settlement_account_id, merchant.opened_at_us);
}

void PaymentBooks::set_fee(identity::OrganisationId organisation_id, BusinessDate effective_from,
                           std::int64_t fee_basis_points) {
    transaction_.execute(set_fee_query, organisation_id, effective_from, fee_basis_points);
}

void PaymentBooks::add(const Payment& payment) {
    sql::insert_later(transaction_, "payment_order", payment);
}

void PaymentBooks::add_tender(PaymentId id, const StoredTender& tender) {
    sql::execute_later(transaction_, 1, add_tender_query, id, tender.position, tender.kind,
                       tender.account_id, tender.amount_fen, tender.source_ref, tender.transfer_id);
}

std::optional<Payment> PaymentBooks::lock(PaymentId id) {
    if (planted("payment.order_unlocked")) return find(id);
    return transaction_.find<Payment>(lock_query, id);
}

std::optional<PinFreePayment> PaymentBooks::lock_with_limit(PaymentId id) {
    return transaction_.find<PinFreePayment>(lock_with_limit_query, id);
}

void PaymentBooks::set_charged(PaymentId id, ChargeMethod method, UtcTime now) {
    sql::execute_later(transaction_, 1, set_charged_query, id, method, now, BusinessDate::of(now));
}

void PaymentBooks::set_state(PaymentId id, PaymentState state) {
    transaction_.execute(set_state_query, id, state);
}

void PaymentBooks::set_unknown(PaymentId id, ChargeMethod method) {
    transaction_.execute(set_unknown_query, id, method);
}

void PaymentBooks::set_transfer(PaymentId id, std::int64_t position,
                                ledger::TransferId transfer_id) {
    transaction_.execute(set_transfer_query, id, position, transfer_id);
}

void PaymentBooks::set_refunds(const Payment& payment) {
    transaction_.execute(set_refunds_query, payment.id, payment.state, payment.refunded_fen,
                         payment.refund_waiting_fen);
}

void PaymentBooks::add_tender_refund(PaymentId id, const RefundPart& part) {
    transaction_.execute(add_tender_refund_query, id, part.position, part.amount_fen);
}

void PaymentBooks::set_pin_free_max(identity::CustomerId customer_id, Money pin_free_max,
                                    UtcTime now) {
    transaction_.execute(set_pin_free_max_query, customer_id, pin_free_max, now);
}

}  // namespace dlfp::payment
