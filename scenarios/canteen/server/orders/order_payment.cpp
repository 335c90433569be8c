// Steps of an order that its payment causes.
#include "scenarios/canteen/server/orders/order_payment.h"

#include <algorithm>

#include "core/notice/server/notice.h"
#include "core/payment/server/cashier.h"
#include "platform/api/event_hub.h"
#include "scenarios/canteen/server/orders/kitchen_repository.h"
#include "scenarios/canteen/server/orders/ordering.h"

namespace dlfp::canteen {
namespace {

void announce(const payment::Scope& scope, std::string topic) {
    scope.platform.database.notify(scope.transaction, api::EventHub::channel,
                                   api::EventHub::pack({std::move(topic), "changed", "{}"}));
}

void tell_number(const payment::Scope& scope, const MealOrder& order) {
    const auto number = std::to_string(*order.pick_up_number);
    notice::send(scope.platform, scope.transaction,
                 {.customer_id = order.customer_id,
                  .kind = "canteen.order_paid",
                  .title = "取餐号 " + number,
                  .text = "订餐已支付，" + order.day.to_text() + "凭取餐号 " + number + " 取餐。",
                  .link = "canteen.order_status?order_id=" + order.id.to_text()});
}

/// The pick-up number and the first slip; once, since only an unpaid order becomes paid.
void mark_paid(const payment::Scope& scope, MealOrder& order, UtcTime paid_at) {
    if (!may_follow(order.state, OrderState::paid)) return;
    OrderBooks books{scope.transaction};
    order.state = OrderState::paid;
    order.paid_at_us = paid_at;
    order.pick_up_number = books.next_pick_up_number({order.outlet_id, order.period_id, order.day});
    books.store(order);
    kitchen_repository::add_ticket(scope.transaction, order,
                                   plan_ticket_deltas({}, books.list_lines(order.id)), scope.now);
    tell_number(scope, order);
    announce_order(scope, order);
}

UtcTime ordering_end(sql::Reader& reader, const MealOrder& order) {
    const auto period = find_meal_period(reader, order.organisation_id, order.period_id);
    // A retired period sells nothing any more.
    return period ? ordering_ends_at(*period, order.day) : order.created_at_us;
}

/// Takes the refund's lines out of the order; answers them with what was cancelled as quantity.
std::vector<MealOrderLine> book_lines(OrderBooks& books, const DoneRefund& refund,
                                      std::vector<MealOrderLine>& lines) {
    std::vector<MealOrderLine> cancelled;
    for (const auto& part : books.list_refund_lines(refund.order_id)) {
        if (part.refund_id != refund.refund_id || part.is_booked) continue;
        auto line = std::ranges::find(lines, part.line, &MealOrderLine::line);
        line->cancelled_quantity += part.quantity;
        line->refunded_fen += part.amount_fen;
        books.store_refunded(refund.order_id, *line);
        books.set_refund_line_booked(part);
        auto portions = *line;
        portions.quantity = part.quantity;
        if (part.quantity > 0) cancelled.push_back(portions);
    }
    return cancelled;
}

/// All money is back although no line was named (a refund of the payment itself): nobody waits for
/// the meal any more.
std::vector<MealOrderLine> cancel_rest(OrderBooks& books, const MealOrder& order,
                                       std::vector<MealOrderLine>& lines) {
    std::vector<MealOrderLine> cancelled;
    for (auto& line : lines) {
        if (line.quantity_left() == 0) continue;
        auto portions = line;
        portions.quantity = line.quantity_left();
        cancelled.push_back(portions);
        line.cancelled_quantity = line.quantity;
        books.store_refunded(order.id, line);
    }
    return cancelled;
}

void book_money(OrderBooks& books, MealOrder& order, const DoneRefund& refund, UtcTime now) {
    books.add_refund({.order_id = order.id,
                      .refund_id = refund.refund_id,
                      .party = RefundParty::staff,
                      .amount_fen = refund.amount_fen,
                      .asked_at_us = now});
    for (auto& stored : books.list_refunds(order.id)) {
        if (stored.refund_id != refund.refund_id || stored.booked_at_us) continue;
        order.refunded_fen += stored.amount_fen;
        stored.booked_at_us = now;
        books.set_refund_booked(stored);
    }
}

bool is_awaited(const MealOrder& order) {
    return order.state == OrderState::paid || order.state == OrderState::ready;
}

bool is_of_order(const payment::PaymentEvent& event, const std::optional<MealOrder>& order) {
    return event.scene == payment_scene && order && order->payment_id == event.payment_id;
}

/// Runs `step` on the event's order where it is one of ours; counter sales, say, are not.
template <class Step>
void on_event(api::Platform& platform, sql::Transaction& transaction, std::string_view payload,
              Step&& step) {
    const auto event = payment::parse_payment_event(payload);
    const auto id = MealOrderId::parse(event.scene_ref);
    if (!id) return;
    auto order = OrderBooks{transaction}.lock(*id);
    if (!is_of_order(event, order)) return;
    step(payment::Scope{transaction, platform, platform.clock.now()}, event, *order);
}

void on_charged(api::Platform& platform, sql::Transaction& transaction, std::string_view payload) {
    on_event(platform, transaction, payload,
             [](const payment::Scope& scope, const payment::PaymentEvent& event, MealOrder& order) {
                 mark_paid(scope, order, event.at_us);
             });
}

void on_closed(api::Platform& platform, sql::Transaction& transaction, std::string_view payload) {
    on_event(platform, transaction, payload,
             [](const payment::Scope& scope, const payment::PaymentEvent&, MealOrder& order) {
                 close_unpaid(scope, order);
             });
}

void on_refunded(api::Platform& platform, sql::Transaction& transaction, std::string_view payload) {
    on_event(platform, transaction, payload,
             [](const payment::Scope& scope, const payment::PaymentEvent& event, MealOrder& order) {
                 if (!event.refund_id) return;
                 // The refund may overtake the charge on its way here.
                 const auto current = lock_current_order(scope, order.id);
                 book_refund(scope, {current->id, *event.refund_id, event.amount_fen});
             });
}

}  // namespace

void follow_payments(api::Module& module) {
    module.subscribers.push_back({"canteen.on_order_charged", payment::charged_topic, &on_charged});
    module.subscribers.push_back({"canteen.on_order_closed", payment::closed_topic, &on_closed});
    module.subscribers.push_back(
        {"canteen.on_order_refunded", payment::refunded_topic, &on_refunded});
}

Result<MealOrder> lock_current_order(const payment::Scope& scope, MealOrderId id) {
    TRY(auto order, or_failure(OrderBooks{scope.transaction}.lock(id), order_not_found));
    if (order.state != OrderState::unpaid) return order;
    const auto payment = payment::find_payment(scope.transaction, order.payment_id);
    if (payment && payment->charged_at_us) mark_paid(scope, order, *payment->charged_at_us);
    if (payment && payment->state == payment::PaymentState::closed) close_unpaid(scope, order);
    return order;
}

Result<Done> require_unpaid(const MealOrder& order) {
    switch (order.state) {
        case OrderState::unpaid: return done;
        case OrderState::closed:
        case OrderState::cancelled: return order_ended;
        case OrderState::paid:
        case OrderState::ready:
        case OrderState::collected: break;
    }
    return order_already_paid;
}

void close_unpaid(const payment::Scope& scope, MealOrder& order) {
    if (!may_follow(order.state, OrderState::closed)) return;
    OrderBooks books{scope.transaction};
    order.state = OrderState::closed;
    books.store(order);
    return_portions(scope.transaction, order, books.list_lines(order.id));
    announce_order(scope, order);
}

void book_refund(const payment::Scope& scope, const DoneRefund& refund) {
    OrderBooks books{scope.transaction};
    auto order = books.lock(refund.order_id);
    if (!order) return;
    const auto known = books.list_lines(order->id);
    auto lines = known;
    book_money(books, *order, refund, scope.now);
    auto cancelled = book_lines(books, refund, lines);
    if (is_awaited(*order) && order->refunded_fen == order->total_fen && cancelled.empty())
        cancelled = cancel_rest(books, *order, lines);
    if (scope.now < ordering_end(scope.transaction, *order))
        return_portions(scope.transaction, *order, cancelled);
    else if (is_awaited(*order))
        return_meals(scope.transaction, *order, cancelled);
    if (is_awaited(*order))
        kitchen_repository::add_ticket(scope.transaction, *order, plan_ticket_deltas(known, lines),
                                       scope.now);
    const bool is_empty = std::ranges::all_of(
        lines, [](const MealOrderLine& line) { return line.quantity_left() == 0; });
    if (is_empty && may_follow(order->state, OrderState::cancelled))
        order->state = OrderState::cancelled;
    books.store(*order);
    announce_order(scope, *order);
}

std::string topic_of_order(MealOrderId id) { return "canteen.order." + id.to_text(); }
std::string topic_of_kitchen(OutletId id) { return "canteen.kitchen." + id.to_text(); }

void announce_order(const payment::Scope& scope, const MealOrder& order) {
    announce(scope, topic_of_order(order.id));
    announce(scope, topic_of_kitchen(order.outlet_id));
}

}  // namespace dlfp::canteen
