// The dishes of the demonstration with what their labels say.
#pragma once

#include <span>
#include <string_view>

#include "scenarios/canteen/server/ids.h"

namespace dlfp::canteen {

/// On which menus a demo dish stands: bits 0 breakfast, 1 lunch, 2 dinner, 3 night.
struct DemoDish {
    std::uint64_t number;
    ServingAreaId area_id;
    std::string_view name;
    std::string_view description;
    std::string_view allergens;
    DishPricing pricing;
    std::int64_t price_fen;
    std::int64_t energy_kj;
    std::int64_t protein_mg;
    std::int64_t fat_mg;
    std::int64_t carbohydrate_mg;
    std::int64_t sodium_mg;
    unsigned meals;
    std::int64_t stock_planned;  ///< 0: unlimited
    unsigned weekdays = 127;     ///< bit 0 Monday: the week's menu changes

    DishId id() const { return DishId::fixed(615'000 + number); }
};

std::span<const DemoDish> demo_dishes();

}  // namespace dlfp::canteen
