// Differences per dish: two lines of one dish are one pot to the kitchen.
#include "scenarios/canteen/server/orders/plan_ticket_deltas.h"

#include <algorithm>

namespace dlfp::canteen {
namespace {

void add(std::vector<TicketDelta>& deltas, const MealOrderLine& line, std::int64_t quantity) {
    const auto same = std::ranges::find(deltas, line.dish_id, &TicketDelta::dish_id);
    if (same != deltas.end())
        same->delta_quantity += quantity;
    else
        deltas.push_back({line.dish_id, line.dish_name, quantity});
}

}  // namespace

std::vector<TicketDelta> plan_ticket_deltas(std::span<const MealOrderLine> known,
                                            std::span<const MealOrderLine> wanted) {
    std::vector<TicketDelta> deltas;
    for (const auto& line : known) add(deltas, line, -line.quantity_left());
    for (const auto& line : wanted) add(deltas, line, line.quantity_left());
    std::vector<TicketDelta> told;
    for (const auto& delta : deltas)
        if (delta.delta_quantity < 0) told.push_back(delta);
    for (const auto& delta : deltas)
        if (delta.delta_quantity > 0) told.push_back(delta);
    return told;
}

}  // namespace dlfp::canteen
