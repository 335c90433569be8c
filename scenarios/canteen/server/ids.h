// Ids and words of the canteen that all its use cases share.
#pragma once

#include <boost/describe/enum.hpp>
#include <string_view>

#include "platform/api/caller.h"
#include "platform/base/id.h"

namespace dlfp::canteen {

struct OutletTag {
    static constexpr std::string_view prefix = "out";
};
struct ServingAreaTag {
    static constexpr std::string_view prefix = "are";
};
struct MealCategoryTag {
    static constexpr std::string_view prefix = "mca";
};
struct MealPeriodTag {
    static constexpr std::string_view prefix = "mpe";
};
struct DishTag {
    static constexpr std::string_view prefix = "dsh";
};
struct MenuItemTag {
    static constexpr std::string_view prefix = "mit";
};
struct PriceClassTag {
    static constexpr std::string_view prefix = "pcl";
};
struct DinerTag {
    static constexpr std::string_view prefix = "din";
};
struct SubsidyTypeTag {
    static constexpr std::string_view prefix = "sbt";
};
struct SubsidyGrantTag {
    static constexpr std::string_view prefix = "sbg";
};
struct TerminalTag {
    static constexpr std::string_view prefix = "trm";
};
struct MealOrderTag {
    static constexpr std::string_view prefix = "ord";
};
struct SaleTag {
    static constexpr std::string_view prefix = "sal";
};
struct FeedbackTag {
    static constexpr std::string_view prefix = "fbk";
};
struct FoodSampleTag {
    static constexpr std::string_view prefix = "smp";
};

using OutletId = Id<OutletTag>;
using ServingAreaId = Id<ServingAreaTag>;
using MealCategoryId = Id<MealCategoryTag>;
using MealPeriodId = Id<MealPeriodTag>;
using DishId = Id<DishTag>;
using MenuItemId = Id<MenuItemTag>;
using PriceClassId = Id<PriceClassTag>;
using DinerId = Id<DinerTag>;
using SubsidyTypeId = Id<SubsidyTypeTag>;
using SubsidyGrantId = Id<SubsidyGrantTag>;
using TerminalId = Id<TerminalTag>;
using MealOrderId = Id<MealOrderTag>;
using SaleId = Id<SaleTag>;
using FeedbackId = Id<FeedbackTag>;
using FoodSampleId = Id<FoodSampleTag>;

/// What an area sells: whole meals at the price of the class, single dishes, or both.
enum class ManageMode { set_meal, retail, mixed };
BOOST_DESCRIBE_ENUM(ManageMode, set_meal, retail, mixed)

/// How a dish is priced: by piece, or by weight (price per kilogram).
enum class DishPricing { per_item, per_weight };
BOOST_DESCRIBE_ENUM(DishPricing, per_item, per_weight)

/// How a terminal takes money.
enum class TerminalMode { set_meal, per_item, free_amount, weigh };
BOOST_DESCRIBE_ENUM(TerminalMode, set_meal, per_item, free_amount, weigh)

enum class EntryState { active, retired };
BOOST_DESCRIBE_ENUM(EntryState, active, retired)

}  // namespace dlfp::canteen
