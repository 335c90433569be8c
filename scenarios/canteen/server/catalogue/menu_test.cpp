// Outlets, areas, dishes and menu items as other parts find them, and the stock of a dish.
#include "scenarios/canteen/server/catalogue/menu.h"

#include "scenarios/canteen/server/catalogue/allergen.h"
#include "scenarios/canteen/server/testing/canteen_bank.h"

namespace dlfp::canteen {
namespace {

using Bank = CanteenBank;

struct MenuTest : testing::Test {
    Bank bank;

    Result<Done> take(MenuItemId id, std::int64_t quantity) {
        return bank.write(
            [&](sql::Transaction& transaction) { return take_stock(transaction, id, quantity); });
    }
    std::optional<std::int64_t> left(MenuItemId id) {
        return bank.read(
            [&](sql::Reader& reader) { return find_menu_item(reader, id)->stock_left; });
    }
    template <class F>
    void change(F&& work) {
        bank.write([&](sql::Transaction& transaction) {
            work(transaction);
            return true;
        });
    }
};

TEST_F(MenuTest, a_published_item_carries_dish_outlet_and_price) {
    const auto item = bank.read(
        [](sql::Reader& reader) { return find_menu_item(reader, Bank::item(Bank::pork)); });
    ASSERT_TRUE(item);
    EXPECT_EQ(item->dish_name, "红烧肉");
    EXPECT_EQ(item->outlet_id, Bank::outlet);
    EXPECT_EQ(item->area_id, Bank::stir_fry);
    EXPECT_EQ(item->period_id, Bank::lunch_period);
    EXPECT_EQ(item->day, bank.today());
    EXPECT_EQ(item->price_fen, yuan(18));
    EXPECT_EQ(item->stock_left, std::nullopt);
    EXPECT_EQ(item->organisation_id, canteen_operator);
}

TEST_F(MenuTest, drafts_and_retired_items_are_not_found) {
    change([&](sql::Transaction& transaction) {
        MenuBooks menu{transaction};
        for (auto row : menu.lock_rows(Bank::lunch_period, bank.today())) {
            if (row.dish_id == Bank::pork) row.is_published = false;
            if (row.dish_id == Bank::tofu) row.state = EntryState::retired;
            menu.replace(row);
        }
    });
    EXPECT_TRUE(take(Bank::item(Bank::pork), 1).failed_with(menu_item_not_found));
    EXPECT_TRUE(take(Bank::item(Bank::tofu), 1).failed_with(menu_item_not_found));
    EXPECT_TRUE(take(Bank::item(Bank::set_meal), 1));
}

TEST_F(MenuTest, the_last_portions_are_sold_once) {
    const auto scarce = Bank::item(Bank::scarce);
    const auto too_many = take(scarce, 3);
    ASSERT_TRUE(too_many.failed_with(dish_sold_out));
    EXPECT_EQ(payment::fact_of(too_many.error(), "stock_left"), 2);
    ASSERT_TRUE(take(scarce, 2));
    EXPECT_EQ(left(scarce), 0);
    EXPECT_TRUE(take(scarce, 1).failed_with(dish_sold_out));
    change([&](sql::Transaction& transaction) { return_stock(transaction, scarce, 1); });
    EXPECT_EQ(left(scarce), 1);
    EXPECT_TRUE(take(scarce, 1));
}

TEST_F(MenuTest, an_unlimited_dish_never_runs_out) {
    const auto pork = Bank::item(Bank::pork);
    ASSERT_TRUE(take(pork, 5'000));
    change([&](sql::Transaction& transaction) { return_stock(transaction, pork, 5'000); });
    EXPECT_EQ(left(pork), std::nullopt);
}

TEST_F(MenuTest, entries_are_found_while_active_and_dishes_only_by_their_operator) {
    bank.read([&](sql::Reader& reader) {
        EXPECT_EQ(find_outlet(reader, Bank::outlet)->name, "一号餐厅");
        EXPECT_EQ(find_serving_area(reader, Bank::set_meals)->manage_mode, ManageMode::set_meal);
        EXPECT_EQ(find_dish(reader, canteen_operator, Bank::beef_kg)->pricing,
                  DishPricing::per_weight);
        EXPECT_TRUE(find_dish(reader, other_operator, Bank::beef_kg).failed_with(dish_not_found));
        EXPECT_EQ(OfferRepository{reader}.list_outlets(canteen_operator).size(), 1U);
        EXPECT_EQ(OfferRepository{reader}.list_areas(other_operator).size(), 1U);
        EXPECT_EQ(OfferRepository{reader}.list_dishes(other_operator).size(), 1U);
        EXPECT_EQ(OfferRepository{reader}.list_active_outlets().size(), 2U);
        return 0;
    });
    change([&](sql::Transaction& transaction) {
        OfferBooks offer{transaction};
        auto outlet = *offer.find_outlet(Bank::outlet);
        outlet.state = EntryState::retired;
        offer.replace_outlet(outlet);
        auto area = *offer.find_area(Bank::set_meals);
        area.state = EntryState::retired;
        offer.replace_area(area);
        auto dish = *offer.find_dish(canteen_operator, Bank::beef_kg);
        dish.state = EntryState::retired;
        offer.replace_dish(dish);
    });
    bank.read([&](sql::Reader& reader) {
        EXPECT_TRUE(find_outlet(reader, Bank::outlet).failed_with(outlet_not_found));
        EXPECT_TRUE(find_serving_area(reader, Bank::set_meals).failed_with(serving_area_not_found));
        EXPECT_TRUE(find_dish(reader, canteen_operator, Bank::beef_kg).failed_with(dish_not_found));
        EXPECT_EQ(OfferRepository{reader}.list_active_outlets().size(), 1U);
        return 0;
    });
}

TEST_F(MenuTest, another_operators_row_is_never_changed) {
    change([&](sql::Transaction& transaction) {
        OfferBooks offer{transaction};
        auto dish = *offer.find_dish(canteen_operator, Bank::pork);
        dish.organisation_id = other_operator;
        dish.name = "改名";
        offer.replace_dish(dish);
        EXPECT_EQ(offer.find_dish(canteen_operator, Bank::pork)->name, "红烧肉");
    });
}

TEST_F(MenuTest, a_menu_lists_drafts_and_a_publication_makes_them_visible) {
    const auto day = bank.today().plus_days(9);
    change([&](sql::Transaction& transaction) {
        MenuBooks menu{transaction};
        const MenuRow row{.id = bank.bank.next_id<MenuItemTag>(),
                          .organisation_id = canteen_operator,
                          .period_id = Bank::lunch_period,
                          .day = day,
                          .dish_id = Bank::pork,
                          .area_id = Bank::stir_fry,
                          .price_fen = yuan(17),
                          .stock_planned = 40,
                          .stock_left = 40,
                          .is_published = false,
                          .state = EntryState::active};
        EXPECT_EQ(menu.add(row), 1);
        auto twin = row;
        twin.id = bank.bank.next_id<MenuItemTag>();
        EXPECT_EQ(menu.add(twin), 0) << "a dish is on a menu once";
        const auto drafts = menu.list_planned({Bank::outlet, day, day});
        ASSERT_EQ(drafts.size(), 1U);
        EXPECT_FALSE(drafts[0].is_published);
        EXPECT_EQ(menu.publish({Bank::other_outlet, day, day}), 0);
        EXPECT_EQ(menu.publish({Bank::outlet, day, day}), 1);
        EXPECT_EQ(menu.publish({Bank::outlet, day, day}), 0);
        EXPECT_TRUE(menu.find_published(row.id));
    });
}

TEST(allergens, are_stored_once_each_and_in_order) {
    EXPECT_EQ(allergens_text({Allergen::nut, Allergen::egg, Allergen::egg}), "egg,nut");
    EXPECT_EQ(allergens_text({}), "");
    EXPECT_EQ(parse_allergens("egg,nut"), (std::vector{Allergen::egg, Allergen::nut}));
    EXPECT_TRUE(parse_allergens("").empty());
    EXPECT_THROW(parse_allergens("egg,dust"), std::logic_error);
}

}  // namespace
}  // namespace dlfp::canteen
