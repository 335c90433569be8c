// Queries about a day's trade.
#include "scenarios/canteen/server/books/trade_repository.h"

namespace dlfp::canteen {
namespace {

constexpr sql::Query list_meals_query{
    "canteen.list_meals_of_day",
    "SELECT 'meal_order', payment_id, day, total_fen, refunded_fen FROM canteen_meal_order "
    "WHERE organisation_id = $1 AND day = $2 AND paid_at_us IS NOT NULL "
    "UNION ALL SELECT 'sale', payment_id, day, total_fen, refunded_fen FROM canteen_sale "
    "WHERE organisation_id = $1 AND day = $2 LIMIT 1000000"};
constexpr sql::Query find_entry_query{
    "canteen.find_trade_entry",
    "SELECT 'meal_order', payment_id, day, total_fen, refunded_fen FROM canteen_meal_order "
    "WHERE payment_id = $1 "
    "UNION ALL SELECT 'sale', payment_id, day, total_fen, refunded_fen FROM canteen_sale "
    "WHERE payment_id = $1"};
// A gap is noticed when a later number arrives.
constexpr sql::Query list_gaps_query{
    "canteen.list_open_gaps",
    "SELECT g.terminal_id, t.name, g.from_seq, g.to_seq, "
    "COALESCE((SELECT MIN(s.received_at_us) FROM canteen_sale s "
    "WHERE s.terminal_id = g.terminal_id AND s.seq > g.to_seq), t.last_seen_at_us, 0) "
    "FROM canteen_seq_gap g JOIN canteen_terminal t ON t.id = g.terminal_id "
    "WHERE t.organisation_id = $1 ORDER BY g.terminal_id, g.from_seq LIMIT 1000"};
constexpr sql::Query late_sales_query{
    "canteen.late_sales_of_day",
    "SELECT COUNT(*), CAST(COALESCE(SUM(total_fen), 0) AS BIGINT) FROM canteen_sale "
    "WHERE organisation_id = $1 AND day = $2 AND received_at_us > $3"};
constexpr sql::Query list_outlets_query{
    "canteen.list_outlet_ids",
    "SELECT id FROM canteen_outlet WHERE organisation_id = $1 ORDER BY id LIMIT 1000"};
constexpr sql::Query list_operators_query{
    "canteen.list_operators",
    "SELECT DISTINCT organisation_id FROM canteen_outlet ORDER BY organisation_id LIMIT 10000"};
constexpr sql::Query order_lines_total_query{
    "canteen.order_lines_total",
    "SELECT CAST(COALESCE(SUM(l.amount_fen), 0) AS BIGINT) FROM canteen_meal_order o "
    "JOIN canteen_meal_order_line l ON l.order_id = o.id WHERE o.payment_id = $1"};
constexpr sql::Query sale_lines_total_query{
    "canteen.sale_lines_total",
    "SELECT CAST(COALESCE(SUM(l.amount_fen), 0) AS BIGINT) FROM canteen_sale s "
    "JOIN canteen_sale_line l ON l.sale_id = s.id WHERE s.payment_id = $1"};
constexpr sql::Query list_days_query{
    "canteen.list_days_of_trade",
    "SELECT day FROM canteen_meal_order WHERE organisation_id = $1 AND paid_at_us IS NOT NULL "
    "UNION SELECT day FROM canteen_sale WHERE organisation_id = $1 ORDER BY day"};
constexpr sql::Query first_day_query{
    "canteen.first_day_of_trade",
    "SELECT MIN(day) FROM (SELECT MIN(day) AS day FROM canteen_meal_order "
    "WHERE organisation_id = $1 AND paid_at_us IS NOT NULL UNION ALL "
    "SELECT MIN(day) FROM canteen_sale WHERE organisation_id = $1) first_days"};

}  // namespace

std::vector<TradeEntry> TradeRepository::list_meals(identity::OrganisationId organisation_id,
                                                    BusinessDate day) {
    return reader_.list<TradeEntry>(list_meals_query, organisation_id, day);
}

std::optional<TradeEntry> TradeRepository::find_entry(payment::PaymentId payment_id) {
    return reader_.find<TradeEntry>(find_entry_query, payment_id);
}

std::vector<OpenGap> TradeRepository::list_gaps(identity::OrganisationId organisation_id) {
    return reader_.list<OpenGap>(list_gaps_query, organisation_id);
}

LateSales TradeRepository::late_sales(identity::OrganisationId organisation_id, BusinessDate day,
                                      UtcTime closed_at) {
    return reader_.find<LateSales>(late_sales_query, organisation_id, day, closed_at).value();
}

std::vector<OutletId> TradeRepository::list_outlets(identity::OrganisationId organisation_id) {
    return reader_.list<OutletId>(list_outlets_query, organisation_id);
}

std::vector<identity::OrganisationId> TradeRepository::list_operators() {
    return reader_.list<identity::OrganisationId>(list_operators_query);
}

Money TradeRepository::lines_total(const TradeEntry& entry) {
    return reader_.value<Money>(
        entry.kind == TradeKind::meal_order ? order_lines_total_query : sale_lines_total_query,
        entry.payment_id);
}

std::vector<BusinessDate> TradeRepository::list_days(identity::OrganisationId organisation_id) {
    return reader_.list<BusinessDate>(list_days_query, organisation_id);
}

std::optional<BusinessDate> TradeRepository::first_day(identity::OrganisationId organisation_id) {
    return reader_.value<std::optional<BusinessDate>>(first_day_query, organisation_id);
}

}  // namespace dlfp::canteen
