// What the kitchen must learn when an order changes: the changes alone.
#pragma once

#include <span>
#include <vector>

#include "scenarios/canteen/server/orders/order.h"

namespace dlfp::canteen {

/// One line of a slip; below zero for portions that are not wanted any more.
struct TicketDelta {
    DishId dish_id;
    std::string dish_name;
    std::int64_t delta_quantity = 0;

    friend bool operator==(const TicketDelta&, const TicketDelta&) = default;
};

/// From what the kitchen knows to what is wanted now. Empty when nothing changed: then there is no
/// slip. Cancellations come first, since they save work.
std::vector<TicketDelta> plan_ticket_deltas(std::span<const MealOrderLine> known,
                                            std::span<const MealOrderLine> wanted);

}  // namespace dlfp::canteen
