// What customers and passers-by see of outlets and menus.
#include "scenarios/canteen/server/catalogue/browse_menu.h"

#include <algorithm>

#include "scenarios/canteen/server/testing/canteen_bank.h"

namespace dlfp::canteen {
namespace {

using Bank = CanteenBank;

struct BrowseMenuTest : testing::Test {
    Bank bank;

    BrowseMenuReply menu(std::optional<BusinessDate> day = {}) {
        return *bank.bank.as_nobody().call(browse_menu_endpoint,
                                           {.outlet_id = Bank::outlet, .day = day});
    }
};

// clause: 3.1.3-10
TEST_F(BrowseMenuTest, a_passer_by_sees_open_outlets_and_a_registered_customer_all) {
    const auto open = bank.bank.as_nobody().call(browse_outlets_endpoint, {});
    ASSERT_EQ(open->outlets.size(), 1U);
    EXPECT_EQ(open->outlets[0].name, "一号餐厅");
    EXPECT_EQ(open->outlets[0].operator_name, "阳光食堂");
    EXPECT_EQ(open->outlets[0].serving_now, "午餐");
    EXPECT_EQ(bank.registered(li).call(browse_outlets_endpoint, {})->outlets.size(), 2U);

    EXPECT_FAILS(
        bank.bank.as_nobody().call(browse_menu_endpoint, {.outlet_id = Bank::other_outlet}),
        outlet_not_found);
    EXPECT_SUCCEEDS(
        bank.registered(li).call(browse_menu_endpoint, {.outlet_id = Bank::other_outlet}));
}

// clause: 3.1.3-11
TEST_F(BrowseMenuTest, the_menu_tells_allergens_nutrition_price_and_stock) {
    const auto shown = menu();
    EXPECT_EQ(shown.day, bank.today());
    EXPECT_EQ(shown.now_us, bank.bank.now());
    ASSERT_EQ(shown.meals.size(), 4U);
    const auto& lunch = shown.meals[1];
    EXPECT_EQ(lunch.name, "午餐");
    const auto dish = [&](DishId id) {
        return *std::ranges::find(lunch.dishes, id, &MenuDish::dish_id);
    };
    EXPECT_EQ(dish(Bank::tofu).allergens, (std::vector{Allergen::peanut, Allergen::soy}));
    EXPECT_EQ(dish(Bank::tofu).energy_kj, 1'200);
    EXPECT_EQ(dish(Bank::pork).price_fen, yuan(18));
    EXPECT_EQ(dish(Bank::pork).area_name, "小炒窗口");
    EXPECT_EQ(dish(Bank::scarce).stock_left, 2);
    EXPECT_EQ(dish(Bank::beef_kg).pricing, DishPricing::per_weight);
    EXPECT_EQ(dish(Bank::set_meal).price_fen, yuan(12)) << "the area's price, not the dish's";
    EXPECT_EQ(dish(Bank::set_meal).manage_mode, ManageMode::set_meal);
}

TEST_F(BrowseMenuTest, ordering_is_not_yet_open_open_or_over) {
    const auto ordering = [&](int ahead) {
        return menu(bank.today().plus_days(ahead)).meals.at(1).ordering;
    };
    EXPECT_EQ(ordering(0), OrderingState::over) << "12:00, the cut-off was at 10:00";
    EXPECT_EQ(ordering(1), OrderingState::open);
    EXPECT_EQ(ordering(7), OrderingState::open);
    EXPECT_EQ(ordering(8), OrderingState::not_yet);
    bank.set_time(bank.at(10) - 1us);
    EXPECT_EQ(ordering(0), OrderingState::open);
    bank.set_time(bank.at(10));
    EXPECT_EQ(ordering(0), OrderingState::over);
    EXPECT_EQ(menu().meals.at(1).ordering_ends_at_us, bank.at(10));
}

TEST_F(BrowseMenuTest, drafts_and_retired_dishes_do_not_show) {
    bank.write([&](sql::Transaction& transaction) {
        MenuBooks books{transaction};
        for (auto row : books.lock_rows(Bank::lunch_period, bank.today())) {
            row.is_published = row.dish_id != Bank::pork;
            books.replace(row);
        }
        OfferBooks offer{transaction};
        auto tofu = *offer.find_dish(canteen_operator, Bank::tofu);
        tofu.state = EntryState::retired;
        offer.replace_dish(tofu);
        return true;
    });
    for (const auto& dish : menu().meals.at(1).dishes) {
        EXPECT_NE(dish.dish_id, Bank::pork);
        EXPECT_NE(dish.dish_id, Bank::tofu);
    }
    EXPECT_EQ(menu().meals.at(1).dishes.size(), 5U);
}

TEST_F(BrowseMenuTest, a_day_without_service_has_no_meals) {
    bank.write([&](sql::Transaction& transaction) {
        MealPeriodBooks meals{transaction};
        for (auto period : meals.list_active(Bank::outlet)) {
            period.weekday_mask = 1 << 6;
            meals.replace(period);
        }
        return true;
    });
    EXPECT_TRUE(menu().meals.empty());
    EXPECT_EQ(menu(bank.today().plus_days(6)).meals.size(), 4U);
}

}  // namespace
}  // namespace dlfp::canteen
