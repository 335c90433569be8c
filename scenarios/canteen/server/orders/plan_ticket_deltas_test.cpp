// The kitchen gets changes, cancellations among them, and never an empty slip.
#include "scenarios/canteen/server/orders/plan_ticket_deltas.h"

#include <gtest/gtest.h>

namespace dlfp::canteen {
namespace {

MealOrderLine line(std::int64_t number, std::int64_t quantity, std::int64_t cancelled = 0) {
    return {.line = number,
            .dish_id = DishId::fixed(static_cast<std::uint64_t>(number)),
            .dish_name = "菜" + std::to_string(number),
            .quantity = quantity,
            .cancelled_quantity = cancelled};
}
TicketDelta delta(std::uint64_t dish, std::int64_t quantity) {
    return {DishId::fixed(dish), "菜" + std::to_string(dish), quantity};
}

TEST(plan_ticket_deltas, a_first_order_is_a_slip_of_everything) {
    const std::vector wanted{line(1, 2), line(2, 1)};
    EXPECT_EQ(plan_ticket_deltas({}, wanted), (std::vector{delta(1, 2), delta(2, 1)}));
}

TEST(plan_ticket_deltas, only_what_changed_is_told_and_cancellations_first) {
    const std::vector known{line(1, 2), line(2, 1), line(3, 1)};
    const std::vector wanted{line(1, 3), line(2, 1), line(3, 1, 1)};
    EXPECT_EQ(plan_ticket_deltas(known, wanted), (std::vector{delta(3, -1), delta(1, 1)}));
}

TEST(plan_ticket_deltas, nothing_changed_is_no_slip) {
    const std::vector known{line(1, 2), line(2, 1)};
    const std::vector turned{line(2, 1), line(1, 2)};
    EXPECT_TRUE(plan_ticket_deltas(known, turned).empty());
    EXPECT_TRUE(plan_ticket_deltas({}, {}).empty());
}

TEST(plan_ticket_deltas, a_cancelled_order_takes_everything_back) {
    const std::vector known{line(1, 2), line(2, 1)};
    EXPECT_EQ(plan_ticket_deltas(known, {}), (std::vector{delta(1, -2), delta(2, -1)}));
}

TEST(plan_ticket_deltas, two_lines_of_a_dish_are_one_pot) {
    auto other_counter = line(1, 1);
    other_counter.line = 2;
    const std::vector known{line(1, 1)};
    const std::vector wanted{line(1, 0), other_counter};
    EXPECT_TRUE(plan_ticket_deltas(known, wanted).empty());
}

}  // namespace
}  // namespace dlfp::canteen
