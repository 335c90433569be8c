// Slips move forward only: what is on the stove does not go back to paper.
#include "scenarios/canteen/server/orders/kitchen.h"

#include <algorithm>

#include "core/notice/server/notice.h"
#include "platform/base/planted.h"
#include "scenarios/canteen/server/catalogue/meal_period.h"
#include "scenarios/canteen/server/orders/order_menu_repository.h"
#include "scenarios/canteen/server/orders/order_payment.h"

namespace dlfp::canteen {
namespace {

Result<Outlet> own_outlet(const api::ReadCall& call, OutletId id) {
    TRY(const auto outlet, find_outlet(call.reader(), id));
    if (planted("canteen.stream_to_another_tenant")) return outlet;
    if (outlet.organisation_id != identity::organisation_of(call.caller())) return outlet_not_found;
    return outlet;
}

/// Lines of one slip become one view; the rows come by slip.
std::vector<TicketView> tickets_of(const std::vector<TicketLine>& lines) {
    std::vector<TicketView> tickets;
    for (const auto& line : lines) {
        const bool is_next = tickets.empty() || tickets.back().order_id != line.order_id ||
                             tickets.back().ticket != line.ticket;
        if (is_next)
            tickets.push_back({.order_id = line.order_id,
                               .ticket = line.ticket,
                               .pick_up_number = line.pick_up_number,
                               .state = line.state,
                               .note = line.note,
                               .created_at_us = line.created_at_us,
                               .done_at_us = line.done_at_us,
                               .dishes = {}});
        tickets.back().dishes.push_back({line.dish_id, line.dish_name, line.delta_quantity});
    }
    return tickets;
}

void tell_ready(const payment::Scope& scope, const MealOrder& order) {
    notice::send(
        scope.platform, scope.transaction,
        {.customer_id = order.customer_id,
         .kind = "canteen.order_ready",
         .title = "取餐号 " + std::to_string(order.pick_up_number.value_or(0)) + " 可以取餐",
         .text = "您的餐已备好，请凭取餐号取餐。",
         .link = "canteen.order_status?order_id=" + order.id.to_text()});
}

/// Ready once every slip is done.
void advance_order(const payment::Scope& scope, MealOrder& order) {
    const auto lines = kitchen_repository::list_of_order(scope.transaction, order.id);
    const bool is_done = std::ranges::all_of(
        lines, [](const TicketLine& line) { return line.state == TicketState::done; });
    if (is_done && may_follow(order.state, OrderState::ready)) {
        order.state = OrderState::ready;
        OrderBooks{scope.transaction}.store(order);
        tell_ready(scope, order);
    }
    announce_order(scope, order);
}

}  // namespace

Result<ShowKitchenReply> show_kitchen(const ShowKitchenRequest& request, api::ReadCall& call) {
    TRY(const auto outlet, own_outlet(call, request.outlet_id));
    const TicketFilter filter{.organisation_id = outlet.organisation_id,
                              .outlet_id = outlet.id,
                              .day = request.day.value_or(call.today()),
                              .period_id = request.period_id};
    return ShowKitchenReply{filter.day, call.now(),
                            tickets_of(kitchen_repository::list(call.reader(), filter)),
                            kitchen_repository::count_dishes(call.reader(), filter)};
}

Result<TicketView> move_ticket(const MoveTicketRequest& request, api::Call& call) {
    const auto scope = payment::scope_of(call);
    auto order = OrderBooks{scope.transaction}.lock(request.order_id);
    if (!order || order->organisation_id != identity::organisation_of(call.caller()))
        return ticket_not_found;
    auto lines = kitchen_repository::list_of_order(scope.transaction, order->id);
    std::erase_if(lines, [&](const TicketLine& line) { return line.ticket != request.ticket; });
    if (lines.empty()) return ticket_not_found;
    const auto before = lines.front().state;
    if (request.state < before)
        return Error{ticket_cannot_go_back}.with(
            "state", std::string(boost::describe::enum_to_string(before, "")));
    if (request.state != before) {
        for (auto& line : lines) {
            line.state = request.state;
            if (request.state == TicketState::done) line.done_at_us = call.now();
        }
        kitchen_repository::set_state(scope.transaction, lines.front());
        advance_order(scope, *order);
    }
    call.about("canteen_meal_order", order->id.to_text());
    return tickets_of(lines).front();
}

Result<api::EventTopics> follow_kitchen(const FollowKitchenRequest& request, api::ReadCall& call) {
    TRY(const auto outlet, own_outlet(call, request.outlet_id));
    return api::EventTopics{{topic_of_kitchen(outlet.id)}};
}

Result<ListKitchensReply> list_kitchens(const ListKitchensRequest& request, api::ReadCall& call) {
    ListKitchensReply reply{.day = request.day.value_or(call.today())};
    const auto outlets = order_menu_repository::list_active_outlets(
        call.reader(), identity::organisation_of(call.caller()));
    for (const auto id : outlets) {
        KitchenOutlet outlet{
            id, order_menu_repository::find_names(call.reader(), id).outlet_name, {}};
        for (const auto& period : list_meal_periods(call.reader(), id))
            if (is_served_on(period, reply.day))
                outlet.periods.push_back({period.id, period.name, starts_at(period, reply.day),
                                          ends_at(period, reply.day)});
        reply.items.push_back(std::move(outlet));
    }
    return reply;
}

}  // namespace dlfp::canteen
