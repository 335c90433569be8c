// Matching of wanted lines with the rows of a meal, by dish and area.
#include "scenarios/canteen/server/catalogue/plan_menu.h"

#include <algorithm>

namespace dlfp::canteen {
namespace {

bool is_same_place(const MenuRow& row, const MenuLine& line) {
    return row.dish_id == line.dish_id && row.area_id == line.area_id;
}

std::optional<std::int64_t> stock_after(const MenuRow& row, const MenuLine& line) {
    if (!line.stock_planned || !row.stock_planned || !row.stock_left) return line.stock_planned;
    const auto sold = *row.stock_planned - *row.stock_left;
    return std::max<std::int64_t>(0, *line.stock_planned - sold);
}

MenuRow changed(MenuRow row, const MenuLine& line) {
    if (row.state == EntryState::retired) row.is_published = false;
    row.stock_left = stock_after(row, line);
    row.stock_planned = line.stock_planned;
    row.price_fen = line.price_fen;
    row.state = EntryState::active;
    return row;
}

bool is_equal(const MenuRow& a, const MenuRow& b) {
    return a.price_fen == b.price_fen && a.stock_planned == b.stock_planned &&
           a.stock_left == b.stock_left && a.is_published == b.is_published && a.state == b.state;
}

}  // namespace

std::vector<MenuRow> plan_menu(std::span<const MenuRow> present, std::span<const MenuLine> wanted) {
    std::vector<MenuRow> differing;
    for (const auto& row : present) {
        const auto line = std::ranges::find_if(
            wanted, [&](const MenuLine& each) { return is_same_place(row, each); });
        auto after = row;
        if (line == wanted.end())
            after.state = EntryState::retired;
        else
            after = changed(row, *line);
        if (!is_equal(row, after)) differing.push_back(after);
    }
    for (const auto& line : wanted) {
        const bool is_present = std::ranges::any_of(
            present, [&](const MenuRow& row) { return is_same_place(row, line); });
        const bool is_repeated = std::ranges::any_of(
            differing, [&](const MenuRow& row) { return is_same_place(row, line); });
        if (is_present || is_repeated) continue;
        MenuRow added;
        added.dish_id = line.dish_id;
        added.area_id = line.area_id;
        added.price_fen = line.price_fen;
        added.stock_planned = line.stock_planned;
        added.stock_left = line.stock_planned;
        added.state = EntryState::active;
        differing.push_back(added);
    }
    return differing;
}

}  // namespace dlfp::canteen
