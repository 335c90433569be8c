// Staff see the orders of their own organisation alone.
#include "scenarios/canteen/server/orders/staff_orders.h"

#include "platform/base/planted.h"
#include "scenarios/canteen/server/orders/order_payment.h"
#include "scenarios/canteen/server/orders/plan_hand_out.h"

namespace dlfp::canteen {
namespace {

/// A reason opens the counter at any time, and stands in the audit record. A meal that was retired
/// meanwhile has no hours.
Result<Done> check_hand_out_time(api::Call& call, const MealOrder& order,
                                 const HandOutRequest& request) {
    const auto period =
        find_meal_period(call.transaction(), order.organisation_id, order.period_id);
    if (!period) return done;
    auto decided = decide_hand_out_time(plan_hand_out_hours(*period, order.day), call.now());
    if (decided || !request.reason) return decided;
    call.changed("handed out outside the meal", "", *request.reason);
    return done;
}

}  // namespace

Result<ListOrdersReply> search_orders(const SearchOrdersRequest& request, api::ReadCall& call) {
    const auto from = request.from.value_or(call.today());
    const auto limit = request.limit.value_or(api::Whole<1, 200>{50});
    const auto orders = OrderRepository{call.reader()}.list_of_operator(
        {.organisation_id = identity::organisation_of(call.caller()),
         .from = from,
         .until = request.until.value_or(from),
         .period_id = request.period_id,
         .state = request.state,
         .pick_up_number = request.pick_up_number,
         .after = request.after,
         .limit = limit});
    ListOrdersReply reply;
    for (const auto& order : orders) reply.items.push_back(summary_of(call.reader(), order));
    if (static_cast<std::int64_t>(orders.size()) == limit) reply.next_after = orders.back().id;
    return reply;
}

Result<OrderView> inspect_order(const ShowOrderRequest& request, api::ReadCall& call) {
    return view_order(call.reader(), request.order_id, call.now());
}

Result<OrderView> hand_out(const HandOutRequest& request, api::Call& call) {
    OrderBooks books{call.transaction()};
    TRY(const auto known,
        or_failure(books.find_by_number({request.outlet_id, request.period_id, request.day},
                                        request.pick_up_number),
                   pick_up_number_unknown));
    if (known.organisation_id != identity::organisation_of(call.caller()))
        return pick_up_number_unknown;
    TRY(auto order, or_failure(books.lock(known.id), pick_up_number_unknown));
    if (order.picked_up_at_us)
        return Error{already_picked_up}.with("picked_up_at_us", order.picked_up_at_us->us());
    if (!may_follow(order.state, OrderState::collected)) return order_ended;
    TRY_DONE(check_hand_out_time(call, order, request));
    order.state = OrderState::collected;
    order.picked_up_at_us = call.now();
    if (!planted("canteen.meal_handed_out_twice")) books.store(order);
    announce_order(payment::scope_of(call), order);
    call.about("canteen_meal_order", order.id.to_text());
    call.changed("state", "paid", "collected");
    return view_order(call.transaction(), order.id, call.now());
}

}  // namespace dlfp::canteen
