// An order as customers and staff see it, and who may see it.
#pragma once

#include "core/payment/server/cashier.h"
#include "scenarios/canteen/server/orders/order_repository.h"

namespace dlfp::canteen {

struct OrderLineView {
    std::int64_t line = 0;
    MenuItemId menu_item_id;
    DishId dish_id;
    std::string dish_name;
    std::int64_t quantity = 0;
    Money unit_price_fen;
    Money amount_fen;
    std::int64_t cancelled_quantity = 0;
    Money refunded_fen;
    bool is_set_meal = false;
};
BOOST_DESCRIBE_STRUCT(OrderLineView, (),
                      (line, menu_item_id, dish_id, dish_name, quantity, unit_price_fen, amount_fen,
                       cancelled_quantity, refunded_fen, is_set_meal))
OrderLineView view_of(const MealOrderLine& line);

/// When and where a meal is, in words and moments.
struct MealView {
    OutletId outlet_id;
    std::string outlet_name;
    std::string pick_up_note;
    MealPeriodId period_id;
    std::string period_name;
    BusinessDate day;
    UtcTime ordering_ends_at_us;
    UtcTime starts_at_us;
    UtcTime ends_at_us;
};
BOOST_DESCRIBE_STRUCT(MealView, (),
                      (outlet_id, outlet_name, pick_up_note, period_id, period_name, day,
                       ordering_ends_at_us, starts_at_us, ends_at_us))
/// Retired outlets and periods keep their names.
MealView view_meal(sql::Reader& reader, const ServedMeal& meal);

/// One line of a list.
struct OrderSummary {
    MealOrderId order_id;
    std::string outlet_name;
    std::string period_name;
    BusinessDate day;
    OrderState state{};
    std::optional<std::int64_t> pick_up_number;
    Money total_fen;
    Money refunded_fen;
    std::string dishes;  ///< "红烧肉 ×2、米饭 ×1"
    payment::PaymentId payment_id;
    UtcTime created_at_us;
    std::optional<UtcTime> paid_at_us;
};
BOOST_DESCRIBE_STRUCT(OrderSummary, (),
                      (order_id, outlet_name, period_name, day, state, pick_up_number, total_fen,
                       refunded_fen, dishes, payment_id, created_at_us, paid_at_us))
OrderSummary summary_of(sql::Reader& reader, const MealOrder& order);

/// The whole of an order. `state` is what the payment says now, even where its event is still
/// under way: then the pick-up number follows.
struct OrderView {
    MealOrderId order_id;
    MealView meal;
    OrderState state{};
    std::optional<std::int64_t> pick_up_number;
    Money total_fen;
    Money refunded_fen;
    Money refund_waiting_fen;  ///< asked for, waits for approval
    std::string note;
    payment::PaymentId payment_id;
    UtcTime payment_expires_at_us;
    UtcTime created_at_us;
    std::optional<UtcTime> paid_at_us;
    std::optional<UtcTime> picked_up_at_us;
    UtcTime server_now_us;
    std::string customer_masked_name;
    std::vector<OrderLineView> lines;
    std::vector<payment::TenderView> tenders;
    std::vector<payment::RefundView> refunds;
};
BOOST_DESCRIBE_STRUCT(OrderView, (),
                      (order_id, meal, state, pick_up_number, total_fen, refunded_fen,
                       refund_waiting_fen, note, payment_id, payment_expires_at_us, created_at_us,
                       paid_at_us, picked_up_at_us, server_now_us, customer_masked_name, lines,
                       tenders, refunds))
/// order_not_found.
Result<OrderView> view_order(sql::Reader& reader, MealOrderId id, UtcTime now);

/// Ownership checks: order_not_found unless the order is the caller's own, or of the staff's
/// organisation.
Result<Done> check_orderer(const api::ReadCall& call, const MealOrderId& id);
Result<Done> check_order_operator(const api::ReadCall& call, const MealOrderId& id);

}  // namespace dlfp::canteen
