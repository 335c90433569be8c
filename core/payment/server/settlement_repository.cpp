// Queries about settlements.
#include "core/payment/server/settlement_repository.h"

namespace dlfp::payment {
namespace {

constexpr sql::Query totals_query{
    "payment.totals_of_day",
    "SELECT (SELECT COUNT(*) FROM payment_order WHERE charged_day = $1 AND organisation_id = $2), "
    "(SELECT CAST(COALESCE(SUM(amount_fen), 0) AS BIGINT) FROM payment_order "
    "WHERE charged_day = $1 AND organisation_id = $2), "
    "(SELECT COUNT(*) FROM payment_refund WHERE refunded_day = $1 AND organisation_id = $2), "
    "(SELECT CAST(COALESCE(SUM(amount_fen), 0) AS BIGINT) FROM payment_refund "
    "WHERE refunded_day = $1 AND organisation_id = $2)"};
constexpr sql::Query find_query{
    "payment.find_settlement",
    "SELECT business_day, organisation_id, charged_count, charged_fen, refunded_count, "
    "refunded_fen, carried_in_fen, fee_basis_points, fee_fen, settled_fen, carried_out_fen, "
    "settled_at_us FROM payment_settlement WHERE business_day = $1 AND organisation_id = $2"};
constexpr sql::Query last_day_query{
    "payment.last_settled_day",
    "SELECT business_day FROM payment_settlement WHERE organisation_id = $1 "
    "ORDER BY business_day DESC LIMIT 1"};
constexpr sql::Query carried_query{
    "payment.carried_before",
    "SELECT carried_out_fen FROM payment_settlement WHERE organisation_id = $1 "
    "AND business_day < $2 ORDER BY business_day DESC LIMIT 1"};
constexpr sql::Query list_query{
    "payment.list_settlements",
    "SELECT business_day, organisation_id, charged_count, charged_fen, refunded_count, "
    "refunded_fen, carried_in_fen, fee_basis_points, fee_fen, settled_fen, carried_out_fen, "
    "settled_at_us FROM payment_settlement WHERE organisation_id = $1 AND business_day >= $2 "
    "AND business_day <= $3 ORDER BY business_day DESC LIMIT 400"};

}  // namespace

DayTotals SettlementRepository::totals_of(identity::OrganisationId organisation_id,
                                          BusinessDate day) {
    return reader_.find<DayTotals>(totals_query, day, organisation_id).value();
}

std::optional<Settlement> SettlementRepository::find(identity::OrganisationId organisation_id,
                                                     BusinessDate day) {
    return reader_.find<Settlement>(find_query, day, organisation_id);
}

std::optional<BusinessDate> SettlementRepository::last_day_of(
    identity::OrganisationId organisation_id) {
    return reader_.find<BusinessDate>(last_day_query, organisation_id);
}

Money SettlementRepository::carried_before(identity::OrganisationId organisation_id,
                                           BusinessDate day) {
    return reader_.find<Money>(carried_query, organisation_id, day).value_or(Money{});
}

std::vector<Settlement> SettlementRepository::list_of(identity::OrganisationId organisation_id,
                                                      BusinessDate from, BusinessDate until) {
    return reader_.list<Settlement>(list_query, organisation_id, from, until);
}

bool SettlementBooks::add(const Settlement& settlement) {
    return transaction_.insert_if_absent("payment_settlement", settlement) == 1;
}

}  // namespace dlfp::payment
