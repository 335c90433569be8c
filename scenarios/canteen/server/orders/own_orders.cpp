// Reads of the orderer.
#include "scenarios/canteen/server/orders/own_orders.h"

#include "scenarios/canteen/server/orders/order_payment.h"

namespace dlfp::canteen {

Result<OrderView> show_order(const ShowOrderRequest& request, api::ReadCall& call) {
    return view_order(call.reader(), request.order_id, call.now());
}

Result<ListOrdersReply> list_orders(const ListOrdersRequest& request, api::ReadCall& call) {
    constexpr std::int32_t days_default = 90;
    const auto until = request.until.value_or(call.today());
    const auto limit = request.limit.value_or(api::Whole<1, 200>{20});
    const auto orders = OrderRepository{call.reader()}.list_of_customer(
        {.customer_id = identity::customer_of(call.caller()),
         .from = request.from.value_or(until.plus_days(-days_default)).starts_at(),
         .until = until.ends_at(),
         .after = request.after,
         .limit = limit});
    ListOrdersReply reply;
    for (const auto& order : orders) reply.items.push_back(summary_of(call.reader(), order));
    if (static_cast<std::int64_t>(orders.size()) == limit) reply.next_after = orders.back().id;
    return reply;
}

Result<api::EventTopics> follow_order(const ShowOrderRequest& request, api::ReadCall&) {
    return api::EventTopics{{topic_of_order(request.order_id)}};
}

}  // namespace dlfp::canteen
