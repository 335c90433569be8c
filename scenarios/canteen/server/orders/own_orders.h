// The customer's own orders: one with its live status, and the history by month.
#pragma once

#include "core/identity/server/identity.h"
#include "platform/api/endpoint.h"
#include "scenarios/canteen/server/orders/order_failures.h"
#include "scenarios/canteen/server/orders/order_view.h"

namespace dlfp::canteen {

struct ShowOrderRequest {
    MealOrderId order_id;
};
BOOST_DESCRIBE_STRUCT(ShowOrderRequest, (), (order_id))
Result<OrderView> show_order(const ShowOrderRequest& request, api::ReadCall& call);

struct ListOrdersRequest {
    std::optional<BusinessDate> from;   ///< first day of ordering; 90 days back when absent
    std::optional<BusinessDate> until;  ///< last day; today when absent
    std::optional<MealOrderId> after;
    std::optional<api::Whole<1, 200>> limit;
};
BOOST_DESCRIBE_STRUCT(ListOrdersRequest, (), (from, until, after, limit))
struct ListOrdersReply {
    std::vector<OrderSummary> items;
    std::optional<MealOrderId> next_after;
};
BOOST_DESCRIBE_STRUCT(ListOrdersReply, (), (items, next_after))
/// Newest first.
Result<ListOrdersReply> list_orders(const ListOrdersRequest& request, api::ReadCall& call);

/// An event `changed` without content whenever the order is another one than before.
Result<api::EventTopics> follow_order(const ShowOrderRequest& request, api::ReadCall& call);

inline constexpr api::Limits own_order_limits{
    .body_bytes_max = 0, .calls_per_minute_max = 240, .deadline = 2s};

inline constexpr auto show_order_endpoint =
    api::get<&show_order>("/canteen/orders/{order_id}")
        .doc("An own meal order with its dishes, purses and refunds.")
        .for_customers(identity::verified_customer)
        .owned_by<&check_orderer, &ShowOrderRequest::order_id>()
        .limits(own_order_limits)
        .may_fail(order_not_found);
inline constexpr auto list_orders_endpoint = api::get<&list_orders>("/canteen/orders")
                                                 .doc("Own meal orders, newest first.")
                                                 .for_customers(identity::verified_customer)
                                                 .limits(own_order_limits)
                                                 .may_fail();
inline constexpr auto follow_order_endpoint =
    api::get<&follow_order>("/canteen/orders/{order_id}/stream")
        .doc("Tells when an own order has changed.")
        .for_customers(identity::verified_customer)
        .owned_by<&check_orderer, &ShowOrderRequest::order_id>()
        .limits(own_order_limits)
        .may_fail(order_not_found);

}  // namespace dlfp::canteen
