// What becomes of the rows of a meal when its menu is replaced.
#include "scenarios/canteen/server/catalogue/plan_menu.h"

#include <gtest/gtest.h>

namespace dlfp::canteen {
namespace {

constexpr auto pork = DishId::fixed(1);
constexpr auto tofu = DishId::fixed(2);
constexpr auto wok = ServingAreaId::fixed(1);
constexpr auto shop = ServingAreaId::fixed(2);

MenuRow row(DishId dish, std::optional<std::int64_t> planned, std::optional<std::int64_t> left) {
    MenuRow row;
    row.id = MenuItemId::fixed(dish.bytes()[15]);
    row.dish_id = dish;
    row.area_id = wok;
    row.price_fen = yuan(10);
    row.stock_planned = planned;
    row.stock_left = left;
    row.is_published = true;
    return row;
}
MenuLine line(DishId dish, std::optional<std::int64_t> planned, Money price = yuan(10)) {
    return {dish, wok, price, planned};
}

TEST(plan_menu, what_did_not_change_is_left_alone) {
    EXPECT_TRUE(plan_menu(std::vector{row(pork, 40, 25)}, std::vector{line(pork, 40)}).empty());
    EXPECT_TRUE(plan_menu({}, {}).empty());
}

TEST(plan_menu, portions_sold_meanwhile_stay_sold) {
    struct Case {
        std::optional<std::int64_t> planned, left, wanted, expected;
    };
    for (const auto& each : {Case{40, 25, 50, 35}, Case{40, 25, 20, 5}, Case{40, 25, 10, 0},
                             Case{40, 0, 41, 1}, Case{40, 25, {}, {}}, Case{{}, {}, 30, 30}}) {
        const auto after = plan_menu(std::vector{row(pork, each.planned, each.left)},
                                     std::vector{line(pork, each.wanted)});
        ASSERT_EQ(after.size(), 1U);
        EXPECT_EQ(after[0].stock_left, each.expected);
        EXPECT_EQ(after[0].stock_planned, each.wanted);
        EXPECT_TRUE(after[0].is_published);
    }
}

TEST(plan_menu, what_is_missing_is_retired_and_what_is_added_is_a_draft) {
    const auto after = plan_menu(std::vector{row(pork, {}, {})}, std::vector{line(tofu, 30)});
    ASSERT_EQ(after.size(), 2U);
    EXPECT_EQ(after[0].dish_id, pork);
    EXPECT_EQ(after[0].state, EntryState::retired);
    EXPECT_EQ(after[1].dish_id, tofu);
    EXPECT_TRUE(after[1].id.is_nil());
    EXPECT_FALSE(after[1].is_published);
    EXPECT_EQ(after[1].stock_left, 30);
}

TEST(plan_menu, a_dish_that_comes_back_keeps_its_id_and_is_published_again_by_hand) {
    auto gone = row(pork, {}, {});
    gone.state = EntryState::retired;
    EXPECT_TRUE(plan_menu(std::vector{gone}, {}).empty());
    const auto after = plan_menu(std::vector{gone}, std::vector{line(pork, {}, yuan(12))});
    ASSERT_EQ(after.size(), 1U);
    EXPECT_EQ(after[0].id, gone.id);
    EXPECT_EQ(after[0].state, EntryState::active);
    EXPECT_EQ(after[0].price_fen, yuan(12));
    EXPECT_FALSE(after[0].is_published);
}

TEST(plan_menu, a_dish_named_twice_counts_once_per_area) {
    EXPECT_EQ(plan_menu({}, std::vector{line(pork, 1), line(pork, 2)}).size(), 1U);
    const MenuLine elsewhere{pork, shop, yuan(10), {}};
    EXPECT_EQ(plan_menu({}, std::vector{line(pork, 1), elsewhere}).size(), 2U);
}

}  // namespace
}  // namespace dlfp::canteen
