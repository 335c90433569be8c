// The states of an order as one table.
#include <algorithm>
#include <array>
#include <utility>

#include "scenarios/canteen/server/orders/order.h"

namespace dlfp::canteen {

bool may_follow(OrderState from, OrderState to) {
    using enum OrderState;
    static constexpr std::array<std::pair<OrderState, OrderState>, 7> steps{{{unpaid, paid},
                                                                             {unpaid, closed},
                                                                             {paid, ready},
                                                                             {paid, collected},
                                                                             {paid, cancelled},
                                                                             {ready, collected},
                                                                             {ready, cancelled}}};
    return std::ranges::find(steps, std::pair{from, to}) != steps.end();
}

}  // namespace dlfp::canteen
