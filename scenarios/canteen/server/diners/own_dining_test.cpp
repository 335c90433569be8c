// The customer's way to a meal: what is missing, linking, guests (clause 3.1.3-14).
#include "scenarios/canteen/server/diners/own_dining.h"

#include "scenarios/canteen/server/diners/dining_rules.h"
#include "scenarios/canteen/server/testing/diner_bank.h"

namespace dlfp::canteen {
namespace {

TEST(plan_dining_step, the_first_missing_step_is_named) {
    EXPECT_EQ(plan_dining_step({false, false, false}), DiningObstacle::not_verified);
    EXPECT_EQ(plan_dining_step({false, true, true}), DiningObstacle::not_verified);
    EXPECT_EQ(plan_dining_step({true, false, true}), DiningObstacle::account_missing);
    EXPECT_EQ(plan_dining_step({true, true, false}), DiningObstacle::unknown_to_canteen);
    EXPECT_EQ(plan_dining_step({true, true, true}), DiningObstacle::none);
}

// clause: 3.1.3-14, 5.1.3-2
TEST(own_dining, a_customer_becomes_entitled_step_by_step) {
    DinerBank bank;
    add_diner(bank, {.organisation_id = canteen_operator, .diner_number = "1001"});
    auto customer = bank.customer(bank.zhang);
    EXPECT_EQ(customer.call(show_dining_endpoint, {})->obstacle, DiningObstacle::account_missing);
    bank.open(bank.zhang);
    const auto unknown = customer.call(show_dining_endpoint, {});
    EXPECT_EQ(unknown->obstacle, DiningObstacle::unknown_to_canteen);
    EXPECT_TRUE(unknown->canteens.empty());
    const auto linked = customer.call(link_dining_endpoint, {});
    ASSERT_TRUE(linked) << linked.body;
    EXPECT_EQ(linked->obstacle, DiningObstacle::none);
    ASSERT_EQ(linked->canteens.size(), 1U);
    EXPECT_TRUE(linked->canteens[0].may_dine);
    EXPECT_EQ(linked->canteens[0].diner_number, "1001");
    EXPECT_EQ(customer.call(link_dining_endpoint, {})->canteens.size(), 1U);
}

TEST(own_dining, a_registered_customer_is_told_to_verify) {
    DinerBank bank;
    const auto id = bank.registered("13900139000");
    auto customer = bank.bank.as(
        bank.bank.caller(api::CallerKind::customer, id.bytes(), {"identity.registered"}));
    EXPECT_EQ(customer.call(show_dining_endpoint, {})->obstacle, DiningObstacle::not_verified);
    EXPECT_EQ(customer.call(link_dining_endpoint, {}).status, 403);
}

TEST(own_dining, a_record_under_another_name_or_number_is_not_linked) {
    DinerBank bank;
    add_diner(bank, {.organisation_id = canteen_operator, .name = "张三丰"});
    add_diner(bank, {.organisation_id = other_operator, .mobile = "13800138001"});
    EXPECT_TRUE(bank.customer(bank.zhang).call(link_dining_endpoint, {})->canteens.empty());
}

TEST(own_dining, a_guest_joins_where_the_operator_takes_guests) {
    DinerBank bank;
    auto customer = bank.customer(bank.zhang);
    const auto join = [&] { return customer.call(join_as_guest_endpoint, {canteen_operator}); };
    EXPECT_FAILS(join(), guests_not_allowed);
    auto steward = bank.steward();
    EXPECT_FALSE(steward.call(show_dining_rule_endpoint, {})->allows_guests);
    EXPECT_FAILS(steward.call(set_dining_rule_endpoint, {true, PriceClassId::fixed(999)}),
                 price_class_unknown);
    ASSERT_TRUE(steward.call(set_dining_rule_endpoint, {true, guest_class}));
    EXPECT_TRUE(steward.call(show_dining_rule_endpoint, {})->allows_guests);
    EXPECT_EQ(customer.call(show_dining_endpoint, {})->guests_welcome.size(), 1U);
    EXPECT_FAILS(join(), dining_account_missing);
    bank.open(bank.zhang);
    const auto joined = join();
    ASSERT_TRUE(joined) << joined.body;
    ASSERT_EQ(joined->canteens.size(), 1U);
    EXPECT_TRUE(joined->canteens[0].may_dine);
    EXPECT_EQ(joined->canteens[0].price_class_name, "访客");
    EXPECT_TRUE(joined->guests_welcome.empty());
    EXPECT_FAILS(join(), customer_already_diner);
}

}  // namespace
}  // namespace dlfp::canteen
