// The demonstration's order: paid once, cooked for the next lunch; and what people said.
#include "scenarios/canteen/server/orders/orders.h"

#include "core/identity/server/demo.h"
#include "core/identity/server/module.h"
#include "scenarios/canteen/server/catalogue/catalogue.h"
#include "scenarios/canteen/server/catalogue/catalogue_demo.h"
#include "scenarios/canteen/server/catalogue/give_feedback.h"
#include "scenarios/canteen/server/catalogue/keep_food_samples.h"
#include "scenarios/canteen/server/testing/order_bank.h"

namespace dlfp::canteen {
namespace {

constexpr auto owner = identity::demo_operator_id;
constexpr auto orderer_id = identity::demo_verified_customer_id;

struct OrdersDemoTest : testing::Test {
    CanteenBank bank;

    OrdersDemoTest() {
        bank.platform().is_development = true;
        identity::make_module().load_demo(bank.platform());
        load_demo_catalogue(bank.platform());
        bank.open(orderer_id);
        add_diner(bank,
                  {.organisation_id = owner, .customer_id = orderer_id, .cash_fen = yuan(100)});
    }
    std::vector<OrderSummary> orders() {
        return bank.customer(orderer_id).call(list_orders_endpoint, {})->items;
    }
    test::Client steward() {
        return bank.bank.as(bank.bank.caller(
            api::CallerKind::staff, CanteenBank::steward_id.bytes(),
            {"canteen.view", "canteen.manage_catalogue", "canteen.work_in_kitchen"},
            owner.bytes()));
    }
};

TEST_F(OrdersDemoTest, a_lunch_is_ordered_and_paid_once_and_stands_in_the_kitchen) {
    load_demo_orders(bank.platform());
    load_demo_orders(bank.platform());
    bank.bank.deliver_events();
    ASSERT_EQ(orders().size(), 1U);
    const auto order = orders().front();
    EXPECT_EQ(order.state, OrderState::paid);
    EXPECT_EQ(order.pick_up_number, 1);
    const auto kitchen = steward().call(show_kitchen_endpoint, {.outlet_id = demo_outlet_id,
                                                                .day = bank.today().plus_days(1),
                                                                .period_id = demo_lunch_period_id});
    ASSERT_EQ(kitchen->tickets.size(), 1U);
    EXPECT_EQ(kitchen->tickets.front().dishes.size(), 2U);
}

TEST_F(OrdersDemoTest, words_of_customers_and_samples_of_yesterday_are_there_once) {
    load_demo_feedback(bank.platform());
    load_demo_feedback(bank.platform());
    const auto said = steward().call(list_feedback_endpoint, {})->items;
    ASSERT_EQ(said.size(), 2U);
    EXPECT_EQ(std::ranges::count_if(said, [](const auto& line) { return line.reply.has_value(); }),
              1);
    EXPECT_EQ(steward().call(list_food_samples_endpoint, {})->kept.size(), 3U);
}

TEST_F(OrdersDemoTest, outside_development_nothing_is_loaded) {
    bank.platform().is_development = false;
    EXPECT_THROW(load_demo_orders(bank.platform()), std::logic_error);
    EXPECT_THROW(load_demo_feedback(bank.platform()), std::logic_error);
}

}  // namespace
}  // namespace dlfp::canteen
