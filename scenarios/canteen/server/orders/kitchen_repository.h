// All SQL about kitchen slips.
#pragma once

#include <vector>

#include "scenarios/canteen/server/orders/order.h"
#include "scenarios/canteen/server/orders/plan_ticket_deltas.h"

namespace dlfp::canteen {

enum class TicketState { waiting, cooking, done };
BOOST_DESCRIBE_ENUM(TicketState, waiting, cooking, done)

/// One line of a slip as stored, with the number that the customer will call.
struct TicketLine {
    MealOrderId order_id;
    std::int64_t ticket = 0;  ///< counts per order, from 1
    std::int64_t line = 0;
    DishId dish_id;
    std::string dish_name;
    std::int64_t delta_quantity = 0;
    TicketState state{};
    UtcTime created_at_us;
    std::optional<UtcTime> done_at_us;
    std::optional<std::int64_t> pick_up_number;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(TicketLine, (),
                      (order_id, ticket, line, dish_id, dish_name, delta_quantity, state,
                       created_at_us, done_at_us, pick_up_number, note))

/// What a kitchen looks at.
struct TicketFilter {
    identity::OrganisationId organisation_id;
    OutletId outlet_id;
    BusinessDate day;
    std::optional<MealPeriodId> period_id;
};

/// Portions of a dish of a meal: how many to cook and how many of them are cooked.
struct DishCount {
    MealPeriodId period_id;
    DishId dish_id;
    std::string dish_name;
    std::int64_t wanted_quantity = 0;
    std::int64_t done_quantity = 0;
};
BOOST_DESCRIBE_STRUCT(DishCount, (),
                      (period_id, dish_id, dish_name, wanted_quantity, done_quantity))

namespace kitchen_repository {

/// Writes the next slip of an order; nothing for no deltas.
void add_ticket(sql::Transaction& transaction, const MealOrder& order,
                const std::vector<TicketDelta>& deltas, UtcTime now);
/// Lines by order and slip, oldest slip first; at most 2,000.
std::vector<TicketLine> list(sql::Reader& reader, const TicketFilter& filter);
std::vector<TicketLine> list_of_order(sql::Reader& reader, MealOrderId order_id);
std::vector<DishCount> count_dishes(sql::Reader& reader, const TicketFilter& filter);
/// Moves all lines of a slip.
void set_state(sql::Transaction& transaction, const TicketLine& ticket);

}  // namespace kitchen_repository
}  // namespace dlfp::canteen
