// Money in fen: checked 64-bit integers. There is no floating point and no bare division.
#pragma once

#include <compare>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

namespace dlfp {

/// How a division of money deals with what is less than a fen.
enum class Rounding { down, up, half_up, half_even };

/// An amount arithmetic could not represent: always a fault, since limits are checked before.
struct MoneyOverflow : std::overflow_error {
    using std::overflow_error::overflow_error;
};

/// An amount of money in fen (1/100 yuan); may be negative. Every operation is checked and throws
/// MoneyOverflow instead of wrapping.
class Money {
public:
    constexpr Money() = default;
    static constexpr Money fen(std::int64_t amount_fen) { return Money{amount_fen}; }
    constexpr std::int64_t fen() const { return fen_; }

    constexpr bool is_zero() const { return fen_ == 0; }
    constexpr bool is_positive() const { return fen_ > 0; }
    constexpr bool is_negative() const { return fen_ < 0; }

    friend constexpr auto operator<=>(Money, Money) = default;
    friend constexpr Money operator+(Money a, Money b) {
        std::int64_t sum = 0;
        if (__builtin_add_overflow(a.fen_, b.fen_, &sum)) throw MoneyOverflow("money sum");
        return Money{sum};
    }
    friend constexpr Money operator-(Money a, Money b) {
        std::int64_t difference = 0;
        if (__builtin_sub_overflow(a.fen_, b.fen_, &difference))
            throw MoneyOverflow("money difference");
        return Money{difference};
    }
    friend constexpr Money operator*(Money a, std::int64_t count) {
        std::int64_t product = 0;
        if (__builtin_mul_overflow(a.fen_, count, &product)) throw MoneyOverflow("money product");
        return Money{product};
    }
    constexpr Money operator-() const { return Money{} - *this; }
    constexpr Money& operator+=(Money other) { return *this = *this + other; }
    constexpr Money& operator-=(Money other) { return *this = *this - other; }

    /// This amount times numerator / denominator, rounded once; denominator > 0. Halves are
    /// rounded away from zero by half_up.
    Money prorate(std::int64_t numerator, std::int64_t denominator, Rounding rounding) const;

    /// `count` parts (1 … 1,000,000) that differ by at most one fen and add up to this amount.
    std::vector<Money> split_evenly(std::int64_t count) const;

    /// Parts in proportion to the weights (none negative, sum > 0) that add up to this amount:
    /// largest remainder first, ties to the earlier part.
    std::vector<Money> split_by(const std::vector<std::int64_t>& weights) const;

    /// "12.50", "-0.05": for people and files, never parsed back.
    std::string to_yuan_text() const;

private:
    constexpr explicit Money(std::int64_t amount_fen) : fen_{amount_fen} {}
    std::int64_t fen_ = 0;
};

/// Whole yuan as money, for rules and tests that are written in yuan.
constexpr Money yuan(std::int64_t amount_yuan) { return Money::fen(1) * 100 * amount_yuan; }

inline constexpr Failure money_text_malformed{"money.text_malformed", FailureClass::malformed};

/// Parses "12", "12.5", "12.50": at most two decimals, optional leading minus, ≤ 13 integer
/// digits; money_text_malformed otherwise.
Result<Money> parse_yuan(std::string_view text);

}  // namespace dlfp
