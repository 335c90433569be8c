// All SQL about meal orders: orders, lines, refunds, pick-up numbers.
#pragma once

#include <optional>
#include <vector>

#include "platform/runtime/sql/sql.h"
#include "scenarios/canteen/server/orders/order.h"
#include "scenarios/canteen/server/orders/plan_line_refund.h"

namespace dlfp::canteen {

/// A refund of an order as asked for; booked once the money has gone back.
struct OrderRefund {
    MealOrderId order_id;
    payment::RefundId refund_id;
    RefundParty party{};
    Money amount_fen;
    UtcTime asked_at_us;
    std::optional<UtcTime> booked_at_us;
};
BOOST_DESCRIBE_STRUCT(OrderRefund, (),
                      (order_id, refund_id, party, amount_fen, asked_at_us, booked_at_us))

struct OrderRefundLine {
    MealOrderId order_id;
    payment::RefundId refund_id;
    std::int64_t line = 0;
    std::int64_t quantity = 0;
    Money amount_fen;
    bool is_booked = false;
};
BOOST_DESCRIBE_STRUCT(OrderRefundLine, (),
                      (order_id, refund_id, line, quantity, amount_fen, is_booked))

/// A page of one customer's orders, newest first.
struct OwnOrderFilter {
    identity::CustomerId customer_id;
    UtcTime from;   ///< made at or after
    UtcTime until;  ///< made before
    std::optional<MealOrderId> after;
    std::int64_t limit = 20;
};

/// A page of an operator's orders of some days of meals, newest first.
struct OrderFilter {
    identity::OrganisationId organisation_id;
    BusinessDate from;
    BusinessDate until;
    std::optional<MealPeriodId> period_id;
    std::optional<OrderState> state;
    std::optional<std::int64_t> pick_up_number;
    std::optional<MealOrderId> after;
    std::int64_t limit = 50;
};

/// One meal of one outlet: where pick-up numbers count.
struct ServedMeal {
    OutletId outlet_id;
    MealPeriodId period_id;
    BusinessDate day;
};

class OrderRepository {
public:
    explicit OrderRepository(sql::Reader& reader) : reader_{reader} {}

    std::optional<MealOrder> find(MealOrderId id);
    std::vector<MealOrderLine> list_lines(MealOrderId id);
    std::vector<MealOrder> list_of_customer(const OwnOrderFilter& filter);
    std::vector<MealOrder> list_of_operator(const OrderFilter& filter);
    std::optional<MealOrder> find_by_number(const ServedMeal& meal, std::int64_t pick_up_number);
    std::vector<OrderRefund> list_refunds(MealOrderId id);
    std::vector<OrderRefundLine> list_refund_lines(MealOrderId id);

protected:
    sql::Reader& reader_;
};

/// The writing half.
class OrderBooks : public OrderRepository {
public:
    explicit OrderBooks(sql::Transaction& transaction)
        : OrderRepository{transaction}, transaction_{transaction} {}

    /// Locked until the unit ends.
    std::optional<MealOrder> lock(MealOrderId id);
    void add(const MealOrder& order, const std::vector<MealOrderLine>& lines);
    /// Stores what changes in an order's life.
    void store(const MealOrder& order);
    void replace_lines(MealOrderId id, const std::vector<MealOrderLine>& lines);
    /// Stores what was cancelled and refunded of a line.
    void store_refunded(MealOrderId id, const MealOrderLine& line);

    /// Counts up; the counter's row stays locked until the unit ends, so no number is given twice.
    std::int64_t next_pick_up_number(const ServedMeal& meal);

    /// Nothing where the refund is known already.
    void add_refund(const OrderRefund& refund);
    void add_refund_line(const OrderRefundLine& line);
    void set_refund_booked(const OrderRefund& refund);
    void set_refund_line_booked(const OrderRefundLine& line);

private:
    sql::Transaction& transaction_;
};

}  // namespace dlfp::canteen
