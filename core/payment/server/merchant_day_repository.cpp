// Queries about a merchant's days; each bounds the days first, which the indexes lead with.
#include "core/payment/server/merchant_day_repository.h"

namespace dlfp::payment {
namespace {

constexpr sql::Query list_charges_query{
    "payment.list_charges_of_merchant",
    "SELECT id, scene, scene_ref, amount_fen, refunded_fen, charged_at_us FROM payment_order "
    "WHERE charged_day = $1 AND organisation_id = $2 ORDER BY id LIMIT 1000000"};
constexpr sql::Query list_refunds_query{
    "payment.list_refunds_of_merchant",
    "SELECT r.id, r.payment_id, p.scene, p.scene_ref, p.subject, r.amount_fen, r.reason, "
    "r.requested_by, r.decided_by, r.refunded_at_us FROM payment_refund r "
    "JOIN payment_order p ON p.id = r.payment_id "
    "WHERE r.refunded_day >= $1 AND r.refunded_day <= $2 AND r.organisation_id = $3 "
    "ORDER BY r.id DESC LIMIT $4"};
constexpr sql::Query count_unknown_query{
    "payment.count_unknown_of_merchant",
    "SELECT COUNT(*) FROM payment_order WHERE created_day = $1 AND organisation_id = $2 "
    "AND state = 'unknown'"};
constexpr sql::Query tender_totals_query{
    "payment.list_tender_totals",
    "SELECT day, kind, CAST(SUM(charged_count) AS BIGINT), CAST(SUM(charged_fen) AS BIGINT), "
    "CAST(SUM(refunded_fen) AS BIGINT) FROM ("
    "SELECT p.charged_day AS day, t.kind AS kind, 1 AS charged_count, "
    "t.amount_fen AS charged_fen, 0 AS refunded_fen FROM payment_order p "
    "JOIN payment_tender t ON t.payment_id = p.id "
    "WHERE p.charged_day >= $1 AND p.charged_day <= $2 AND p.organisation_id = $3 "
    "UNION ALL SELECT r.refunded_day, t.kind, 0, 0, part.amount_fen FROM payment_refund r "
    "JOIN payment_refund_part part ON part.refund_id = r.id "
    "JOIN payment_tender t ON t.payment_id = r.payment_id AND t.position = part.position "
    "WHERE r.refunded_day >= $1 AND r.refunded_day <= $2 AND r.organisation_id = $3"
    ") moved GROUP BY day, kind ORDER BY day, kind LIMIT 10000"};
constexpr sql::Query source_totals_query{
    "payment.list_source_totals",
    "SELECT source_ref, CAST(SUM(charged_fen) AS BIGINT), CAST(SUM(refunded_fen) AS BIGINT) "
    "FROM (SELECT t.source_ref AS source_ref, t.amount_fen AS charged_fen, 0 AS refunded_fen "
    "FROM payment_order p JOIN payment_tender t ON t.payment_id = p.id "
    "WHERE p.charged_day >= $1 AND p.charged_day <= $2 AND p.organisation_id = $3 "
    "AND t.kind = $4 "
    "UNION ALL SELECT t.source_ref, 0, part.amount_fen FROM payment_refund r "
    "JOIN payment_refund_part part ON part.refund_id = r.id "
    "JOIN payment_tender t ON t.payment_id = r.payment_id AND t.position = part.position "
    "WHERE r.refunded_day >= $1 AND r.refunded_day <= $2 AND r.organisation_id = $3 "
    "AND t.kind = $4) moved GROUP BY source_ref ORDER BY source_ref LIMIT 1000000"};

}  // namespace

std::vector<DayCharge> MerchantDayRepository::list_charges(identity::OrganisationId organisation_id,
                                                           BusinessDate day) {
    return reader_.list<DayCharge>(list_charges_query, day, organisation_id);
}

std::vector<DayRefund> MerchantDayRepository::list_refunds(const MerchantPeriod& period,
                                                           std::int64_t limit) {
    return reader_.list<DayRefund>(list_refunds_query, period.from, period.until,
                                   period.organisation_id, limit);
}

std::int64_t MerchantDayRepository::count_unknown(identity::OrganisationId organisation_id,
                                                  BusinessDate day) {
    return reader_.value<std::int64_t>(count_unknown_query, day, organisation_id);
}

std::vector<TenderTotal> MerchantDayRepository::list_tender_totals(const MerchantPeriod& period) {
    return reader_.list<TenderTotal>(tender_totals_query, period.from, period.until,
                                     period.organisation_id);
}

std::vector<SourceTotal> MerchantDayRepository::list_source_totals(const MerchantPeriod& period,
                                                                   TenderKind kind) {
    return reader_.list<SourceTotal>(source_totals_query, period.from, period.until,
                                     period.organisation_id, kind);
}

}  // namespace dlfp::payment
