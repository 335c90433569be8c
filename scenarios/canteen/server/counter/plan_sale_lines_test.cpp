// Prices of sold lines, row by row of the domain file.
#include "scenarios/canteen/server/counter/plan_sale_lines.h"

#include <gtest/gtest.h>

namespace dlfp::canteen {
namespace {

SoldLine weighed(std::int64_t grams, Money kilogram_price) {
    return {.kind = TerminalMode::weigh,
            .dish_name = std::string("自选菜"),
            .quantity = {1},
            .weight_g = api::Whole<1, 50'000>{grams},
            .unit_price_fen = kilogram_price};
}
SoldLine pieces(std::int64_t quantity, Money price) {
    return {.kind = TerminalMode::per_item,
            .dish_name = std::string("茶叶蛋"),
            .quantity = {quantity},
            .weight_g = {},
            .unit_price_fen = price};
}
SoldLine free_amount(Money amount) {
    auto line = pieces(1, amount);
    line.kind = TerminalMode::free_amount;
    return line;
}
SoldLine set_meal(Money shown) {
    auto line = pieces(1, shown);
    line.kind = TerminalMode::set_meal;
    return line;
}

// Row C4.
TEST(plan_sale_lines, weighed_lines_round_one_by_one_and_the_receipt_adds_up) {
    const std::vector<SoldLine> sold{weighed(356, Money::fen(25'80)),
                                     weighed(212, Money::fen(31'60)),
                                     weighed(148, Money::fen(6'90))};
    const auto planned = plan_sale_lines(sold, std::nullopt).value();
    EXPECT_EQ(planned.lines[0].amount_fen, Money::fen(9'18));
    EXPECT_EQ(planned.lines[1].amount_fen, Money::fen(6'70));
    EXPECT_EQ(planned.lines[2].amount_fen, Money::fen(1'02));
    EXPECT_EQ(planned.total_fen, Money::fen(16'90));
}

TEST(plan_sale_lines, half_a_fen_rounds_up) {
    const std::vector<SoldLine> sold{weighed(250, Money::fen(10'02))};
    EXPECT_EQ(plan_sale_lines(sold, std::nullopt)->total_fen, Money::fen(2'51));
}

TEST(plan_sale_lines, pieces_and_free_amounts_are_what_they_say) {
    const std::vector<SoldLine> sold{pieces(3, Money::fen(1'50)), free_amount(Money::fen(7'00))};
    const auto planned = plan_sale_lines(sold, std::nullopt).value();
    EXPECT_EQ(planned.lines[0].amount_fen, Money::fen(4'50));
    EXPECT_EQ(planned.total_fen, Money::fen(11'50));
    EXPECT_EQ(planned.set_meals, 0);
}

// Row C6: the class decides, not what the terminal showed.
TEST(plan_sale_lines, a_set_meal_costs_what_the_diner_pays_for_it) {
    const std::vector<SoldLine> sold{set_meal(Money::fen(12'00))};
    const auto planned = plan_sale_lines(sold, Money::fen(15'00)).value();
    EXPECT_EQ(planned.total_fen, Money::fen(15'00));
    EXPECT_EQ(planned.lines[0].unit_price_fen, Money::fen(15'00));
    EXPECT_EQ(planned.set_meals, 1);
}

TEST(plan_sale_lines, a_set_meal_without_a_price_is_refused) {
    const std::vector<SoldLine> sold{set_meal(Money::fen(12'00))};
    EXPECT_TRUE(has_set_meal(sold));
    EXPECT_TRUE(plan_sale_lines(sold, std::nullopt).failed_with(set_meal_price_missing));
}

TEST(plan_sale_lines, lines_that_say_two_things_are_refused) {
    auto without_weight = weighed(100, yuan(20));
    without_weight.weight_g.reset();
    auto two_weighed = weighed(100, yuan(20));
    two_weighed.quantity = {2};
    auto weighed_piece = pieces(1, yuan(2));
    weighed_piece.weight_g = api::Whole<1, 50'000>{100};
    auto two_free = free_amount(yuan(5));
    two_free.quantity = {2};
    for (const auto& line : {without_weight, two_weighed, weighed_piece, two_free}) {
        const std::vector<SoldLine> sold{line};
        EXPECT_TRUE(plan_sale_lines(sold, std::nullopt).failed_with(sale_line_malformed));
    }
    EXPECT_TRUE(plan_sale_lines({}, std::nullopt).failed_with(sale_line_malformed));
}

TEST(plan_sale_lines, a_sale_of_nothing_is_refused) {
    const std::vector<SoldLine> sold{pieces(1, Money{})};
    EXPECT_TRUE(plan_sale_lines(sold, std::nullopt).failed_with(sale_without_amount));
}

TEST(plan_sale_lines, a_counter_sells_in_its_own_mode) {
    EXPECT_TRUE(may_sell(TerminalMode::weigh, TerminalMode::weigh));
    EXPECT_TRUE(may_sell(TerminalMode::weigh, TerminalMode::per_item));
    EXPECT_TRUE(may_sell(TerminalMode::set_meal, TerminalMode::per_item));
    EXPECT_FALSE(may_sell(TerminalMode::per_item, TerminalMode::free_amount));
    EXPECT_FALSE(may_sell(TerminalMode::free_amount, TerminalMode::per_item));
    EXPECT_FALSE(may_sell(TerminalMode::weigh, TerminalMode::set_meal));
}

}  // namespace
}  // namespace dlfp::canteen
