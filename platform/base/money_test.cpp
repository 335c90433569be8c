// Money adds up: rounding once, parts that sum to the whole, texts, overflow.
#include "platform/base/money.h"

#include <gtest/gtest.h>

#include <numeric>

namespace dlfp {
namespace {

Money sum(const std::vector<Money>& parts) {
    return std::accumulate(parts.begin(), parts.end(), Money{});
}

TEST(money, parts_add_up_and_the_largest_remainder_comes_first) {
    EXPECT_EQ(sum(Money::fen(100).split_evenly(3)), Money::fen(100));
    EXPECT_EQ(Money::fen(100).split_evenly(3)[0], Money::fen(34));
    EXPECT_EQ(sum(Money::fen(-100).split_evenly(7)), Money::fen(-100));
    // 1,735.00 at 2.1 % and the rest: two independent roundings would give 1,735.01.
    const auto parts = Money::fen(173'500).split_by({21, 979});
    EXPECT_EQ(sum(parts), Money::fen(173'500));
    EXPECT_THROW(Money::fen(1).split_by({0, 0}), std::invalid_argument);
}

TEST(money, a_division_rounds_once_as_told) {
    // Row C4: 0.356 kg at 25.80 is 9.1848.
    EXPECT_EQ(Money::fen(2580).prorate(356, 1000, Rounding::half_up), Money::fen(918));
    EXPECT_EQ(Money::fen(5).prorate(1, 2, Rounding::half_up), Money::fen(3));
    EXPECT_EQ(Money::fen(5).prorate(1, 2, Rounding::half_even), Money::fen(2));
    EXPECT_EQ(Money::fen(5).prorate(1, 2, Rounding::down), Money::fen(2));
    EXPECT_EQ(Money::fen(-5).prorate(1, 2, Rounding::half_up), Money::fen(-3));
    EXPECT_THROW(Money::fen(5).prorate(1, 0, Rounding::down), std::invalid_argument);
}

TEST(money, an_overflow_is_a_fault_and_never_wraps) {
    EXPECT_THROW(Money::fen(INT64_MAX) + Money::fen(1), MoneyOverflow);
    EXPECT_THROW(Money::fen(INT64_MIN) - Money::fen(1), MoneyOverflow);
    EXPECT_THROW(Money::fen(INT64_MAX) * 2, MoneyOverflow);
    EXPECT_THROW(Money::fen(INT64_MAX).prorate(2, 1, Rounding::down), MoneyOverflow);
}

TEST(money, texts_are_read_strictly) {
    EXPECT_EQ(*parse_yuan("12.5"), Money::fen(1250));
    EXPECT_EQ(*parse_yuan("-0.05"), Money::fen(-5));
    EXPECT_EQ(Money::fen(-5).to_yuan_text(), "-0.05");
    for (const auto* text : {"", "-", "1.", ".5", "1.234", "1e3", "12345678901234", "1,000", "１"})
        EXPECT_TRUE(parse_yuan(text).failed_with(money_text_malformed)) << text;
}

}  // namespace
}  // namespace dlfp
