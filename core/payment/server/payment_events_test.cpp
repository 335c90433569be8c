// Scenarios hear of charges, refunds and closed orders, with what they need to go on.
#include "core/payment/server/payment_events.h"

#include "core/account/server/account_events.h"
#include "core/payment/server/testing/payment_bank.h"

namespace dlfp::payment {
namespace {

struct PaymentEventsTest : testing::Test {
    std::vector<PaymentEvent> heard;
    std::vector<std::string> account_events;
    PaymentBank bank{38, {listener()}};

    api::Module listener() {
        api::Module module{.name = "listener"};
        for (const auto topic : {charged_topic, refunded_topic, closed_topic})
            module.subscribers.push_back(
                {"listener.on_payment", topic,
                 [this](api::Platform&, sql::Transaction&, std::string_view payload) {
                     heard.push_back(parse_payment_event(payload));
                 }});
        for (const auto topic : {account::opened_topic, account::funding_topic})
            module.subscribers.push_back(
                {"listener.on_account", topic,
                 [this](api::Platform&, sql::Transaction&, std::string_view payload) {
                     account_events.emplace_back(payload);
                 }});
        return module;
    }
};

TEST_F(PaymentEventsTest, a_charge_and_its_refund_are_told_with_their_parts) {
    bank.fill(bank.subsidy, yuan(10));
    bank.fill(bank.cash, yuan(10));
    const auto id = bank.order(bank.meal());
    EXPECT_TRUE(heard.empty());
    ASSERT_TRUE(bank.take(id));
    ASSERT_EQ(heard.size(), 1U);
    EXPECT_EQ(heard[0].payment_id, id);
    EXPECT_EQ(heard[0].scene, "canteen");
    EXPECT_EQ(heard[0].scene_ref, "meal-1");
    EXPECT_EQ(heard[0].state, PaymentState::charged);
    EXPECT_EQ(heard[0].amount_fen, Money::fen(15'80));
    ASSERT_TRUE(bank.give_back(id, Money::fen(6'90)));
    ASSERT_EQ(heard.size(), 2U);
    EXPECT_EQ(heard[1].amount_fen, Money::fen(6'90));
    EXPECT_TRUE(heard[1].refund_id);
    ASSERT_EQ(heard[1].parts.size(), 2U);
    EXPECT_EQ(heard[1].parts[1].source_ref, "grant-1");
}

TEST_F(PaymentEventsTest, a_refused_charge_is_not_told_and_a_closed_order_is) {
    const auto id = bank.order(bank.meal());
    EXPECT_FALSE(bank.take(id));
    EXPECT_TRUE(heard.empty());
    ASSERT_TRUE(bank.in_unit([&](const Scope& scope) { return close_order(scope, id); }));
    ASSERT_EQ(heard.size(), 1U);
    EXPECT_EQ(heard[0].state, PaymentState::closed);
}

TEST_F(PaymentEventsTest, opened_accounts_and_settled_top_ups_are_told) {
    bank.open(zhang);
    ASSERT_EQ(account_events.size(), 1U);
    EXPECT_NE(account_events[0].find("class_two"), std::string::npos);
}

TEST_F(PaymentEventsTest, text_of_others_is_no_event) {
    EXPECT_THROW(parse_payment_event("{}"), std::invalid_argument);
    EXPECT_THROW(parse_payment_event("nonsense"), std::invalid_argument);
}

}  // namespace
}  // namespace dlfp::payment
