// Menus as staff keep them: replace, copy, publish; what customers see of it.
#include "scenarios/canteen/server/catalogue/maintain_menus.h"

#include "scenarios/canteen/server/testing/canteen_bank.h"

namespace dlfp::canteen {
namespace {

using Bank = CanteenBank;

struct MaintainMenusTest : testing::Test {
    Bank bank;

    BusinessDate day(int ahead) const { return bank.today().plus_days(ahead); }
    MenusReply menus(BusinessDate from, BusinessDate until) {
        return *bank.cashier().call(list_menus_endpoint, {Bank::outlet, from, until});
    }
    auto replace(int ahead, std::vector<WantedDish> items,
                 MealPeriodId period = Bank::lunch_period) {
        return bank.steward().call(replace_menu_endpoint,
                                   {.period_id = period, .day = day(ahead), .items = items});
    }
    auto copy(BusinessDate from, BusinessDate to, std::int64_t days) {
        return bank.steward().call(
            copy_menus_endpoint,
            {.outlet_id = Bank::outlet, .from = from, .to = to, .days = {days}});
    }
    auto publish(int ahead) {
        return bank.steward().call(publish_menus_endpoint, {Bank::outlet, day(ahead), day(ahead)});
    }
    static WantedDish pork(std::optional<Money> price = {}) {
        return {.dish_id = Bank::pork, .area_id = Bank::stir_fry, .price_fen = price};
    }
};

// clause: 3.1.3-1
TEST_F(MaintainMenusTest, a_menu_is_planned_as_a_draft_and_shown_by_publishing) {
    const auto planned = replace(9, {pork(), {Bank::tofu, Bank::stir_fry, yuan(5), {{30}}}});
    ASSERT_TRUE(planned);
    ASSERT_EQ(planned->items.size(), 2U);
    EXPECT_EQ(planned->items[0].price_fen, yuan(18)) << "the dish's own price";
    EXPECT_EQ(planned->items[1].price_fen, yuan(5));
    EXPECT_EQ(planned->items[1].stock_left, 30);
    const auto id = planned->items[0].menu_item_id;
    const auto found = [&] {
        return bank.read([&](sql::Reader& reader) { return find_menu_item(reader, id); });
    };
    EXPECT_TRUE(found().failed_with(menu_item_not_found));
    EXPECT_EQ(publish(9)->published, 2);
    EXPECT_TRUE(found());
    EXPECT_EQ(publish(9)->published, 0);
}

TEST_F(MaintainMenusTest, replacing_again_changes_nothing_more) {
    ASSERT_TRUE(replace(9, {pork(yuan(17))}));
    const auto first = menus(day(9), day(9));
    ASSERT_TRUE(replace(9, {pork(yuan(17))}));
    const auto second = menus(day(9), day(9));
    ASSERT_EQ(second.items.size(), 1U);
    EXPECT_EQ(second.items[0].menu_item_id, first.items[0].menu_item_id);
}

TEST_F(MaintainMenusTest, a_removed_dish_cannot_be_ordered_any_more) {
    ASSERT_TRUE(replace(1, {pork()}));
    EXPECT_EQ(menus(day(1), day(1)).items.size(), 1U + 3 * 7);
    bank.read([&](sql::Reader& reader) {
        EXPECT_TRUE(find_menu_item(reader, Bank::item(Bank::tofu, Bank::lunch_period, 1))
                        .failed_with(menu_item_not_found));
        EXPECT_TRUE(find_menu_item(reader, Bank::item(Bank::pork, Bank::lunch_period, 1)));
        return 0;
    });
}

TEST_F(MaintainMenusTest, the_menu_of_a_meal_that_is_over_stays) {
    EXPECT_SUCCEEDS(replace(0, {pork()}));
    bank.set_time(bank.at(13));
    EXPECT_FAILS(replace(0, {}), meal_over);
    bank.set_time(bank.at(25, 29));
    EXPECT_SUCCEEDS(replace(-1, {pork()}, Bank::night_period));
    EXPECT_FAILS(copy(day(-1), day(-2), 1), meal_over);
}

TEST_F(MaintainMenusTest, only_own_active_dishes_areas_and_served_days_are_taken) {
    EXPECT_FAILS(replace(1, {{.dish_id = Bank::other_dish, .area_id = Bank::stir_fry}}),
                 dish_not_found);
    EXPECT_FAILS(replace(1, {{.dish_id = Bank::pork, .area_id = Bank::other_area}}),
                 serving_area_not_found);
    EXPECT_FAILS(replace(1, {}, MealPeriodId::fixed(1)), meal_period_not_found);
    EXPECT_FAILS(replace(-400, {}), period_not_served);
    EXPECT_FAILS(
        bank.other_steward().call(replace_menu_endpoint,
                                  {.period_id = Bank::lunch_period, .day = day(1), .items = {}}),
        meal_period_not_found);
    EXPECT_EQ(bank.cashier()
                  .call(replace_menu_endpoint,
                        {.period_id = Bank::lunch_period, .day = day(1), .items = {}})
                  .status,
              403);
}

TEST_F(MaintainMenusTest, a_copied_week_is_a_draft_with_its_planned_stock) {
    bank.write([&](sql::Transaction& transaction) {
            return take_stock(transaction, Bank::item(Bank::scarce), 2);
        })
        .value();
    const auto copied = copy(day(0), day(7), 3);
    ASSERT_TRUE(copied);
    EXPECT_EQ(copied->copied, 3 * 4 * 7);
    EXPECT_EQ(copied->left_out, 0);
    const auto target = menus(day(7), day(9));
    ASSERT_EQ(target.items.size(), 3U * 4 * 7);
    for (const auto& item : target.items) {
        EXPECT_FALSE(item.is_published);
        if (item.dish_id == Bank::scarce)
            EXPECT_EQ(item.stock_left, 2) << "as planned, not as left";
    }
    const auto again = copy(day(0), day(7), 3);
    EXPECT_EQ(again->copied, 0);
    EXPECT_EQ(again->left_out, 3 * 4 * 7);
}

TEST_F(MaintainMenusTest, what_is_not_in_use_any_more_is_not_copied) {
    bank.write([&](sql::Transaction& transaction) {
        OfferBooks offer{transaction};
        auto tofu = *offer.find_dish(canteen_operator, Bank::tofu);
        tofu.state = EntryState::retired;
        offer.replace_dish(tofu);
        MealPeriodBooks meals{transaction};
        auto night = *meals.find(canteen_operator, Bank::night_period);
        night.valid_until = bank.today().plus_days(3);
        meals.replace(night);
        return true;
    });
    const auto copied = copy(day(0), day(7), 1);
    EXPECT_EQ(copied->copied, 3 * 6);
    EXPECT_EQ(copied->left_out, 6) << "the night meal is not served that day";
}

TEST_F(MaintainMenusTest, spans_have_an_end_and_outlets_an_owner) {
    const auto list = [&](test::Client client, int until) {
        return client.call(list_menus_endpoint, {Bank::outlet, day(0), day(until)});
    };
    EXPECT_SUCCEEDS(list(bank.steward(), 30));
    EXPECT_FAILS(list(bank.steward(), 31), menu_span_malformed);
    EXPECT_FAILS(list(bank.steward(), -1), menu_span_malformed);
    EXPECT_FAILS(list(bank.other_steward(), 1), outlet_not_found);
    EXPECT_FAILS(bank.other_steward().call(
                     copy_menus_endpoint,
                     {.outlet_id = Bank::outlet, .from = day(0), .to = day(7), .days = {1}}),
                 outlet_not_found);
    EXPECT_FAILS(bank.other_steward().call(publish_menus_endpoint, {Bank::outlet, day(0), day(1)}),
                 outlet_not_found);
}

}  // namespace
}  // namespace dlfp::canteen
