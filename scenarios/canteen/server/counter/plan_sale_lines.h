// What the lines of a sale cost, each rounded by itself so that the receipt adds up (row C4).
#pragma once

#include <span>

#include "platform/base/result.h"
#include "scenarios/canteen/server/catalogue/price.h"
#include "scenarios/canteen/server/counter/sale_fact.h"

namespace dlfp::canteen {

/// A weighed line without weight, a weight on any other line, several of one weight or amount, or
/// no lines at all. Fact `line`.
inline constexpr Failure sale_line_malformed{"canteen.sale_line_malformed",
                                             FailureClass::malformed};
/// The sale comes to nothing.
inline constexpr Failure sale_without_amount{"canteen.sale_without_amount",
                                             FailureClass::malformed};

struct PricedLine {
    std::optional<DishId> dish_id;
    std::string dish_name;
    std::int64_t quantity = 0;
    std::optional<std::int64_t> weight_g;
    Money unit_price_fen;
    Money amount_fen;
};

struct SaleLines {
    std::vector<PricedLine> lines;
    Money total_fen;
    std::int64_t set_meals = 0;  ///< whole meals among them: what limits count (row C7)
};

/// Weighed lines are grams times the price of a kilogram, half up, line by line (row C4: 0.356 kg ×
/// 25.80 = 9.18); pieces are quantity times price; a set meal has the price given here whatever the
/// terminal showed (row C6). sale_line_malformed, set_meal_price_missing, sale_without_amount.
Result<SaleLines> plan_sale_lines(std::span<const SoldLine> sold,
                                  std::optional<Money> set_meal_price);

/// Whether a terminal of this mode may sell such a line: set-meal and weighing counters also sell
/// pieces, the others only their own kind.
bool may_sell(TerminalMode terminal, TerminalMode line);

/// Whether the sale holds a set meal, whose price has to be known before it is planned.
bool has_set_meal(std::span<const SoldLine> sold);

/// What the terminal's own prices come to; for facts that could not be booked.
Money shown_amount_of(std::span<const SoldLine> sold);

}  // namespace dlfp::canteen
