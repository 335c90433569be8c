// What a menu becomes when staff replace it: pure, so that what was sold is never sold again.
#pragma once

#include <span>
#include <vector>

#include "scenarios/canteen/server/catalogue/menu_repository.h"

namespace dlfp::canteen {

/// A dish that shall be on the menu.
struct MenuLine {
    DishId dish_id;
    ServingAreaId area_id;
    Money price_fen;
    std::optional<std::int64_t> stock_planned;  ///< unset: unlimited
};

/// The rows of one meal that differ afterwards. Lines that were on the menu keep their id and
/// whether they are published; what is missing is retired; what comes back is a draft. Where the
/// planned stock changes, what was sold stays sold: 40 planned, 25 left, 50 planned then leaves 35.
std::vector<MenuRow> plan_menu(std::span<const MenuRow> present, std::span<const MenuLine> wanted);

}  // namespace dlfp::canteen
