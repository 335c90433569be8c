// Views gather what several tables know about an order.
#include "scenarios/canteen/server/orders/order_view.h"

#include "core/identity/server/identity.h"
#include "platform/base/planted.h"
#include "scenarios/canteen/server/orders/order_failures.h"
#include "scenarios/canteen/server/orders/order_menu_repository.h"

namespace dlfp::canteen {
namespace {

OrderState state_now(const MealOrder& order, const payment::PaymentView& payment) {
    if (order.state != OrderState::unpaid) return order.state;
    if (payment.charged_at_us) return OrderState::paid;
    return payment.state == payment::PaymentState::closed ? OrderState::closed : order.state;
}

std::string dishes_text(const std::vector<MealOrderLine>& lines) {
    std::string text;
    for (const auto& line : lines) {
        if (!text.empty()) text += "、";
        text += line.dish_name + " ×" + std::to_string(line.quantity);
    }
    return text;
}

std::string masked_name_of(sql::Reader& reader, identity::CustomerId id) {
    const auto display = identity::customer_display(reader, id);
    return display ? display->masked_name : "";
}

Money waiting_of(const payment::PaymentView& payment) {
    Money waiting;
    for (const auto& refund : payment.refunds)
        if (refund.state == payment::RefundState::waiting_approval) waiting += refund.amount_fen;
    return waiting;
}

}  // namespace

OrderLineView view_of(const MealOrderLine& line) {
    return {.line = line.line,
            .menu_item_id = line.menu_item_id,
            .dish_id = line.dish_id,
            .dish_name = line.dish_name,
            .quantity = line.quantity,
            .unit_price_fen = line.unit_price_fen,
            .amount_fen = line.amount_fen,
            .cancelled_quantity = line.cancelled_quantity,
            .refunded_fen = line.refunded_fen,
            .is_set_meal = line.is_set_meal};
}

MealView view_meal(sql::Reader& reader, const ServedMeal& meal) {
    const auto names = order_menu_repository::find_names(reader, meal.outlet_id);
    const auto period = order_menu_repository::find_any_period(reader, meal.period_id);
    return {.outlet_id = meal.outlet_id,
            .outlet_name = names.outlet_name,
            .pick_up_note = names.pick_up_note,
            .period_id = meal.period_id,
            .period_name = period.name,
            .day = meal.day,
            .ordering_ends_at_us = ordering_ends_at(period, meal.day),
            .starts_at_us = starts_at(period, meal.day),
            .ends_at_us = ends_at(period, meal.day)};
}

OrderSummary summary_of(sql::Reader& reader, const MealOrder& order) {
    const auto meal = view_meal(reader, {order.outlet_id, order.period_id, order.day});
    return {.order_id = order.id,
            .outlet_name = meal.outlet_name,
            .period_name = meal.period_name,
            .day = order.day,
            .state = order.state,
            .pick_up_number = order.pick_up_number,
            .total_fen = order.total_fen,
            .refunded_fen = order.refunded_fen,
            .dishes = dishes_text(OrderRepository{reader}.list_lines(order.id)),
            .payment_id = order.payment_id,
            .created_at_us = order.created_at_us,
            .paid_at_us = order.paid_at_us};
}

Result<OrderView> view_order(sql::Reader& reader, MealOrderId id, UtcTime now) {
    OrderRepository orders{reader};
    TRY(const auto order, or_failure(orders.find(id), order_not_found));
    // Its payment was made in the same unit: without it the books are damaged.
    const auto payment = payment::view_payment(reader, order.payment_id).value();
    OrderView view{.order_id = order.id,
                   .meal = view_meal(reader, {order.outlet_id, order.period_id, order.day}),
                   .state = state_now(order, payment),
                   .pick_up_number = order.pick_up_number,
                   .total_fen = order.total_fen,
                   .refunded_fen = order.refunded_fen,
                   .refund_waiting_fen = waiting_of(payment),
                   .note = order.note,
                   .payment_id = order.payment_id,
                   .payment_expires_at_us = payment.expires_at_us,
                   .created_at_us = order.created_at_us,
                   .paid_at_us = order.paid_at_us,
                   .picked_up_at_us = order.picked_up_at_us,
                   .server_now_us = now,
                   .customer_masked_name = masked_name_of(reader, order.customer_id),
                   .tenders = payment.tenders,
                   .refunds = payment.refunds};
    for (const auto& line : orders.list_lines(id)) view.lines.push_back(view_of(line));
    return view;
}

Result<Done> check_orderer(const api::ReadCall& call, const MealOrderId& id) {
    const auto order = OrderRepository{call.reader()}.find(id);
    if (planted("canteen.foreign_order_shown")) return done;
    if (!order || order->customer_id != identity::customer_of(call.caller()))
        return order_not_found;
    return done;
}

Result<Done> check_order_operator(const api::ReadCall& call, const MealOrderId& id) {
    const auto order = OrderRepository{call.reader()}.find(id);
    if (!order || order->organisation_id != identity::organisation_of(call.caller()))
        return order_not_found;
    return done;
}

}  // namespace dlfp::canteen
