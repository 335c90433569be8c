// Who gets which line back until when, and never more than was paid for it.
#include "scenarios/canteen/server/orders/plan_line_refund.h"

#include <gtest/gtest.h>

namespace dlfp::canteen {
namespace {

const UtcTime cut_off = UtcTime::from_us(1'795'406'400'000'000);

/// 8.90 + 3 × 2.30 = 15.80, the order of row C5.
std::vector<MealOrderLine> order_of_row_c5() {
    return {{.line = 1,
             .quantity = 1,
             .unit_price_fen = Money::fen(8'90),
             .amount_fen = Money::fen(8'90)},
            {.line = 2,
             .quantity = 3,
             .unit_price_fen = Money::fen(2'30),
             .amount_fen = Money::fen(6'90)}};
}
RefundRules by_customer(OrderState state = OrderState::paid, UtcTime now = cut_off - 1us) {
    return {
        .party = RefundParty::customer, .state = state, .now = now, .ordering_ends_at = cut_off};
}
RefundRules by_staff(OrderState state = OrderState::paid) {
    return {.party = RefundParty::staff,
            .state = state,
            .now = cut_off + 3h,
            .ordering_ends_at = cut_off};
}
Result<PlannedRefund> plan(std::vector<LineRefund> wish, const RefundRules& rules) {
    return plan_line_refund(order_of_row_c5(), wish, rules);
}

// clause: 3.1.3-3
TEST(plan_line_refund, lines_come_back_for_what_was_paid) {
    const auto planned = plan({{2, 3, {}}}, by_customer());
    ASSERT_TRUE(planned);
    EXPECT_EQ(planned->amount_fen, Money::fen(6'90));
    EXPECT_EQ(plan({{1, 1, {}}, {2, 1, {}}}, by_customer())->amount_fen, Money::fen(11'20));
}

TEST(plan_line_refund, state_and_time_decide_before_the_lines) {
    struct Row {
        OrderState state;
        const Failure* customer;
        const Failure* staff;
    };
    const std::vector<Row> rows{{OrderState::unpaid, &order_not_paid, &order_not_paid},
                                {OrderState::paid, nullptr, nullptr},
                                {OrderState::ready, nullptr, nullptr},
                                {OrderState::collected, &order_collected, nullptr},
                                {OrderState::closed, &order_ended, &order_ended},
                                {OrderState::cancelled, &order_ended, &order_ended}};
    for (const auto& row : rows) {
        const auto customer = plan({{1, 1, {}}}, by_customer(row.state));
        const auto staff = plan({{1, 1, {}}}, by_staff(row.state));
        EXPECT_EQ(customer.has_value(), row.customer == nullptr);
        EXPECT_EQ(staff.has_value(), row.staff == nullptr);
        if (row.customer != nullptr) EXPECT_TRUE(customer.failed_with(*row.customer));
        if (row.staff != nullptr) EXPECT_TRUE(staff.failed_with(*row.staff));
    }
}

TEST(plan_line_refund, customers_cancel_before_the_cut_off_and_staff_whenever) {
    EXPECT_TRUE(
        plan({{1, 1, {}}}, by_customer(OrderState::paid, cut_off)).failed_with(cut_off_passed));
    EXPECT_TRUE(plan({{1, 1, {}}}, by_staff()));
}

TEST(plan_line_refund, a_line_gives_back_its_portions_once) {
    EXPECT_TRUE(plan({{9, 1, {}}}, by_staff()).failed_with(order_line_unknown));
    EXPECT_TRUE(plan({{2, 4, {}}}, by_staff()).failed_with(refund_quantity_exceeded));
    EXPECT_TRUE(plan({{2, 2, {}}, {2, 2, {}}}, by_staff()).failed_with(refund_quantity_exceeded))
        << "twice in one wish";
    auto waiting = by_staff();
    waiting.held = {{2, 2, Money::fen(4'60)}};
    EXPECT_TRUE(plan({{2, 2, {}}}, waiting).failed_with(refund_quantity_exceeded));
    EXPECT_EQ(plan({{2, 1, {}}}, waiting)->amount_fen, Money::fen(2'30));
}

TEST(plan_line_refund, a_reduction_without_portions_stays_within_the_line) {
    EXPECT_EQ(plan({{1, 0, Money::fen(3'00)}}, by_staff())->amount_fen, Money::fen(3'00));
    EXPECT_TRUE(plan({{1, 0, Money::fen(8'91)}}, by_staff()).failed_with(refund_amount_exceeded));
    auto lines = order_of_row_c5();
    lines[0].refunded_fen = Money::fen(3'00);
    const std::vector<LineRefund> rest{{1, 1, {}}};
    EXPECT_EQ(plan_line_refund(lines, rest, by_staff())->amount_fen, Money::fen(5'90))
        << "a reduction is not paid twice";
}

TEST(plan_line_refund, nothing_is_no_refund) {
    EXPECT_TRUE(plan({}, by_staff()).failed_with(refund_lines_empty));
    EXPECT_TRUE(plan({{1, 0, {}}}, by_staff()).failed_with(refund_lines_empty));
}

TEST(plan_line_refund, the_whole_order_is_what_is_left_of_it) {
    auto lines = order_of_row_c5();
    lines[1].cancelled_quantity = 1;
    lines[1].refunded_fen = Money::fen(2'30);
    auto rules = by_staff();
    rules.held = {{2, 1, Money::fen(2'30)}};
    const auto wish = list_refundable(lines, rules);
    ASSERT_EQ(wish.size(), 2U);
    EXPECT_EQ(wish[1].quantity, 1);
    EXPECT_EQ(plan_line_refund(lines, wish, rules)->amount_fen, Money::fen(11'20));
}

// clause: 5.1.4-h.3
TEST(order_states, the_table_allows_exactly_these_steps) {
    using enum OrderState;
    const std::vector<std::pair<OrderState, OrderState>> allowed{
        {unpaid, paid},    {unpaid, closed},   {paid, ready},     {paid, collected},
        {paid, cancelled}, {ready, collected}, {ready, cancelled}};
    for (const auto from : {unpaid, paid, ready, collected, closed, cancelled})
        for (const auto to : {unpaid, paid, ready, collected, closed, cancelled})
            EXPECT_EQ(may_follow(from, to),
                      std::ranges::find(allowed, std::pair{from, to}) != allowed.end());
}

}  // namespace
}  // namespace dlfp::canteen
