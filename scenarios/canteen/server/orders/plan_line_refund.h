// Which lines of a paid order may come back, when, and for how much.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "platform/base/result.h"
#include "scenarios/canteen/server/orders/order.h"
#include "scenarios/canteen/server/orders/order_failures.h"

namespace dlfp::canteen {

/// Who asks: customers cancel before the cut-off, staff give back whenever there is a reason.
enum class RefundParty { customer, staff };
BOOST_DESCRIBE_ENUM(RefundParty, customer, staff)

/// Portions of a line that come back. Without `amount_fen` what was paid for them; with it less, or
/// with no portion at all, a reduction for what was wrong with the meal.
struct LineRefund {
    std::int64_t line = 0;
    std::int64_t quantity = 0;
    std::optional<Money> amount_fen;
};
BOOST_DESCRIBE_STRUCT(LineRefund, (), (line, quantity, amount_fen))

/// Portions and money of a line that a refund holds: it waits for approval or was not told yet.
struct HeldRefund {
    std::int64_t line = 0;
    std::int64_t quantity = 0;
    Money amount_fen;
};

struct RefundRules {
    RefundParty party{};
    OrderState state{};
    UtcTime now;
    UtcTime ordering_ends_at;
    std::vector<HeldRefund> held;
};

struct PlannedRefund {
    std::vector<HeldRefund> lines;
    Money amount_fen;  ///< the sum of the lines
};

/// In this precedence: order_not_paid, order_ended, for customers order_collected and
/// cut_off_passed; per line order_line_unknown, refund_quantity_exceeded, refund_amount_exceeded;
/// refund_lines_empty. A line never gives back more than was paid for it.
Result<PlannedRefund> plan_line_refund(std::span<const MealOrderLine> lines,
                                       std::span<const LineRefund> wish, const RefundRules& rules);

/// Everything that is left: what "cancel the whole order" means.
std::vector<LineRefund> list_refundable(std::span<const MealOrderLine> lines,
                                        const RefundRules& rules);

}  // namespace dlfp::canteen
