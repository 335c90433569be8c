// A diner orders a meal before the cut-off: first a quote with purses, then the order itself.
#pragma once

#include "core/identity/server/identity.h"
#include "platform/api/endpoint.h"
#include "scenarios/canteen/server/orders/order_view.h"
#include "scenarios/canteen/server/orders/ordering.h"

namespace dlfp::canteen {

struct QuoteOrderRequest {
    OrderedDishes lines;
};
BOOST_DESCRIBE_STRUCT(QuoteOrderRequest, (), (lines))
/// What a purse would pay.
struct QuotedTender {
    payment::TenderKind kind{};
    std::string name;  ///< of the subsidy; empty otherwise
    Money amount_fen;
};
BOOST_DESCRIBE_STRUCT(QuotedTender, (), (kind, name, amount_fen))
struct QuoteOrderReply {
    std::vector<OrderLineView> lines;
    Money total_fen;
    std::vector<QuotedTender> tenders;
    UtcTime ordering_ends_at_us;
    UtcTime server_now_us;
};
BOOST_DESCRIBE_STRUCT(QuoteOrderReply, (),
                      (lines, total_fen, tenders, ordering_ends_at_us, server_now_us))
/// Prices a wish for the caller and tells from which purses it would be paid; stores nothing.
Result<QuoteOrderReply> quote_order(const QuoteOrderRequest& request, api::Call& call);

struct PlaceOrderRequest {
    OrderedDishes lines;
    Money expected_total_fen;  ///< what the customer confirmed
    api::Text<100, 0> note;    ///< for the kitchen
};
BOOST_DESCRIBE_STRUCT(PlaceOrderRequest, (), (lines, expected_total_fen, note))
struct PlaceOrderReply {
    MealOrderId order_id;
    payment::PaymentId payment_id;
    Money total_fen;
    UtcTime expires_at_us;
};
BOOST_DESCRIBE_STRUCT(PlaceOrderReply, (), (order_id, payment_id, total_fen, expires_at_us))
/// Takes the portions and makes the payment's order; the money moves at the cashier.
Result<PlaceOrderReply> place_order(const PlaceOrderRequest& request, api::Call& call);

struct ChangeOrderRequest {
    MealOrderId order_id;
    OrderedDishes lines;  ///< all of them, not the difference
    Money expected_total_fen;
};
BOOST_DESCRIBE_STRUCT(ChangeOrderRequest, (), (order_id, lines, expected_total_fen))
/// Replaces the lines of an unpaid order of the same meal; the earlier payment is given up.
Result<PlaceOrderReply> change_order(const ChangeOrderRequest& request, api::Call& call);

inline constexpr api::Limits order_write_limits{
    .body_bytes_max = 4096, .calls_per_minute_max = 30, .deadline = 2s};

inline constexpr auto quote_order_endpoint =
    api::post<&quote_order>("/canteen/order-quotes")
        .doc("Prices a meal for the caller and names the purses that would pay it.")
        .for_customers(identity::verified_customer)
        .naturally_idempotent()
        .limits({.body_bytes_max = 4096, .calls_per_minute_max = 120, .deadline = 2s})
        .may_fail(ordering_failures);
inline constexpr auto place_order_endpoint =
    api::post<&place_order>("/canteen/orders")
        .doc("Orders a meal before the cut-off; it is paid at the cashier.")
        .for_customers(identity::verified_customer)
        .idempotent()
        .limits(order_write_limits)
        .may_fail(ordering_failures, dish_sold_out, order_price_changed,
                  payment::merchant_not_found);
inline constexpr auto change_order_endpoint =
    api::put<&change_order>("/canteen/orders/{order_id}/lines")
        .doc("Replaces the dishes of an own unpaid order before the cut-off.")
        .for_customers(identity::verified_customer)
        .owned_by<&check_orderer, &ChangeOrderRequest::order_id>()
        .idempotent()
        .limits(order_write_limits)
        .may_fail(ordering_failures, dish_sold_out, order_price_changed,
                  payment::merchant_not_found, order_not_found, order_already_paid, order_ended,
                  payment::outcome_pending, payment::already_charged);

}  // namespace dlfp::canteen
