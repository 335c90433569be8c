// Orders for the staff of their operator: search, detail, hand-out by pick-up number.
#pragma once

#include "scenarios/canteen/server/orders/own_orders.h"
#include "scenarios/canteen/server/permissions.h"

namespace dlfp::canteen {

struct SearchOrdersRequest {
    std::optional<BusinessDate> from;   ///< first day of meals; today when absent
    std::optional<BusinessDate> until;  ///< last day; `from` when absent
    std::optional<MealPeriodId> period_id;
    std::optional<OrderState> state;
    std::optional<api::Whole<1, 1'000'000>> pick_up_number;
    std::optional<MealOrderId> after;
    std::optional<api::Whole<1, 200>> limit;
};
BOOST_DESCRIBE_STRUCT(SearchOrdersRequest, (),
                      (from, until, period_id, state, pick_up_number, after, limit))
/// Orders of the own organisation by the day of the meal, newest first.
Result<ListOrdersReply> search_orders(const SearchOrdersRequest& request, api::ReadCall& call);
Result<OrderView> inspect_order(const ShowOrderRequest& request, api::ReadCall& call);

struct HandOutRequest {
    OutletId outlet_id;
    MealPeriodId period_id;
    BusinessDate day;
    api::Whole<1, 1'000'000> pick_up_number;
    std::optional<api::Text<100>> reason;  ///< why outside the meal's hours; audited
};
BOOST_DESCRIBE_STRUCT(HandOutRequest, (), (outlet_id, period_id, day, pick_up_number, reason))
/// Hands the meal of a number out, once: pick_up_number_unknown, already_picked_up, order_ended,
/// hand_out_not_now.
Result<OrderView> hand_out(const HandOutRequest& request, api::Call& call);

inline constexpr auto search_orders_endpoint =
    api::get<&search_orders>("/staff/canteen/orders")
        .doc("Meal orders of the own operator by day, period, state or pick-up number.")
        .for_staff(view_canteen)
        .limits(own_order_limits)
        .may_fail();
inline constexpr auto inspect_order_endpoint =
    api::get<&inspect_order>("/staff/canteen/orders/{order_id}")
        .doc("A meal order with dishes, purses and refunds.")
        .for_staff(view_canteen)
        .owned_by<&check_order_operator, &ShowOrderRequest::order_id>()
        .limits(own_order_limits)
        .may_fail(order_not_found);
inline constexpr auto hand_out_endpoint =
    api::post<&hand_out>("/staff/canteen/pick-ups")
        .doc("Hands out the meal of a pick-up number; outside the meal's hours for a reason.")
        .for_staff(work_in_kitchen)
        .idempotent()
        .limits({.body_bytes_max = 512, .calls_per_minute_max = 240, .deadline = 2s})
        .may_fail(pick_up_number_unknown, order_ended, already_picked_up, hand_out_not_now);

}  // namespace dlfp::canteen
