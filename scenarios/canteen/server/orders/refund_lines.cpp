// The order is locked and brought up to its payment first; then plan, pay back, book.
#include "scenarios/canteen/server/orders/refund_lines.h"

#include <algorithm>

#include "scenarios/canteen/server/orders/order_payment.h"

namespace dlfp::canteen {
namespace {

struct RefundWish {
    RefundParty party{};
    std::vector<LineRefund> lines;  ///< none: everything
    std::string reason;
    std::string requested_by;
};

bool is_rejected(const payment::PaymentView& payment, payment::RefundId id) {
    const auto refund = std::ranges::find(payment.refunds, id, &payment::RefundView::refund_id);
    return refund != payment.refunds.end() && refund->state == payment::RefundState::rejected;
}

/// Lines of refunds that wait for approval, or were carried out and not told yet.
Result<std::vector<HeldRefund>> list_held(sql::Reader& reader, const MealOrder& order) {
    TRY(const auto payment, payment::view_payment(reader, order.payment_id));
    std::vector<HeldRefund> held;
    for (const auto& part : OrderRepository{reader}.list_refund_lines(order.id))
        if (!part.is_booked && !is_rejected(payment, part.refund_id))
            held.push_back({part.line, part.quantity, part.amount_fen});
    return held;
}

Result<RefundRules> rules_of(const payment::Scope& scope, const MealOrder& order,
                             RefundParty party) {
    RefundRules rules{.party = party, .state = order.state, .now = scope.now};
    // A retired period has no cut-off to wait for any more: customers ask the staff.
    const auto period = find_meal_period(scope.transaction, order.organisation_id, order.period_id);
    rules.ordering_ends_at = period ? ordering_ends_at(*period, order.day) : order.created_at_us;
    TRY(rules.held, list_held(scope.transaction, order));
    return rules;
}

void store_refund(const payment::Scope& scope, const MealOrder& order, const PlannedRefund& planned,
                  const OrderRefund& refund) {
    OrderBooks books{scope.transaction};
    books.add_refund(refund);
    for (const auto& part : planned.lines)
        books.add_refund_line(
            {order.id, refund.refund_id, part.line, part.quantity, part.amount_fen});
}

Result<CancelOrderReply> refund_order(const payment::Scope& scope, const MealOrder& order,
                                      const RefundWish& wish) {
    OrderBooks books{scope.transaction};
    TRY(const auto rules, rules_of(scope, order, wish.party));
    const auto lines = books.list_lines(order.id);
    const auto parts = wish.lines.empty() ? list_refundable(lines, rules) : wish.lines;
    TRY(const auto planned, plan_line_refund(lines, parts, rules));
    TRY(const auto refund, payment::refund(scope, {.payment_id = order.payment_id,
                                                   .amount_fen = planned.amount_fen,
                                                   .reason = wish.reason,
                                                   .requested_by = wish.requested_by}));
    store_refund(scope, order, planned,
                 {order.id, refund.refund_id, wish.party, planned.amount_fen, scope.now, {}});
    if (refund.state == payment::RefundState::refunded)
        book_refund(scope, {order.id, refund.refund_id, refund.amount_fen});
    else
        announce_order(scope, order);
    const auto booked = books.find(order.id).value();
    return CancelOrderReply{booked.state, refund.state, refund.amount_fen, booked.refunded_fen};
}

}  // namespace

Result<CancelOrderReply> cancel_order(const CancelOrderRequest& request, api::Call& call) {
    const auto scope = payment::scope_of(call);
    TRY(auto order, lock_current_order(scope, request.order_id));
    if (order.state == OrderState::unpaid) {
        close_unpaid(scope, order);
        TRY_DONE(payment::close_order(scope, order.payment_id));
        return CancelOrderReply{order.state, {}, Money{}, Money{}};
    }
    RefundWish wish{.party = RefundParty::customer, .reason = "顾客取消"};
    for (const auto& line : request.lines) wish.lines.push_back({line.line, line.quantity, {}});
    return refund_order(scope, order, wish);
}

Result<CancelOrderReply> refund_meal(const RefundMealRequest& request, api::Call& call) {
    const auto scope = payment::scope_of(call);
    TRY(const auto order, lock_current_order(scope, request.order_id));
    if (request.lines.empty()) return refund_lines_empty;
    RefundWish wish{.party = RefundParty::staff,
                    .reason = request.reason,
                    .requested_by = identity::staff_of(call.caller()).to_text()};
    for (const auto& line : request.lines)
        wish.lines.push_back({line.line, line.quantity, line.amount_fen});
    TRY(const auto reply, refund_order(scope, order, wish));
    call.about("canteen_meal_order", order.id.to_text());
    call.changed("refund_fen", "", std::to_string(reply.refund_fen.fen()));
    return reply;
}

}  // namespace dlfp::canteen
