// Queries about kitchen slips.
#include "scenarios/canteen/server/orders/kitchen_repository.h"

namespace dlfp::canteen::kitchen_repository {
namespace {

/// A slip line as inserted; the pick-up number and the note stay with the order.
struct StoredTicketLine {
    MealOrderId order_id;
    std::int64_t ticket = 0;
    std::int64_t line = 0;
    identity::OrganisationId organisation_id;
    OutletId outlet_id;
    BusinessDate day;
    MealPeriodId period_id;
    DishId dish_id;
    std::string dish_name;
    std::int64_t delta_quantity = 0;
    TicketState state{};
    UtcTime created_at_us;
    std::optional<UtcTime> done_at_us;
};
BOOST_DESCRIBE_STRUCT(StoredTicketLine, (),
                      (order_id, ticket, line, organisation_id, outlet_id, day, period_id, dish_id,
                       dish_name, delta_quantity, state, created_at_us, done_at_us))

constexpr sql::Query last_ticket_query{
    "canteen.last_ticket",
    "SELECT COALESCE(MAX(ticket), 0) FROM canteen_kitchen_ticket WHERE order_id = $1"};
constexpr sql::Query list_query{
    "canteen.list_tickets",
    "SELECT t.order_id, t.ticket, t.line, t.dish_id, t.dish_name, t.delta_quantity, t.state, "
    "t.created_at_us, t.done_at_us, o.pick_up_number, o.note FROM canteen_kitchen_ticket t "
    "JOIN canteen_meal_order o ON o.id = t.order_id "
    "WHERE t.organisation_id = $1 AND t.day = $2 AND t.outlet_id = $3 AND t.period_id >= $4 "
    "AND t.period_id <= $5 ORDER BY t.created_at_us, t.order_id, t.ticket, t.line LIMIT 2000"};
constexpr sql::Query list_of_order_query{
    "canteen.list_tickets_of_order",
    "SELECT t.order_id, t.ticket, t.line, t.dish_id, t.dish_name, t.delta_quantity, t.state, "
    "t.created_at_us, t.done_at_us, o.pick_up_number, o.note FROM canteen_kitchen_ticket t "
    "JOIN canteen_meal_order o ON o.id = t.order_id "
    "WHERE t.order_id = $1 ORDER BY t.ticket, t.line LIMIT 2000"};
constexpr sql::Query count_dishes_query{
    "canteen.count_dishes",
    "SELECT period_id, dish_id, MIN(dish_name), "
    "CAST(SUM(delta_quantity) AS BIGINT), "
    "CAST(SUM(CASE WHEN state = 'done' THEN delta_quantity ELSE 0 END) AS BIGINT) "
    "FROM canteen_kitchen_ticket WHERE organisation_id = $1 AND day = $2 AND outlet_id = $3 "
    "AND period_id >= $4 AND period_id <= $5 GROUP BY period_id, dish_id "
    "ORDER BY period_id, 4 DESC, dish_id LIMIT 500"};
constexpr sql::Query set_state_query{
    "canteen.set_ticket_state",
    "UPDATE canteen_kitchen_ticket SET state = $3, done_at_us = $4 "
    "WHERE order_id = $1 AND ticket = $2"};

constexpr MealPeriodId greatest_period = [] {
    IdBytes bytes{};
    bytes.fill(0xFF);
    return MealPeriodId{bytes};
}();

template <class T>
std::vector<T> list_by(sql::Reader& reader, const sql::Query& query, const TicketFilter& filter) {
    return reader.list<T>(query, filter.organisation_id, filter.day, filter.outlet_id,
                          filter.period_id.value_or(MealPeriodId{}),
                          filter.period_id.value_or(greatest_period));
}

}  // namespace

void add_ticket(sql::Transaction& transaction, const MealOrder& order,
                const std::vector<TicketDelta>& deltas, UtcTime now) {
    if (deltas.empty()) return;
    const auto ticket = transaction.value<std::int64_t>(last_ticket_query, order.id) + 1;
    std::int64_t line = 0;
    for (const auto& delta : deltas)
        transaction.insert("canteen_kitchen_ticket",
                           StoredTicketLine{.order_id = order.id,
                                            .ticket = ticket,
                                            .line = ++line,
                                            .organisation_id = order.organisation_id,
                                            .outlet_id = order.outlet_id,
                                            .day = order.day,
                                            .period_id = order.period_id,
                                            .dish_id = delta.dish_id,
                                            .dish_name = delta.dish_name,
                                            .delta_quantity = delta.delta_quantity,
                                            .state = TicketState::waiting,
                                            .created_at_us = now});
}

std::vector<TicketLine> list(sql::Reader& reader, const TicketFilter& filter) {
    return list_by<TicketLine>(reader, list_query, filter);
}

std::vector<TicketLine> list_of_order(sql::Reader& reader, MealOrderId order_id) {
    return reader.list<TicketLine>(list_of_order_query, order_id);
}

std::vector<DishCount> count_dishes(sql::Reader& reader, const TicketFilter& filter) {
    return list_by<DishCount>(reader, count_dishes_query, filter);
}

void set_state(sql::Transaction& transaction, const TicketLine& ticket) {
    transaction.execute(set_state_query, ticket.order_id, ticket.ticket, ticket.state,
                        ticket.done_at_us);
}

}  // namespace dlfp::canteen::kitchen_repository
