// Parameters of a canteen as staff keep them (clause 3.1.3-1): each change is effective at once and
// audited with old and new values, and nobody reaches another operator's rows.
#include "core/audit/server/search_records.h"
#include "scenarios/canteen/server/catalogue/maintain_dishes.h"
#include "scenarios/canteen/server/catalogue/maintain_outlets.h"
#include "scenarios/canteen/server/catalogue/maintain_prices.h"
#include "scenarios/canteen/server/testing/canteen_bank.h"

namespace dlfp::canteen {
namespace {

using Bank = CanteenBank;

struct MaintainCatalogueTest : testing::Test {
    Bank bank;

    /// "price_fen: 18.00 -> 20.00; …" of the newest record about a subject.
    std::string audited(const std::string& subject_id) {
        audit::SearchRecordsRequest search;
        search.subject_id = {{subject_id}};
        const auto found =
            bank.bank
                .as(bank.bank.caller(api::CallerKind::staff, {9}, {"audit.view_records"},
                                     identity::bank_organisation_id.bytes()))
                .call(audit::search_records_endpoint, search);
        std::string text;
        for (const auto& change : found->items.at(0).changes)
            text += change.name + ": " + change.before + " -> " + change.after + "; ";
        return text;
    }
    static OutletFields outlet_fields() {
        return {.name = {"二号餐厅"},
                .address = {"学府路 3 号"},
                .pick_up_note = {""},
                .is_open_to_public = true,
                .state = {}};
    }
    static PeriodFields period_fields() {
        return {.category_id = Bank::lunch,
                .name = {"早午餐"},
                .start_minute = {570},
                .end_minute = {690},
                .weekday_mask = {0b1100000},
                .cut_off_minutes = {45},
                .order_days_ahead = {3},
                .valid_from = *BusinessDate::parse("2026-12-01"),
                .valid_until = {},
                .state = {}};
    }
    static DishFields dish_fields() {
        return {.name = {"红烧肉"},
                .description = {"少油"},
                .allergens = {Allergen::soy, Allergen::gluten},
                .energy_kj = {2'000},
                .protein_mg = {1},
                .fat_mg = {2},
                .carbohydrate_mg = {3},
                .sodium_mg = {4},
                .pricing = DishPricing::per_item,
                .price_fen = yuan(20),
                .state = {}};
    }
};

// clause: 3.1.3-1
TEST_F(MaintainCatalogueTest, an_outlet_is_added_changed_and_retired_with_a_trace) {
    const auto added = bank.steward().call(add_outlet_endpoint, outlet_fields());
    ASSERT_TRUE(added);
    EXPECT_NE(audited(added->id.to_text()).find("name:  -> 二号餐厅; "), std::string::npos);
    auto fields = outlet_fields();
    fields.is_open_to_public = false;
    fields.state = EntryState::retired;
    EXPECT_SUCCEEDS(bank.steward().call(replace_outlet_endpoint, {fields, added->id}));
    EXPECT_EQ(audited(added->id.to_text()),
              "is_open_to_public: yes -> no; state: active -> retired; ");
    EXPECT_EQ(bank.cashier().call(list_own_outlets_endpoint, {})->outlets.back().state,
              EntryState::retired);
}

// clause: 3.1.3-1
TEST_F(MaintainCatalogueTest, an_area_belongs_to_an_own_outlet) {
    const AddAreaRequest request{{{"面档"}, ManageMode::retail, {}}, Bank::outlet};
    const auto added = bank.steward().call(add_area_endpoint, request);
    ASSERT_TRUE(added);
    EXPECT_FAILS(bank.other_steward().call(add_area_endpoint, request), outlet_not_found);
    const ReplaceAreaRequest renamed{{{"粉面档"}, ManageMode::mixed, {}}, added->id};
    EXPECT_FAILS(bank.other_steward().call(replace_area_endpoint, renamed), serving_area_not_found);
    EXPECT_SUCCEEDS(bank.steward().call(replace_area_endpoint, renamed));
    EXPECT_EQ(audited(added->id.to_text()), "name: 面档 -> 粉面档; manage_mode: retail -> mixed; ");
    EXPECT_EQ(bank.other_steward().call(list_own_outlets_endpoint, {})->areas.size(), 1U);
}

// clause: 3.1.3-1
TEST_F(MaintainCatalogueTest, a_category_in_use_is_not_retired) {
    const auto added = bank.steward().call(add_meal_category_endpoint, {{"下午茶"}, {9}, {1}, {}});
    ASSERT_TRUE(added);
    CategoryFields fields{{"茶点"}, {9}, {2}, EntryState::retired};
    EXPECT_SUCCEEDS(bank.steward().call(replace_meal_category_endpoint, {fields, added->id}));
    EXPECT_EQ(audited(added->id.to_text()),
              "name: 下午茶 -> 茶点; day_meals_max: 1 -> 2; state: active -> retired; ");
    EXPECT_FAILS(bank.steward().call(replace_meal_category_endpoint, {fields, Bank::lunch}),
                 meal_category_in_use);
    EXPECT_FAILS(bank.other_steward().call(replace_meal_category_endpoint, {fields, Bank::lunch}),
                 meal_category_not_found);
}

// clause: 3.1.3-1
TEST_F(MaintainCatalogueTest, a_period_is_added_and_moved_within_one_operator) {
    const auto added =
        bank.steward().call(add_meal_period_endpoint, {period_fields(), Bank::outlet});
    ASSERT_TRUE(added);
    EXPECT_EQ(bank.cashier().call(list_meal_times_endpoint, {})->periods.size(), 5U);
    auto moved = period_fields();
    moved.start_minute = {600};
    moved.valid_until = *BusinessDate::parse("2026-12-31");
    EXPECT_SUCCEEDS(bank.steward().call(replace_meal_period_endpoint, {moved, added->id}));
    EXPECT_EQ(audited(added->id.to_text()),
              "start_minute: 570 -> 600; valid_until:  -> 2026-12-31; ");
    EXPECT_FAILS(bank.other_steward().call(replace_meal_period_endpoint, {moved, added->id}),
                 meal_period_not_found);
    EXPECT_FAILS(bank.other_steward().call(add_meal_period_endpoint, {moved, Bank::outlet}),
                 outlet_not_found);
}

TEST_F(MaintainCatalogueTest, a_period_needs_an_own_category_and_a_first_day_before_the_last) {
    auto fields = period_fields();
    fields.valid_until = fields.valid_from.plus_days(-1);
    EXPECT_FAILS(bank.steward().call(add_meal_period_endpoint, {fields, Bank::outlet}),
                 validity_malformed);
    fields = period_fields();
    fields.category_id = Bank::other_category;
    EXPECT_FAILS(bank.steward().call(add_meal_period_endpoint, {fields, Bank::outlet}),
                 meal_category_not_found);
    EXPECT_FAILS(bank.steward().call(replace_meal_period_endpoint, {fields, Bank::lunch_period}),
                 meal_category_not_found);
}

// clause: 3.1.3-1
TEST_F(MaintainCatalogueTest, a_dish_changes_with_its_label_but_never_its_kind_of_price) {
    EXPECT_SUCCEEDS(bank.steward().call(replace_dish_endpoint, {dish_fields(), Bank::pork}));
    EXPECT_NE(audited(Bank::pork.to_text()).find("price_fen: 18.00 -> 20.00; "), std::string::npos);
    EXPECT_NE(audited(Bank::pork.to_text()).find("allergens: soy -> gluten,soy; "),
              std::string::npos);
    auto by_weight = dish_fields();
    by_weight.pricing = DishPricing::per_weight;
    EXPECT_FAILS(bank.steward().call(replace_dish_endpoint, {by_weight, Bank::pork}),
                 dish_pricing_fixed);
    EXPECT_FAILS(bank.other_steward().call(replace_dish_endpoint, {dish_fields(), Bank::pork}),
                 dish_not_found);
    const auto added = bank.steward().call(add_dish_endpoint, by_weight);
    EXPECT_EQ(added->allergens, (std::vector{Allergen::gluten, Allergen::soy}));
    EXPECT_EQ(bank.kitchen().call(list_dishes_endpoint, {})->dishes.size(), 8U);
    EXPECT_EQ(bank.other_steward().call(list_dishes_endpoint, {})->dishes.size(), 1U);
}

// row: C6
// clause: 3.1.3-1
TEST_F(MaintainCatalogueTest, prices_take_effect_at_once_and_can_be_taken_away) {
    const auto price = [&] {
        return bank.read([&](sql::Reader& reader) {
            return find_set_meal_price(reader, {Bank::set_meals, Bank::staff_class, Bank::lunch});
        });
    };
    const auto of_class = [&](std::optional<Money> amount) {
        return bank.steward().call(set_class_price_endpoint,
                                   {Bank::staff_class, Bank::lunch, amount});
    };
    const auto of_area = [&](std::optional<Money> amount) {
        return bank.steward().call(set_area_price_endpoint, {Bank::set_meals, Bank::lunch, amount});
    };
    EXPECT_SUCCEEDS(of_class(yuan(16)));
    EXPECT_EQ(*price(), yuan(16));
    EXPECT_EQ(audited(Bank::staff_class.to_text()), "price of 午餐: 15.00 -> 16.00; ");
    EXPECT_SUCCEEDS(of_class({}));
    EXPECT_EQ(*price(), yuan(12));
    EXPECT_SUCCEEDS(of_area(yuan(13)));
    EXPECT_EQ(*price(), yuan(13));
    EXPECT_SUCCEEDS(of_area({}));
    EXPECT_EQ(audited(Bank::set_meals.to_text()), "price of 午餐: 13.00 -> ; ");
    EXPECT_TRUE(price().failed_with(set_meal_price_missing));
}

TEST_F(MaintainCatalogueTest, price_classes_and_prices_stay_within_one_operator) {
    const auto added = bank.steward().call(add_price_class_endpoint, {{"学生"}, {}});
    EXPECT_SUCCEEDS(bank.steward().call(replace_price_class_endpoint, {{{"学员"}, {}}, added->id}));
    EXPECT_EQ(audited(added->id.to_text()), "name: 学生 -> 学员; ");
    EXPECT_EQ(bank.cashier().call(list_prices_endpoint, {})->classes.size(), 3U);
    EXPECT_TRUE(bank.other_steward().call(list_prices_endpoint, {})->classes.empty());
    EXPECT_FAILS(
        bank.other_steward().call(replace_price_class_endpoint, {{{"我的"}, {}}, added->id}),
        price_class_not_found);
    EXPECT_FAILS(bank.other_steward().call(set_class_price_endpoint,
                                           {Bank::staff_class, Bank::other_category, yuan(1)}),
                 price_class_not_found);
    EXPECT_FAILS(bank.steward().call(set_class_price_endpoint,
                                     {Bank::staff_class, Bank::other_category, yuan(1)}),
                 meal_category_not_found);
    EXPECT_FAILS(bank.other_steward().call(set_area_price_endpoint,
                                           {Bank::set_meals, Bank::other_category, yuan(1)}),
                 serving_area_not_found);
    EXPECT_FAILS(bank.steward().call(set_area_price_endpoint,
                                     {Bank::set_meals, Bank::other_category, yuan(1)}),
                 meal_category_not_found);
}

// clause: 3.1.3-1
TEST_F(MaintainCatalogueTest, only_who_may_manage_changes_anything) {
    EXPECT_EQ(bank.cashier().call(add_outlet_endpoint, outlet_fields()).status, 403);
    EXPECT_EQ(bank.kitchen().call(add_dish_endpoint, dish_fields()).status, 403);
    EXPECT_EQ(bank.customer(zhang).call(add_dish_endpoint, dish_fields()).status, 403);
    EXPECT_SUCCEEDS(bank.cashier().call(list_dishes_endpoint, {}));
}

}  // namespace
}  // namespace dlfp::canteen
