// Queries about refunds.
#include "core/payment/server/refund_repository.h"

namespace dlfp::payment {
namespace {

constexpr sql::Query find_query{
    "payment.find_refund",
    "SELECT id, payment_id, organisation_id, amount_fen, reason, state, requested_by, "
    "requested_at_us, decided_by, refunded_at_us, refunded_day FROM payment_refund WHERE id = $1"};
constexpr sql::Query lock_query{
    "payment.lock_refund",
    "SELECT id, payment_id, organisation_id, amount_fen, reason, state, requested_by, "
    "requested_at_us, decided_by, refunded_at_us, refunded_day FROM payment_refund WHERE id = $1 "
    "FOR UPDATE"};
constexpr sql::Query list_of_payment_query{
    "payment.list_refunds_of_payment",
    "SELECT id, payment_id, organisation_id, amount_fen, reason, state, requested_by, "
    "requested_at_us, decided_by, refunded_at_us, refunded_day FROM payment_refund "
    "WHERE payment_id = $1 ORDER BY id LIMIT 100"};
constexpr sql::Query list_waiting_query{
    "payment.list_refunds_waiting",
    "SELECT id, payment_id, organisation_id, amount_fen, reason, state, requested_by, "
    "requested_at_us, decided_by, refunded_at_us, refunded_day FROM payment_refund "
    "WHERE organisation_id = $1 AND state = 'waiting_approval' ORDER BY id LIMIT 200"};
constexpr sql::Query add_part_query{
    "payment.add_refund_part",
    "INSERT INTO payment_refund_part (refund_id, position, amount_fen, transfer_id) "
    "VALUES ($1, $2, $3, $4)"};
constexpr sql::Query set_decided_query{
    "payment.set_refund_decided",
    "UPDATE payment_refund SET state = $2, decided_by = $3, refunded_at_us = $4, "
    "refunded_day = $5 WHERE id = $1"};

}  // namespace

std::optional<Refund> RefundRepository::find(RefundId id) {
    return reader_.find<Refund>(find_query, id);
}

std::vector<Refund> RefundRepository::list_of_payment(PaymentId payment_id) {
    return reader_.list<Refund>(list_of_payment_query, payment_id);
}

std::vector<Refund> RefundRepository::list_waiting(identity::OrganisationId organisation_id) {
    return reader_.list<Refund>(list_waiting_query, organisation_id);
}

void RefundBooks::add(const Refund& refund) { transaction_.insert("payment_refund", refund); }

std::optional<Refund> RefundBooks::lock(RefundId id) {
    return transaction_.find<Refund>(lock_query, id);
}

void RefundBooks::add_part(RefundId id, const RefundPart& part, ledger::TransferId transfer_id) {
    transaction_.execute(add_part_query, id, part.position, part.amount_fen, transfer_id);
}

void RefundBooks::set_decided(const Refund& refund) {
    transaction_.execute(set_decided_query, refund.id, refund.state, refund.decided_by,
                         refund.refunded_at_us, refund.refunded_day);
}

}  // namespace dlfp::payment
