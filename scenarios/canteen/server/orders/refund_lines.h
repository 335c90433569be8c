// Money of lines goes back: the customer before the cut-off, the staff whenever there is a reason.
#pragma once

#include "core/identity/server/identity.h"
#include "platform/api/endpoint.h"
#include "scenarios/canteen/server/catalogue/meal_period.h"
#include "scenarios/canteen/server/orders/order_view.h"
#include "scenarios/canteen/server/permissions.h"

namespace dlfp::canteen {

struct CancelledLine {
    api::Whole<1, 100> line;
    api::Whole<1, 100> quantity;
};
BOOST_DESCRIBE_STRUCT(CancelledLine, (), (line, quantity))
struct CancelOrderRequest {
    MealOrderId order_id;
    api::List<CancelledLine, 20> lines;  ///< none: everything
};
BOOST_DESCRIBE_STRUCT(CancelOrderRequest, (), (order_id, lines))
struct CancelOrderReply {
    OrderState state{};
    std::optional<payment::RefundState> refund_state;  ///< unset: nothing was paid yet
    Money refund_fen;
    Money refunded_fen;  ///< of the whole order so far
};
BOOST_DESCRIBE_STRUCT(CancelOrderReply, (), (state, refund_state, refund_fen, refunded_fen))
/// Gives up an unpaid order, or cancels lines of a paid one and returns the money to the purses it
/// came from, last used first (row C5).
Result<CancelOrderReply> cancel_order(const CancelOrderRequest& request, api::Call& call);

struct RefundedLine {
    api::Whole<1, 100> line;
    api::Whole<0, 100> quantity;
    std::optional<Money> amount_fen;  ///< less than was paid, e.g. for a dish that had gone cold
};
BOOST_DESCRIBE_STRUCT(RefundedLine, (), (line, quantity, amount_fen))
struct RefundMealRequest {
    MealOrderId order_id;
    api::List<RefundedLine, 20> lines;
    api::Text<100> reason;
};
BOOST_DESCRIBE_STRUCT(RefundMealRequest, (), (order_id, lines, reason))
/// The same by staff, with a reason; above the payment's limit it waits for a second person.
Result<CancelOrderReply> refund_meal(const RefundMealRequest& request, api::Call& call);

inline constexpr api::Limits refund_limits{
    .body_bytes_max = 4096, .calls_per_minute_max = 30, .deadline = 3s};

inline constexpr auto cancel_order_endpoint =
    api::post<&cancel_order>("/canteen/orders/{order_id}/cancellation")
        .doc("Cancels an own order, or some of its dishes, before the cut-off.")
        .for_customers(identity::verified_customer)
        .owned_by<&check_orderer, &CancelOrderRequest::order_id>()
        .idempotent()
        .limits(refund_limits)
        .may_fail(payment::refund_failures, payment::already_charged, payment::outcome_pending,
                  order_not_found, order_ended, order_collected, cut_off_passed, order_line_unknown,
                  refund_quantity_exceeded, refund_amount_exceeded, refund_lines_empty);
inline constexpr auto refund_meal_endpoint =
    api::post<&refund_meal>("/staff/canteen/orders/{order_id}/refunds")
        .doc("Returns money of dishes with a reason; above the limit it waits for approval.")
        .for_staff(refund_meals)
        .owned_by<&check_order_operator, &RefundMealRequest::order_id>()
        .idempotent()
        .limits(refund_limits)
        .may_fail(payment::refund_failures, order_not_found, order_not_paid, order_ended,
                  order_line_unknown, refund_quantity_exceeded, refund_amount_exceeded,
                  refund_lines_empty);

}  // namespace dlfp::canteen
