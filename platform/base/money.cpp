// Division of money: every rounding happens once, in 128 bits, and parts add up.
#include "platform/base/money.h"

#include <algorithm>
#include <numeric>

#include "platform/base/planted.h"

namespace dlfp {
namespace {

__extension__ using Wide = __int128;

bool rounds_away(Wide quotient, Wide remainder, Wide denominator, Rounding rounding) {
    const Wide doubled = (remainder < 0 ? -remainder : remainder) * 2;
    switch (rounding) {
        case Rounding::down: return false;
        case Rounding::up: return remainder != 0;
        case Rounding::half_up:
            if (planted("money.rounds_half_to_even")) return doubled > denominator;
            return doubled >= denominator;
        case Rounding::half_even:
            return doubled > denominator || (doubled == denominator && quotient % 2 != 0);
    }
    return false;
}

Money narrow(Wide amount_fen) {
    if (amount_fen > INT64_MAX || amount_fen < INT64_MIN) throw MoneyOverflow("money division");
    return Money::fen(static_cast<std::int64_t>(amount_fen));
}

}  // namespace

Money Money::prorate(std::int64_t numerator, std::int64_t denominator, Rounding rounding) const {
    if (denominator <= 0) throw std::invalid_argument("denominator of money must be positive");
    const Wide product = Wide{fen_} * numerator;
    Wide quotient = product / denominator;
    const Wide remainder = product % denominator;
    if (rounds_away(quotient, remainder, denominator, rounding)) quotient += product < 0 ? -1 : 1;
    return narrow(quotient);
}

std::vector<Money> Money::split_evenly(std::int64_t count) const {
    if (count < 1 || count > 1'000'000) throw std::invalid_argument("parts out of range");
    return split_by(std::vector<std::int64_t>(static_cast<std::size_t>(count), 1));
}

std::vector<Money> Money::split_by(const std::vector<std::int64_t>& weights) const {
    Wide total = 0;
    for (const auto weight : weights) {
        if (weight < 0) throw std::invalid_argument("negative weight");
        total += weight;
    }
    if (total <= 0) throw std::invalid_argument("weights must have a positive sum");

    struct Part {
        std::size_t index;
        Wide remainder;
    };
    std::vector<Money> parts;
    std::vector<Part> order;
    Wide rest = fen_;
    for (std::size_t index = 0; index < weights.size(); ++index) {
        const Wide product = Wide{fen_} * weights[index];
        parts.push_back(narrow(product / total));
        rest -= product / total;
        order.push_back({index, product % total < 0 ? -(product % total) : product % total});
    }
    std::ranges::sort(order, [](const Part& a, const Part& b) {
        return a.remainder != b.remainder ? a.remainder > b.remainder : a.index < b.index;
    });
    if (planted("money.split_loses_the_rest")) rest = 0;
    const Wide step = rest < 0 ? -1 : 1;
    for (std::size_t given = 0; rest != 0; ++given, rest -= step)
        parts[order[given].index] += Money::fen(static_cast<std::int64_t>(step));
    return parts;
}

std::string Money::to_yuan_text() const {
    const bool negative = fen_ < 0;
    const std::uint64_t amount =
        negative ? 0 - static_cast<std::uint64_t>(fen_) : static_cast<std::uint64_t>(fen_);
    std::string cents = std::to_string(amount % 100);
    if (cents.size() == 1) cents.insert(0, 1, '0');
    return (negative ? "-" : "") + std::to_string(amount / 100) + "." + cents;
}

Result<Money> parse_yuan(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const auto dot = text.find('.');
    const auto whole = text.substr(0, dot);
    const auto decimals = dot == text.npos ? std::string_view{} : text.substr(dot + 1);
    if (whole.empty() || whole.size() > 13 || decimals.size() > 2) return money_text_malformed;
    if (dot != text.npos && decimals.empty()) return money_text_malformed;
    std::int64_t amount_fen = 0;
    const auto is_digit = [](char character) { return character >= '0' && character <= '9'; };
    if (!std::ranges::all_of(whole, is_digit) || !std::ranges::all_of(decimals, is_digit))
        return money_text_malformed;
    for (const char digit : whole) amount_fen = amount_fen * 10 + (digit - '0');
    for (std::size_t index = 0; index < 2; ++index)
        amount_fen = amount_fen * 10 + (index < decimals.size() ? decimals[index] - '0' : 0);
    return Money::fen(negative ? -amount_fen : amount_fen);
}

}  // namespace dlfp
