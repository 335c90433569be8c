// The kitchen's screen: slips as they come, dishes counted ahead, and a stream that says "look".
#pragma once

#include "core/identity/server/identity.h"
#include "platform/api/endpoint.h"
#include "scenarios/canteen/server/catalogue/menu.h"
#include "scenarios/canteen/server/orders/kitchen_repository.h"
#include "scenarios/canteen/server/orders/order_failures.h"
#include "scenarios/canteen/server/permissions.h"

namespace dlfp::canteen {

struct ShowKitchenRequest {
    OutletId outlet_id;
    std::optional<BusinessDate> day;  ///< today when absent
    std::optional<MealPeriodId> period_id;
};
BOOST_DESCRIBE_STRUCT(ShowKitchenRequest, (), (outlet_id, day, period_id))
/// One dish of a slip; below zero: not wanted any more.
struct TicketDish {
    DishId dish_id;
    std::string dish_name;
    std::int64_t delta_quantity = 0;
};
BOOST_DESCRIBE_STRUCT(TicketDish, (), (dish_id, dish_name, delta_quantity))
struct TicketView {
    MealOrderId order_id;
    std::int64_t ticket = 0;
    std::optional<std::int64_t> pick_up_number;
    TicketState state{};
    std::string note;
    UtcTime created_at_us;
    std::optional<UtcTime> done_at_us;
    std::vector<TicketDish> dishes;
};
BOOST_DESCRIBE_STRUCT(TicketView, (),
                      (order_id, ticket, pick_up_number, state, note, created_at_us, done_at_us,
                       dishes))
struct ShowKitchenReply {
    BusinessDate day;
    UtcTime server_now_us;
    std::vector<TicketView> tickets;  ///< oldest first
    std::vector<DishCount> dishes;    ///< of all slips together: the count-ahead
};
BOOST_DESCRIBE_STRUCT(ShowKitchenReply, (), (day, server_now_us, tickets, dishes))
/// outlet_not_found also for another operator's.
Result<ShowKitchenReply> show_kitchen(const ShowKitchenRequest& request, api::ReadCall& call);

struct MoveTicketRequest {
    MealOrderId order_id;
    api::Whole<1, 1'000> ticket;
    TicketState state{};
};
BOOST_DESCRIBE_STRUCT(MoveTicketRequest, (), (order_id, ticket, state))
/// Moves a slip forward; an order whose slips are all done is ready, and its customer is told.
Result<TicketView> move_ticket(const MoveTicketRequest& request, api::Call& call);

struct FollowKitchenRequest {
    OutletId outlet_id;
};
BOOST_DESCRIBE_STRUCT(FollowKitchenRequest, (), (outlet_id))
Result<api::EventTopics> follow_kitchen(const FollowKitchenRequest& request, api::ReadCall& call);

/// An outlet that the kitchen works for, with the meals of a day.
struct KitchenPeriod {
    MealPeriodId period_id;
    std::string period_name;
    UtcTime starts_at_us;
    UtcTime ends_at_us;
};
BOOST_DESCRIBE_STRUCT(KitchenPeriod, (), (period_id, period_name, starts_at_us, ends_at_us))
struct KitchenOutlet {
    OutletId outlet_id;
    std::string outlet_name;
    std::vector<KitchenPeriod> periods;
};
BOOST_DESCRIBE_STRUCT(KitchenOutlet, (), (outlet_id, outlet_name, periods))
struct ListKitchensRequest {
    std::optional<BusinessDate> day;  ///< today when absent
};
BOOST_DESCRIBE_STRUCT(ListKitchensRequest, (), (day))
struct ListKitchensReply {
    BusinessDate day;
    std::vector<KitchenOutlet> items;
};
BOOST_DESCRIBE_STRUCT(ListKitchensReply, (), (day, items))
/// The own operator's outlets with the periods served on that day.
Result<ListKitchensReply> list_kitchens(const ListKitchensRequest& request, api::ReadCall& call);

inline constexpr api::Limits kitchen_read_limits{
    .body_bytes_max = 0, .calls_per_minute_max = 600, .deadline = 2s};

inline constexpr auto list_kitchens_endpoint =
    api::get<&list_kitchens>("/staff/canteen/kitchens")
        .doc("Outlets of the own operator with the meal periods of a day.")
        .for_staff(view_canteen)
        .limits(kitchen_read_limits)
        .may_fail();
inline constexpr auto show_kitchen_endpoint =
    api::get<&show_kitchen>("/staff/canteen/kitchen")
        .doc("Slips of an outlet's day as changes, and the portions of each dish.")
        .for_staff(work_in_kitchen)
        .limits(kitchen_read_limits)
        .may_fail(outlet_not_found);
inline constexpr auto move_ticket_endpoint =
    api::put<&move_ticket>("/staff/canteen/kitchen/{order_id}/tickets/{ticket}")
        .doc("Moves a slip from waiting to cooking to done.")
        .for_staff(work_in_kitchen)
        .naturally_idempotent()
        .limits({.body_bytes_max = 256, .calls_per_minute_max = 600, .deadline = 2s})
        .may_fail(ticket_not_found, ticket_cannot_go_back);
inline constexpr auto follow_kitchen_endpoint =
    api::get<&follow_kitchen>("/staff/canteen/kitchen/stream")
        .doc("Tells when slips of an outlet have changed.")
        .for_staff(work_in_kitchen)
        .limits(kitchen_read_limits)
        .may_fail(outlet_not_found);

}  // namespace dlfp::canteen
