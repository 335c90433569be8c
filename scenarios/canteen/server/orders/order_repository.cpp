// Queries about meal orders.
#include "scenarios/canteen/server/orders/order_repository.h"

namespace dlfp::canteen {
namespace {

struct StoredLine : MealOrderLine {
    MealOrderId order_id;
};
BOOST_DESCRIBE_STRUCT(StoredLine, (MealOrderLine), (order_id))

/// Orders by a condition: the columns are those of the struct.
std::string select_orders(std::string_view condition) {
    return "SELECT " + sql::column_list<MealOrder>() + " FROM canteen_meal_order WHERE " +
           std::string(condition);
}

const std::string find_text = select_orders("id = $1");
const sql::Query find_query{"canteen.find_order", find_text};
const std::string lock_text = select_orders("id = $1 FOR UPDATE");
const sql::Query lock_query{"canteen.lock_order", lock_text};
constexpr sql::Query list_lines_query{
    "canteen.list_order_lines",
    "SELECT line, menu_item_id, dish_id, dish_name, quantity, unit_price_fen, amount_fen, "
    "cancelled_quantity, refunded_fen, is_set_meal FROM canteen_meal_order_line "
    "WHERE order_id = $1 ORDER BY line"};
const std::string list_of_customer_text = select_orders(
    "customer_id = $1 AND created_at_us >= $2 AND created_at_us < $3 AND id < $4 "
    "ORDER BY id DESC LIMIT $5");
const sql::Query list_of_customer_query{"canteen.list_orders_of_customer", list_of_customer_text};
const std::string list_of_operator_text = select_orders(
    "organisation_id = $1 AND day >= $2 AND day <= $3 AND period_id >= $4 "
    "AND period_id <= $5 AND ($6 = '' OR state = $6) "
    "AND COALESCE(pick_up_number, 0) >= $7 AND COALESCE(pick_up_number, 0) <= $8 AND id < $9 "
    "ORDER BY id DESC LIMIT $10");
const sql::Query list_of_operator_query{"canteen.list_orders_of_operator", list_of_operator_text};
const std::string find_by_number_text =
    select_orders("day = $1 AND outlet_id = $2 AND period_id = $3 AND pick_up_number = $4");
const sql::Query find_by_number_query{"canteen.find_order_by_number", find_by_number_text};
constexpr sql::Query list_refunds_query{
    "canteen.list_order_refunds",
    "SELECT order_id, refund_id, party, amount_fen, asked_at_us, booked_at_us "
    "FROM canteen_meal_order_refund WHERE order_id = $1 ORDER BY refund_id"};
constexpr sql::Query list_refund_lines_query{
    "canteen.list_order_refund_lines",
    "SELECT order_id, refund_id, line, quantity, amount_fen, is_booked "
    "FROM canteen_meal_order_refund_line WHERE order_id = $1 ORDER BY refund_id, line"};
constexpr sql::Query store_query{
    "canteen.store_order",
    "UPDATE canteen_meal_order SET state = $2, total_fen = $3, refunded_fen = $4, payment_id = $5, "
    "pick_up_number = $6, note = $7, paid_at_us = $8, picked_up_at_us = $9 WHERE id = $1"};
constexpr sql::Query remove_lines_query{"canteen.remove_order_lines",
                                        "DELETE FROM canteen_meal_order_line WHERE order_id = $1"};
constexpr sql::Query store_refunded_query{
    "canteen.store_refunded_line",
    "UPDATE canteen_meal_order_line SET cancelled_quantity = $3, refunded_fen = $4 "
    "WHERE order_id = $1 AND line = $2"};
constexpr sql::Query start_counter_query{
    "canteen.start_pick_up_counter",
    "INSERT INTO canteen_pick_up_counter (day, outlet_id, period_id, last_number) "
    "VALUES ($1, $2, $3, 0) ON CONFLICT DO NOTHING"};
constexpr sql::Query count_up_query{
    "canteen.count_pick_up_number",
    "UPDATE canteen_pick_up_counter SET last_number = last_number + 1 "
    "WHERE day = $1 AND outlet_id = $2 AND period_id = $3"};
constexpr sql::Query last_number_query{"canteen.last_pick_up_number",
                                       "SELECT last_number FROM canteen_pick_up_counter "
                                       "WHERE day = $1 AND outlet_id = $2 AND period_id = $3"};
constexpr sql::Query set_refund_booked_query{
    "canteen.set_order_refund_booked",
    "UPDATE canteen_meal_order_refund SET booked_at_us = $3 "
    "WHERE order_id = $1 AND refund_id = $2"};
constexpr sql::Query set_refund_line_booked_query{
    "canteen.set_order_refund_line_booked",
    "UPDATE canteen_meal_order_refund_line SET is_booked = 1 "
    "WHERE order_id = $1 AND refund_id = $2 AND line = $3"};

constexpr IdBytes greatest_id = [] {
    IdBytes bytes{};
    bytes.fill(0xFF);
    return bytes;
}();
constexpr std::int64_t greatest_number = 1'000'000'000;

std::string_view text_of(const std::optional<OrderState>& state) {
    return state ? boost::describe::enum_to_string(*state, "") : "";
}

}  // namespace

std::optional<MealOrder> OrderRepository::find(MealOrderId id) {
    return reader_.find<MealOrder>(find_query, id);
}

std::vector<MealOrderLine> OrderRepository::list_lines(MealOrderId id) {
    return reader_.list<MealOrderLine>(list_lines_query, id);
}

std::vector<MealOrder> OrderRepository::list_of_customer(const OwnOrderFilter& filter) {
    return reader_.list<MealOrder>(list_of_customer_query, filter.customer_id, filter.from,
                                   filter.until, filter.after.value_or(MealOrderId{greatest_id}),
                                   filter.limit);
}

std::vector<MealOrder> OrderRepository::list_of_operator(const OrderFilter& filter) {
    return reader_.list<MealOrder>(list_of_operator_query, filter.organisation_id, filter.from,
                                   filter.until, filter.period_id.value_or(MealPeriodId{}),
                                   filter.period_id.value_or(MealPeriodId{greatest_id}),
                                   text_of(filter.state), filter.pick_up_number.value_or(0),
                                   filter.pick_up_number.value_or(greatest_number),
                                   filter.after.value_or(MealOrderId{greatest_id}), filter.limit);
}

std::optional<MealOrder> OrderRepository::find_by_number(const ServedMeal& meal,
                                                         std::int64_t pick_up_number) {
    return reader_.find<MealOrder>(find_by_number_query, meal.day, meal.outlet_id, meal.period_id,
                                   pick_up_number);
}

std::vector<OrderRefund> OrderRepository::list_refunds(MealOrderId id) {
    return reader_.list<OrderRefund>(list_refunds_query, id);
}

std::vector<OrderRefundLine> OrderRepository::list_refund_lines(MealOrderId id) {
    return reader_.list<OrderRefundLine>(list_refund_lines_query, id);
}

std::optional<MealOrder> OrderBooks::lock(MealOrderId id) {
    return transaction_.find<MealOrder>(lock_query, id);
}

void OrderBooks::add(const MealOrder& order, const std::vector<MealOrderLine>& lines) {
    transaction_.insert("canteen_meal_order", order);
    replace_lines(order.id, lines);
}

void OrderBooks::store(const MealOrder& order) {
    transaction_.execute(store_query, order.id, order.state, order.total_fen, order.refunded_fen,
                         order.payment_id, order.pick_up_number, order.note, order.paid_at_us,
                         order.picked_up_at_us);
}

void OrderBooks::replace_lines(MealOrderId id, const std::vector<MealOrderLine>& lines) {
    transaction_.execute(remove_lines_query, id);
    for (const auto& line : lines) {
        StoredLine stored;
        static_cast<MealOrderLine&>(stored) = line;
        stored.order_id = id;
        transaction_.insert("canteen_meal_order_line", stored);
    }
}

void OrderBooks::store_refunded(MealOrderId id, const MealOrderLine& line) {
    transaction_.execute(store_refunded_query, id, line.line, line.cancelled_quantity,
                         line.refunded_fen);
}

std::int64_t OrderBooks::next_pick_up_number(const ServedMeal& meal) {
    transaction_.execute(start_counter_query, meal.day, meal.outlet_id, meal.period_id);
    transaction_.execute(count_up_query, meal.day, meal.outlet_id, meal.period_id);
    return transaction_.value<std::int64_t>(last_number_query, meal.day, meal.outlet_id,
                                            meal.period_id);
}

void OrderBooks::add_refund(const OrderRefund& refund) {
    transaction_.insert_if_absent("canteen_meal_order_refund", refund);
}

void OrderBooks::add_refund_line(const OrderRefundLine& line) {
    transaction_.insert_if_absent("canteen_meal_order_refund_line", line);
}

void OrderBooks::set_refund_booked(const OrderRefund& refund) {
    transaction_.execute(set_refund_booked_query, refund.order_id, refund.refund_id,
                         refund.booked_at_us);
}

void OrderBooks::set_refund_line_booked(const OrderRefundLine& line) {
    transaction_.execute(set_refund_line_booked_query, line.order_id, line.refund_id, line.line);
}

}  // namespace dlfp::canteen
