// A line's refunds never exceed its portions nor its amount, waiting ones included.
#include "scenarios/canteen/server/orders/plan_line_refund.h"

#include <algorithm>

#include "platform/base/planted.h"

namespace dlfp::canteen {
namespace {

Result<Done> decide_time(const RefundRules& rules) {
    switch (rules.state) {
        case OrderState::unpaid: return order_not_paid;
        case OrderState::closed:
        case OrderState::cancelled: return order_ended;
        case OrderState::collected:
            if (rules.party == RefundParty::customer) return order_collected;
            break;
        case OrderState::paid:
        case OrderState::ready: break;
    }
    if (rules.party == RefundParty::customer && rules.now >= rules.ordering_ends_at)
        return Error{cut_off_passed}.with("ordering_ends_at_us", rules.ordering_ends_at.us());
    return done;
}

/// What is left of a line once everything refunded and held is taken off.
HeldRefund left_of(const MealOrderLine& line, std::span<const HeldRefund> held) {
    HeldRefund left{line.line, line.quantity_left(), line.amount_fen - line.refunded_fen};
    for (const auto& other : held) {
        if (other.line != line.line) continue;
        left.quantity -= other.quantity;
        left.amount_fen -= other.amount_fen;
    }
    return left;
}

Result<HeldRefund> plan_line(const MealOrderLine& line, const LineRefund& wish,
                             const HeldRefund& left) {
    if (wish.quantity > left.quantity)
        return Error{refund_quantity_exceeded}
            .with("line", line.line)
            .with("quantity_left", left.quantity);
    // The last portions take what is left: earlier reductions are not paid twice.
    const auto usual = std::min(line.unit_price_fen * wish.quantity, left.amount_fen);
    const auto amount = wish.amount_fen.value_or(usual);
    if (amount > left.amount_fen && !planted("canteen.refund_exceeds_line"))
        return Error{refund_amount_exceeded}
            .with("line", line.line)
            .with("refundable_fen", left.amount_fen.fen());
    return HeldRefund{line.line, wish.quantity, amount};
}

}  // namespace

Result<PlannedRefund> plan_line_refund(std::span<const MealOrderLine> lines,
                                       std::span<const LineRefund> wish, const RefundRules& rules) {
    TRY_DONE(decide_time(rules));
    PlannedRefund planned;
    auto held = rules.held;
    for (const auto& wanted : wish) {
        const auto line = std::ranges::find(lines, wanted.line, &MealOrderLine::line);
        if (line == lines.end()) return order_line_unknown;
        TRY(const auto part, plan_line(*line, wanted, left_of(*line, held)));
        held.push_back(part);
        planned.lines.push_back(part);
        planned.amount_fen += part.amount_fen;
    }
    if (!planned.amount_fen.is_positive()) return refund_lines_empty;
    return planned;
}

std::vector<LineRefund> list_refundable(std::span<const MealOrderLine> lines,
                                        const RefundRules& rules) {
    std::vector<LineRefund> wish;
    for (const auto& line : lines) {
        const auto left = left_of(line, rules.held);
        if (left.quantity > 0) wish.push_back({left.line, left.quantity, {}});
    }
    return wish;
}

}  // namespace dlfp::canteen
