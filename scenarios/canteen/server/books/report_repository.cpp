// Queries about trade over days; each is bounded by the days, which the indexes lead with.
#include "scenarios/canteen/server/books/report_repository.h"

namespace dlfp::canteen {
namespace {

// An order counts once, at the area of its first line; its amounts count where each dish is, and
// so does what came back, unless no line was named: then it counts at the first.
constexpr sql::Query list_trade_query{
    "canteen.list_trade",
    "SELECT o.day, o.outlet_id, i.area_id, o.category_id, NULL, "
    "CAST(SUM(CASE WHEN l.line = 1 THEN 1 ELSE 0 END) AS BIGINT), "
    "CAST(SUM(l.amount_fen) AS BIGINT), CAST(SUM("
    "l.refunded_fen + CASE WHEN l.line = 1 THEN o.refunded_fen - "
    "(SELECT SUM(x.refunded_fen) FROM canteen_meal_order_line x WHERE x.order_id = o.id) "
    "ELSE 0 END) AS BIGINT) "
    "FROM canteen_meal_order o JOIN canteen_meal_order_line l ON l.order_id = o.id "
    "JOIN canteen_menu_item i ON i.id = l.menu_item_id "
    "WHERE o.organisation_id = $1 AND o.day >= $2 AND o.day <= $3 AND o.paid_at_us IS NOT NULL "
    "GROUP BY o.day, o.outlet_id, i.area_id, o.category_id "
    "UNION ALL SELECT s.day, a.outlet_id, s.area_id, s.category_id, s.terminal_id, COUNT(*), "
    "CAST(SUM(s.total_fen) AS BIGINT), CAST(SUM(s.refunded_fen) AS BIGINT) "
    "FROM canteen_sale s JOIN canteen_serving_area a ON a.id = s.area_id "
    "WHERE s.organisation_id = $1 AND s.day >= $2 AND s.day <= $3 "
    "GROUP BY s.day, a.outlet_id, s.area_id, s.category_id, s.terminal_id LIMIT 1000000"};
constexpr sql::Query list_dishes_query{
    "canteen.list_dishes_sold",
    "SELECT l.dish_name, o.outlet_id, i.area_id, o.category_id, "
    "CAST(SUM(l.quantity - l.cancelled_quantity) AS BIGINT), COUNT(*), "
    "CAST(SUM(l.amount_fen) AS BIGINT), CAST(SUM("
    "l.refunded_fen + CASE WHEN l.line = 1 THEN o.refunded_fen - "
    "(SELECT SUM(x.refunded_fen) FROM canteen_meal_order_line x WHERE x.order_id = o.id) "
    "ELSE 0 END) AS BIGINT) "
    "FROM canteen_meal_order o JOIN canteen_meal_order_line l ON l.order_id = o.id "
    "JOIN canteen_menu_item i ON i.id = l.menu_item_id "
    "WHERE o.organisation_id = $1 AND o.day >= $2 AND o.day <= $3 AND o.paid_at_us IS NOT NULL "
    "GROUP BY l.dish_name, o.outlet_id, i.area_id, o.category_id "
    "UNION ALL SELECT l.dish_name, a.outlet_id, s.area_id, s.category_id, "
    "CAST(SUM(l.quantity) AS BIGINT), COUNT(*), CAST(SUM(l.amount_fen) AS BIGINT), "
    "CAST(SUM(l.refunded_fen) AS BIGINT) "
    "FROM canteen_sale s JOIN canteen_sale_line l ON l.sale_id = s.id "
    "JOIN canteen_serving_area a ON a.id = s.area_id "
    "WHERE s.organisation_id = $1 AND s.day >= $2 AND s.day <= $3 "
    "GROUP BY l.dish_name, a.outlet_id, s.area_id, s.category_id LIMIT 1000000"};
constexpr sql::Query list_day_diners_query{
    "canteen.list_day_diners",
    "SELECT day, COUNT(DISTINCT diner_id) FROM ("
    "SELECT day, diner_id FROM canteen_meal_order WHERE organisation_id = $1 AND day >= $2 "
    "AND day <= $3 AND paid_at_us IS NOT NULL UNION ALL SELECT day, diner_id FROM canteen_sale "
    "WHERE organisation_id = $1 AND day >= $2 AND day <= $3) eaten GROUP BY day ORDER BY day"};
// $4 … $6: outlet, area, category; an empty one does not filter.
constexpr sql::Query list_diners_query{
    "canteen.list_diner_turnover",
    "SELECT d.id, d.diner_number, d.masked_name, d.department, COUNT(DISTINCT e.day), "
    "CAST(SUM(e.trades) AS BIGINT), CAST(SUM(e.total_fen) AS BIGINT), "
    "CAST(SUM(e.refunded_fen) AS BIGINT) FROM ("
    "SELECT o.diner_id AS diner_id, o.day AS day, o.outlet_id AS outlet_id, i.area_id AS area_id, "
    "o.category_id AS category_id, CASE WHEN l.line = 1 THEN 1 ELSE 0 END AS trades, "
    "l.amount_fen AS total_fen, "
    "l.refunded_fen + CASE WHEN l.line = 1 THEN o.refunded_fen - "
    "(SELECT SUM(x.refunded_fen) FROM canteen_meal_order_line x WHERE x.order_id = o.id) "
    "ELSE 0 END AS refunded_fen "
    "FROM canteen_meal_order o "
    "JOIN canteen_meal_order_line l ON l.order_id = o.id "
    "JOIN canteen_menu_item i ON i.id = l.menu_item_id "
    "WHERE o.organisation_id = $1 AND o.day >= $2 AND o.day <= $3 AND o.paid_at_us IS NOT NULL "
    "UNION ALL SELECT s.diner_id, s.day, a.outlet_id, s.area_id, s.category_id, 1, s.total_fen, "
    "s.refunded_fen FROM canteen_sale s JOIN canteen_serving_area a ON a.id = s.area_id "
    "WHERE s.organisation_id = $1 AND s.day >= $2 AND s.day <= $3) e "
    "JOIN canteen_diner d ON d.id = e.diner_id "
    "WHERE ($4 = $7 OR e.outlet_id = $4) AND ($5 = $7 OR e.area_id = $5) "
    "AND ($6 = $7 OR e.category_id = $6) "
    "GROUP BY d.id, d.diner_number, d.masked_name, d.department "
    "ORDER BY SUM(e.total_fen) DESC, d.diner_number LIMIT 10000"};
constexpr sql::Query list_hours_query{
    "canteen.list_hours",
    "SELECT hour, COUNT(*), CAST(SUM(total_fen) AS BIGINT) FROM ("
    "SELECT (paid_at_us - $2) / 3600000000 AS hour, total_fen FROM canteen_meal_order "
    "WHERE organisation_id = $1 AND day >= $4 AND day <= $5 AND paid_at_us >= $2 "
    "AND paid_at_us < $3 UNION ALL SELECT (occurred_at_us - $2) / 3600000000, total_fen "
    "FROM canteen_sale WHERE organisation_id = $1 AND day >= $4 AND day <= $5 "
    "AND occurred_at_us >= $2 AND occurred_at_us < $3) sold GROUP BY hour ORDER BY hour"};
constexpr sql::Query list_offline_diners_query{
    "canteen.list_offline_diners",
    "SELECT id, diner_number, masked_name, department, arrears_account_id FROM canteen_diner "
    "WHERE organisation_id = $1 AND EXISTS (SELECT 1 FROM canteen_sale s "
    "WHERE s.diner_id = canteen_diner.id AND s.is_offline = 1) "
    "ORDER BY diner_number LIMIT 100000"};
constexpr sql::Query outlet_names_query{
    "canteen.outlet_names",
    "SELECT id, name FROM canteen_outlet WHERE organisation_id = $1 LIMIT 10000"};
constexpr sql::Query area_names_query{
    "canteen.area_names",
    "SELECT id, name FROM canteen_serving_area WHERE organisation_id = $1 LIMIT 10000"};
constexpr sql::Query category_names_query{
    "canteen.category_names",
    "SELECT id, name FROM canteen_meal_category WHERE organisation_id = $1 LIMIT 10000"};
constexpr sql::Query terminal_names_query{
    "canteen.terminal_names",
    "SELECT id, name FROM canteen_terminal WHERE organisation_id = $1 LIMIT 10000"};
constexpr sql::Query grant_names_query{
    "canteen.grant_names",
    "SELECT g.id, t.name FROM canteen_subsidy_grant g JOIN canteen_subsidy_type t "
    "ON t.id = g.type_id WHERE g.organisation_id = $1 LIMIT 1000000"};

template <class Tag>
struct NameRow {
    Id<Tag> id;
    std::string name;
};
using OutletName = NameRow<OutletTag>;
using AreaName = NameRow<ServingAreaTag>;
using CategoryName = NameRow<MealCategoryTag>;
using TerminalName = NameRow<TerminalTag>;
using GrantName = NameRow<SubsidyGrantTag>;
BOOST_DESCRIBE_STRUCT(OutletName, (), (id, name))
BOOST_DESCRIBE_STRUCT(AreaName, (), (id, name))
BOOST_DESCRIBE_STRUCT(CategoryName, (), (id, name))
BOOST_DESCRIBE_STRUCT(TerminalName, (), (id, name))
BOOST_DESCRIBE_STRUCT(GrantName, (), (id, name))

template <class Row>
void add_names(Names& names, const std::vector<Row>& rows) {
    for (const auto& row : rows) names.emplace(row.id.to_text(), row.name);
}

/// How far ahead of their meal orders may be paid.
constexpr std::int32_t ordered_ahead_days_max = 31;

}  // namespace

std::vector<TradeCell> ReportRepository::list_trade(const ReportPeriod& period) {
    return reader_.list<TradeCell>(list_trade_query, period.organisation_id, period.from,
                                   period.until);
}

std::vector<DishCell> ReportRepository::list_dishes(const ReportPeriod& period) {
    return reader_.list<DishCell>(list_dishes_query, period.organisation_id, period.from,
                                  period.until);
}

std::vector<DayDiners> ReportRepository::list_day_diners(const ReportPeriod& period) {
    return reader_.list<DayDiners>(list_day_diners_query, period.organisation_id, period.from,
                                   period.until);
}

std::vector<DinerTurnover> ReportRepository::list_diners(const ReportPeriod& period,
                                                         const PlaceFilter& filter) {
    return reader_.list<DinerTurnover>(list_diners_query, period.organisation_id, period.from,
                                       period.until, filter.outlet_id.value_or(OutletId{}),
                                       filter.area_id.value_or(ServingAreaId{}),
                                       filter.category_id.value_or(MealCategoryId{}), OutletId{});
}

std::vector<HourTakings> ReportRepository::list_hours(identity::OrganisationId organisation_id,
                                                      BusinessDate day) {
    return reader_.list<HourTakings>(list_hours_query, organisation_id, day.starts_at(),
                                     day.ends_at(), day.plus_days(-1),
                                     day.plus_days(ordered_ahead_days_max));
}

std::vector<DinerAccount> ReportRepository::list_offline_diners(
    identity::OrganisationId organisation_id) {
    return reader_.list<DinerAccount>(list_offline_diners_query, organisation_id);
}

Names ReportRepository::names_of(identity::OrganisationId organisation_id) {
    Names names;
    add_names(names, reader_.list<OutletName>(outlet_names_query, organisation_id));
    add_names(names, reader_.list<AreaName>(area_names_query, organisation_id));
    add_names(names, reader_.list<CategoryName>(category_names_query, organisation_id));
    add_names(names, reader_.list<TerminalName>(terminal_names_query, organisation_id));
    return names;
}

Names ReportRepository::grant_names(identity::OrganisationId organisation_id) {
    Names names;
    add_names(names, reader_.list<GrantName>(grant_names_query, organisation_id));
    return names;
}

}  // namespace dlfp::canteen
