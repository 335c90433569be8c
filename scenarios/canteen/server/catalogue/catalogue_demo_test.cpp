// The demonstration's canteen opens once, and its menus stay two weeks ahead on any later day.
#include "scenarios/canteen/server/catalogue/catalogue_demo.h"

#include <set>

#include "core/identity/server/demo.h"
#include "scenarios/canteen/server/catalogue/browse_menu.h"
#include "scenarios/canteen/server/catalogue/catalogue.h"
#include "scenarios/canteen/server/testing/canteen_bank.h"

namespace dlfp::canteen {
namespace {

struct CatalogueDemoTest : testing::Test {
    CanteenBank bank;

    CatalogueDemoTest() { load_demo_catalogue(bank.platform()); }

    BrowseMenuReply menu(BusinessDate day) {
        return *bank.bank.as_nobody().call(browse_menu_endpoint,
                                           {.outlet_id = demo_outlet_id, .day = day});
    }
};

TEST_F(CatalogueDemoTest, a_week_of_menus_is_public_from_the_first_start) {
    std::set<std::string> dishes;
    std::set<std::string> allergens;
    for (int ahead = 0; ahead <= 14; ++ahead) {
        const auto shown = menu(bank.today().plus_days(ahead));
        ASSERT_EQ(shown.meals.size(), 4U);
        for (const auto& meal : shown.meals) {
            EXPECT_FALSE(meal.dishes.empty()) << meal.name << " in " << ahead << " days";
            for (const auto& dish : meal.dishes) {
                dishes.insert(dish.name);
                allergens.insert(allergens_text(dish.allergens));
                EXPECT_GT(dish.energy_kj, 0) << dish.name;
            }
        }
    }
    EXPECT_GE(dishes.size(), 14U);
    EXPECT_GE(allergens.size(), 5U);
}

TEST_F(CatalogueDemoTest, the_night_meal_crosses_midnight) {
    const auto night = menu(bank.today()).meals.back();
    EXPECT_EQ(night.name, "夜宵");
    EXPECT_EQ(BusinessDate::of(night.ends_at_us), bank.today().plus_days(1));
}

TEST_F(CatalogueDemoTest, loading_again_adds_nothing) {
    const auto before = menu(bank.today()).meals.at(1).dishes.size();
    load_demo_catalogue(bank.platform());
    EXPECT_EQ(menu(bank.today()).meals.at(1).dishes.size(), before);
}

TEST_F(CatalogueDemoTest, the_operator_can_be_paid) {
    bank.read([&](sql::Reader& reader) {
        EXPECT_TRUE(payment::PaymentRepository{reader}.find_merchant(identity::demo_operator_id));
        return 0;
    });
}

TEST_F(CatalogueDemoTest, the_job_renews_menus_on_a_later_day_and_keeps_what_staff_removed) {
    bank.write([&](sql::Transaction& transaction) {
        MenuBooks books{transaction};
        for (auto row : books.lock_rows(demo_lunch_period_id, bank.today().plus_days(14))) {
            row.state = EntryState::retired;
            books.replace(row);
        }
        return true;
    });
    bank.bank.advance(24h * 10);
    renew_demo_menus(bank.platform(), bank.bank.now());
    EXPECT_FALSE(menu(bank.today().plus_days(14)).meals.at(1).dishes.empty());
    EXPECT_TRUE(menu(bank.today().plus_days(4)).meals.at(1).dishes.empty());
}

TEST_F(CatalogueDemoTest, outside_development_there_is_no_demo) {
    bank.platform().is_development = false;
    EXPECT_THROW(load_demo_catalogue(bank.platform()), std::logic_error);
    bank.bank.advance(24h * 30);
    renew_demo_menus(bank.platform(), bank.bank.now());
    EXPECT_TRUE(menu(bank.today()).meals.at(1).dishes.empty());
}

}  // namespace
}  // namespace dlfp::canteen
