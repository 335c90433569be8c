// Which price a set meal has (row C6), from values and from the database.
#include "scenarios/canteen/server/catalogue/price.h"

#include "scenarios/canteen/server/testing/canteen_bank.h"

namespace dlfp::canteen {
namespace {

using Bank = CanteenBank;

// row: C6
TEST(decide_set_meal_price, the_class_goes_before_the_area) {
    const std::vector<CategoryPrice> of_class{{Bank::breakfast, yuan(8)}, {Bank::lunch, yuan(15)}};
    const std::vector<CategoryPrice> of_area{
        {Bank::breakfast, yuan(5)}, {Bank::lunch, yuan(12)}, {Bank::dinner, yuan(10)}};
    const auto price = [&](MealCategoryId meal) {
        return decide_set_meal_price(of_class, of_area, meal);
    };
    EXPECT_EQ(price(Bank::breakfast), yuan(8));
    EXPECT_EQ(price(Bank::lunch), yuan(15));
    EXPECT_EQ(price(Bank::dinner), yuan(10));
    EXPECT_EQ(price(Bank::night), std::nullopt);
    EXPECT_EQ(decide_set_meal_price({}, of_area, Bank::lunch), yuan(12));
    EXPECT_EQ(decide_set_meal_price(of_class, {}, Bank::lunch), yuan(15));
}

// row: C6
TEST(find_set_meal_price, stored_prices_follow_the_same_order) {
    Bank bank;
    const auto price = [&](std::optional<PriceClassId> of_class, MealCategoryId meal) {
        return bank.read([&](sql::Reader& reader) {
            return find_set_meal_price(reader, {Bank::set_meals, of_class, meal});
        });
    };
    EXPECT_EQ(*price(Bank::staff_class, Bank::breakfast), yuan(8));
    EXPECT_EQ(*price(Bank::staff_class, Bank::lunch), yuan(15));
    EXPECT_EQ(*price(Bank::staff_class, Bank::dinner), yuan(10));
    EXPECT_EQ(*price(Bank::guest_class, Bank::lunch), yuan(12));
    EXPECT_EQ(*price(std::nullopt, Bank::lunch), yuan(12));
    EXPECT_TRUE(price(Bank::staff_class, Bank::night).failed_with(set_meal_price_missing));
}

TEST(find_set_meal_price, a_retired_class_has_no_price_of_its_own) {
    Bank bank;
    bank.write([&](sql::Transaction& transaction) {
        PriceBooks{transaction}.replace_class(
            {Bank::staff_class, canteen_operator, "职工", EntryState::retired});
        return true;
    });
    bank.read([&](sql::Reader& reader) {
        EXPECT_EQ(*find_set_meal_price(reader, {Bank::set_meals, Bank::staff_class, Bank::lunch}),
                  yuan(12));
        return 0;
    });
}

TEST(price_repository, a_price_is_set_replaced_and_removed_within_one_operator) {
    Bank bank;
    bank.write([&](sql::Transaction& transaction) {
        PriceBooks prices{transaction};
        prices.set_class_price({Bank::staff_class, Bank::lunch, canteen_operator, yuan(16)});
        EXPECT_EQ(prices.list_class_prices(canteen_operator).size(), 2U);
        prices.remove_class_price({Bank::staff_class, Bank::lunch, other_operator, {}});
        EXPECT_EQ(
            *find_set_meal_price(transaction, {Bank::set_meals, Bank::staff_class, Bank::lunch}),
            yuan(16));
        prices.remove_class_price({Bank::staff_class, Bank::lunch, canteen_operator, {}});
        prices.remove_area_price({Bank::set_meals, Bank::lunch, canteen_operator, {}});
        EXPECT_TRUE(
            find_set_meal_price(transaction, {Bank::set_meals, Bank::staff_class, Bank::lunch})
                .failed_with(set_meal_price_missing));
        EXPECT_EQ(prices.list_area_prices(canteen_operator).size(), 2U);
        EXPECT_TRUE(prices.list_area_prices(other_operator).empty());
        EXPECT_TRUE(prices.list_classes(other_operator).empty());
        EXPECT_FALSE(prices.find_class(other_operator, Bank::staff_class));
        return true;
    });
}

}  // namespace
}  // namespace dlfp::canteen
