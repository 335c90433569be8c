// Queries about sales.
#include "scenarios/canteen/server/counter/sale_repository.h"

namespace dlfp::canteen {
namespace {

std::string sale_select(std::string_view rest) {
    return "SELECT " + sql::column_list<SaleRow>() + " FROM canteen_sale WHERE " +
           std::string(rest);
}

constexpr sql::Query list_lines_query{
    "canteen.list_sale_lines",
    "SELECT sale_id, line, dish_id, dish_name, quantity, weight_g, unit_price_fen, amount_fen, "
    "refunded_fen FROM canteen_sale_line WHERE sale_id = $1 ORDER BY line"};
constexpr sql::Query list_refunds_query{
    "canteen.list_sale_refunds",
    "SELECT refund_id, sale_id, line, amount_fen, state, requested_at_us FROM canteen_sale_refund "
    "WHERE sale_id = $1 ORDER BY refund_id, line"};
constexpr sql::Query list_nearby_query{
    "canteen.list_nearby_sales",
    "SELECT id, total_fen, occurred_at_us FROM canteen_sale WHERE diner_id = $1 "
    "AND occurred_at_us BETWEEN $2 AND $3 ORDER BY occurred_at_us, id LIMIT 50"};
constexpr sql::Query set_reviewed_query{
    "canteen.set_sale_reviewed", "UPDATE canteen_sale SET reviewed_at_us = $2 WHERE id = $1"};
constexpr sql::Query count_line_refund_query{
    "canteen.count_line_refund",
    "UPDATE canteen_sale_line SET refunded_fen = refunded_fen + $3 "
    "WHERE sale_id = $1 AND line = $2"};
constexpr sql::Query count_sale_refund_query{
    "canteen.count_sale_refund",
    "UPDATE canteen_sale SET refunded_fen = refunded_fen + $2 WHERE id = $1"};
constexpr sql::Query list_waiting_query{
    "canteen.list_waiting_sale_refunds",
    "SELECT refund_id, sale_id, line, amount_fen, state, requested_at_us FROM canteen_sale_refund "
    "WHERE refund_id = $1 AND state = 'waiting_approval' ORDER BY line"};
constexpr sql::Query count_refund_lines_query{
    "canteen.count_sale_refund_lines",
    "SELECT COUNT(*) FROM canteen_sale_refund WHERE refund_id = $1"};
constexpr sql::Query set_refund_state_query{
    "canteen.set_sale_refund_state",
    "UPDATE canteen_sale_refund SET state = $2 WHERE refund_id = $1"};

constexpr SaleId newest_possible = [] {
    IdBytes bytes{};
    bytes.fill(0xFF);
    return SaleId{bytes};
}();

}  // namespace

std::optional<SaleRow> SaleRepository::find(identity::OrganisationId organisation_id, SaleId id) {
    static const std::string text = sale_select("id = $1 AND organisation_id = $2");
    return reader_.find<SaleRow>({"canteen.find_sale", text}, id, organisation_id);
}

std::optional<SaleRow> SaleRepository::find_by_seq(TerminalId terminal_id, std::int64_t seq) {
    static const std::string text = sale_select("terminal_id = $1 AND seq = $2");
    return reader_.find<SaleRow>({"canteen.find_sale_by_seq", text}, terminal_id, seq);
}

std::vector<SaleLineRow> SaleRepository::list_lines(SaleId id) {
    return reader_.list<SaleLineRow>(list_lines_query, id);
}

std::vector<SaleRefundRow> SaleRepository::list_refunds(SaleId id) {
    return reader_.list<SaleRefundRow>(list_refunds_query, id);
}

std::vector<SaleRow> SaleRepository::list(const SaleFilter& filter) {
    static const std::string text = sale_select(
        "organisation_id = $1 AND id < $2 AND day BETWEEN $3 AND $4 AND ($5 = '' OR "
        "(suspicion = $5 AND reviewed_at_us IS NULL)) ORDER BY id DESC LIMIT $6");
    const auto from = filter.day.value_or(BusinessDate::from_days(0));
    const auto until = filter.day.value_or(BusinessDate::from_days(100'000));
    const std::string suspicion =
        filter.unreviewed ? boost::describe::enum_to_string(*filter.unreviewed, "") : "";
    return reader_.list<SaleRow>({"canteen.list_sales", text}, filter.organisation_id,
                                 filter.after.value_or(newest_possible), from, until, suspicion,
                                 filter.limit);
}

std::vector<NearbySale> SaleRepository::list_nearby(DinerId diner_id, UtcTime occurred_at) {
    return reader_.list<NearbySale>(list_nearby_query, diner_id, occurred_at - repeat_window,
                                    occurred_at + repeat_window);
}

void SaleBooks::add(const SaleRow& row) { transaction_.insert("canteen_sale", row); }

void SaleBooks::add_line(const SaleLineRow& row) { transaction_.insert("canteen_sale_line", row); }

std::optional<SaleRow> SaleBooks::lock(identity::OrganisationId organisation_id, SaleId id) {
    static const std::string text = sale_select("id = $1 AND organisation_id = $2 FOR UPDATE");
    return transaction_.find<SaleRow>({"canteen.lock_sale", text}, id, organisation_id);
}

void SaleBooks::set_reviewed(SaleId id, UtcTime now) {
    transaction_.execute(set_reviewed_query, id, now);
}

void SaleBooks::add_refund(const SaleRefundRow& row) {
    transaction_.insert("canteen_sale_refund", row);
}

void SaleBooks::count_refund(const SaleRefundRow& row) {
    transaction_.execute(count_line_refund_query, row.sale_id, row.line, row.amount_fen);
    transaction_.execute(count_sale_refund_query, row.sale_id, row.amount_fen);
}

std::vector<SaleRefundRow> SaleBooks::list_waiting(payment::RefundId refund_id) {
    return transaction_.list<SaleRefundRow>(list_waiting_query, refund_id);
}

bool SaleBooks::knows_refund(payment::RefundId refund_id) {
    return transaction_.value<std::int64_t>(count_refund_lines_query, refund_id) > 0;
}

void SaleBooks::set_refund_state(payment::RefundId refund_id, payment::RefundState state) {
    transaction_.execute(set_refund_state_query, refund_id, state);
}

}  // namespace dlfp::canteen
