// Prices of sold lines.
#include "scenarios/canteen/server/counter/plan_sale_lines.h"

#include <algorithm>

namespace dlfp::canteen {
namespace {

constexpr std::int64_t grams_per_kilogram = 1'000;

bool is_well_formed(const SoldLine& line) {
    switch (line.kind) {
        case TerminalMode::weigh: return line.weight_g.has_value() && line.quantity.value == 1;
        case TerminalMode::free_amount: return !line.weight_g && line.quantity.value == 1;
        case TerminalMode::set_meal:
        case TerminalMode::per_item: return !line.weight_g;
    }
    return false;
}

Money amount_of(const SoldLine& line, Money unit_price) {
    if (line.kind == TerminalMode::weigh)
        return unit_price.prorate(line.weight_g->value, grams_per_kilogram, Rounding::half_up);
    return unit_price * line.quantity.value;
}

}  // namespace

Result<SaleLines> plan_sale_lines(std::span<const SoldLine> sold,
                                  std::optional<Money> set_meal_price) {
    SaleLines planned;
    for (std::size_t index = 0; index < sold.size(); ++index) {
        const auto& line = sold[index];
        if (!is_well_formed(line))
            return Error{sale_line_malformed}.with("line", static_cast<std::int64_t>(index));
        const bool is_set_meal = line.kind == TerminalMode::set_meal;
        if (is_set_meal && !set_meal_price) return set_meal_price_missing;
        const auto unit_price = is_set_meal ? *set_meal_price : line.unit_price_fen;
        PricedLine priced{.dish_id = line.dish_id,
                          .dish_name = line.dish_name,
                          .quantity = line.quantity.value,
                          .unit_price_fen = unit_price,
                          .amount_fen = amount_of(line, unit_price)};
        if (line.weight_g) priced.weight_g = line.weight_g->value;
        if (is_set_meal) planned.set_meals += line.quantity.value;
        planned.total_fen += priced.amount_fen;
        planned.lines.push_back(std::move(priced));
    }
    if (planned.lines.empty()) return Error{sale_line_malformed}.with("line", 0);
    if (!planned.total_fen.is_positive()) return sale_without_amount;
    return planned;
}

bool may_sell(TerminalMode terminal, TerminalMode line) {
    if (terminal == line) return true;
    return line == TerminalMode::per_item &&
           (terminal == TerminalMode::set_meal || terminal == TerminalMode::weigh);
}

bool has_set_meal(std::span<const SoldLine> sold) {
    return std::ranges::any_of(
        sold, [](const SoldLine& line) { return line.kind == TerminalMode::set_meal; });
}

Money shown_amount_of(std::span<const SoldLine> sold) {
    Money sum;
    for (const auto& line : sold)
        if (is_well_formed(line)) sum += amount_of(line, line.unit_price_fen);
    return sum;
}

}  // namespace dlfp::canteen
