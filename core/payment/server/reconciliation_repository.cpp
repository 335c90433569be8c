// Queries about reconciliation.
#include "core/payment/server/reconciliation_repository.h"

namespace dlfp::payment {
namespace {

constexpr sql::Query list_charges_query{
    "payment.list_charges_of_day",
    "SELECT id, amount_fen FROM payment_order WHERE charged_day = $1 ORDER BY id LIMIT 1000000"};
constexpr sql::Query list_refunds_query{
    "payment.list_refunds_of_day",
    "SELECT id, amount_fen FROM payment_refund WHERE refunded_day = $1 ORDER BY id LIMIT 1000000"};
constexpr sql::Query find_run_query{
    "payment.find_reconciliation",
    "SELECT business_day, payment_count, ledger_count, host_count, difference_count, "
    "host_outcome, run_at_us FROM payment_reconciliation WHERE business_day = $1"};
constexpr sql::Query list_runs_query{
    "payment.list_reconciliations",
    "SELECT business_day, payment_count, ledger_count, host_count, difference_count, "
    "host_outcome, run_at_us FROM payment_reconciliation ORDER BY business_day DESC LIMIT $1"};
constexpr sql::Query list_differences_query{
    "payment.list_differences",
    "SELECT id, business_day, kind, subject, payment_fen, ledger_fen, host_fen, state, "
    "found_at_us, remark, resolved_by, resolved_at_us, transfer_id FROM payment_difference "
    "WHERE business_day = $1 ORDER BY id LIMIT 10000"};
constexpr sql::Query list_open_query{
    "payment.list_open_differences",
    "SELECT id, business_day, kind, subject, payment_fen, ledger_fen, host_fen, state, "
    "found_at_us, remark, resolved_by, resolved_at_us, transfer_id FROM payment_difference "
    "WHERE state = 'open' ORDER BY id LIMIT $1"};
constexpr sql::Query find_query{
    "payment.find_difference",
    "SELECT id, business_day, kind, subject, payment_fen, ledger_fen, host_fen, state, "
    "found_at_us, remark, resolved_by, resolved_at_us, transfer_id FROM payment_difference "
    "WHERE id = $1"};
constexpr sql::Query lock_query{
    "payment.lock_difference",
    "SELECT id, business_day, kind, subject, payment_fen, ledger_fen, host_fen, state, "
    "found_at_us, remark, resolved_by, resolved_at_us, transfer_id FROM payment_difference "
    "WHERE id = $1 FOR UPDATE"};
constexpr sql::Query set_run_query{
    "payment.set_reconciliation",
    "INSERT INTO payment_reconciliation (business_day, payment_count, ledger_count, host_count, "
    "difference_count, host_outcome, run_at_us) VALUES ($1, $2, $3, $4, $5, $6, $7) "
    "ON CONFLICT (business_day) DO UPDATE SET payment_count = excluded.payment_count, "
    "ledger_count = excluded.ledger_count, host_count = excluded.host_count, "
    "difference_count = excluded.difference_count, host_outcome = excluded.host_outcome, "
    "run_at_us = excluded.run_at_us"};
constexpr sql::Query set_resolved_query{
    "payment.set_difference_resolved",
    "UPDATE payment_difference SET state = $2, remark = $3, resolved_by = $4, "
    "resolved_at_us = $5, transfer_id = $6 WHERE id = $1"};

template <class Tag>
struct AmountRow {
    Id<Tag> id;
    Money amount_fen;
};
using ChargeRow = AmountRow<PaymentTag>;
using RefundRow = AmountRow<RefundTag>;
BOOST_DESCRIBE_STRUCT(ChargeRow, (), (id, amount_fen))
BOOST_DESCRIBE_STRUCT(RefundRow, (), (id, amount_fen))

template <class Row>
std::vector<SideAmount> amounts_of(const std::vector<Row>& rows) {
    std::vector<SideAmount> amounts;
    amounts.reserve(rows.size());
    for (const auto& row : rows) amounts.push_back({row.id.to_text(), row.amount_fen});
    return amounts;
}

}  // namespace

std::vector<SideAmount> ReconciliationRepository::list_charges(BusinessDate day) {
    return amounts_of(reader_.list<ChargeRow>(list_charges_query, day));
}

std::vector<SideAmount> ReconciliationRepository::list_refunds(BusinessDate day) {
    return amounts_of(reader_.list<RefundRow>(list_refunds_query, day));
}

std::optional<ReconciliationRun> ReconciliationRepository::find_run(BusinessDate day) {
    return reader_.find<ReconciliationRun>(find_run_query, day);
}

std::vector<ReconciliationRun> ReconciliationRepository::list_runs(std::int64_t limit) {
    return reader_.list<ReconciliationRun>(list_runs_query, limit);
}

std::vector<Difference> ReconciliationRepository::list_differences(BusinessDate day) {
    return reader_.list<Difference>(list_differences_query, day);
}

std::vector<Difference> ReconciliationRepository::list_open(std::int64_t limit) {
    return reader_.list<Difference>(list_open_query, limit);
}

std::optional<Difference> ReconciliationRepository::find(DifferenceId id) {
    return reader_.find<Difference>(find_query, id);
}

void ReconciliationBooks::set_run(const ReconciliationRun& run) {
    transaction_.execute(set_run_query, run.business_day, run.payment_count, run.ledger_count,
                         run.host_count, run.difference_count, run.host_outcome, run.run_at_us);
}

void ReconciliationBooks::add(const Difference& difference) {
    transaction_.insert_if_absent("payment_difference", difference);
}

std::optional<Difference> ReconciliationBooks::lock(DifferenceId id) {
    return transaction_.find<Difference>(lock_query, id);
}

void ReconciliationBooks::set_resolved(const Difference& difference) {
    transaction_.execute(set_resolved_query, difference.id, difference.state, difference.remark,
                         difference.resolved_by, difference.resolved_at_us, difference.transfer_id);
}

}  // namespace dlfp::payment
