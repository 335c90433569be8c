// Feedback, ratings and answers.
#include "scenarios/canteen/server/catalogue/give_feedback.h"

#include "core/identity/server/demo.h"
#include "core/notice/server/read_notices.h"
#include "scenarios/canteen/server/testing/canteen_bank.h"

namespace dlfp::canteen {
namespace {

using Bank = CanteenBank;

struct FeedbackTest : testing::Test {
    Bank bank;

    FeedbackId give(identity::CustomerId customer, const char* words) {
        const auto given =
            bank.registered(customer).call(give_feedback_endpoint, {Bank::outlet, {words}});
        bank.bank.advance(1ms);
        return given->feedback_id;
    }
    FeedbackReply own(identity::CustomerId customer) {
        return *bank.registered(customer).call(list_own_feedback_endpoint, {});
    }
    /// An order as the part `orders` stores it.
    MealOrderId order_of(identity::CustomerId customer, std::optional<UtcTime> paid_at) {
        const auto id = bank.bank.next_id<MealOrderTag>();
        bank.write([&](sql::Transaction& transaction) {
            static constexpr sql::Query query{
                "test.add_order",
                "INSERT INTO canteen_meal_order (id, organisation_id, outlet_id, period_id, "
                "category_id, day, diner_id, customer_id, state, total_fen, refunded_fen, "
                "payment_id, note, created_at_us, paid_at_us) "
                "VALUES ($1, $2, $3, $4, $5, 0, $1, $6, 'paid', 0, 0, $1, '', 0, $7)"};
            transaction.execute(query, id, canteen_operator, Bank::outlet, Bank::lunch_period,
                                Bank::lunch, customer, paid_at);
            return true;
        });
        return id;
    }
    auto rate(identity::CustomerId customer, MealOrderId order, std::int64_t stars) {
        return bank.customer(customer).call(
            rate_order_endpoint, {.order_id = order, .stars = {stars}, .words = {{"好吃"}}});
    }
};

// clause: 3.1.3-11
TEST_F(FeedbackTest, a_registered_customer_tells_the_outlet_and_is_answered) {
    const auto id = give(li, "汤有点咸");
    const auto listed = *bank.cashier().call(list_feedback_endpoint, {});
    ASSERT_EQ(listed.items.size(), 1U);
    EXPECT_EQ(listed.items[0].words, "汤有点咸");
    EXPECT_EQ(listed.items[0].outlet_name, "一号餐厅");
    EXPECT_SUCCEEDS(bank.steward().call(answer_feedback_endpoint, {id, {"谢谢，已提醒后厨"}}));
    EXPECT_EQ(own(li).items.at(0).reply, "谢谢，已提醒后厨");
    EXPECT_EQ(own(li).items.at(0).replied_at_us, bank.bank.now());
    EXPECT_EQ(bank.notices_of(li), std::vector<std::string>{"一号餐厅回复了您的意见"});
    EXPECT_FAILS(bank.steward().call(answer_feedback_endpoint, {id, {"再说一次"}}),
                 feedback_answered);
}

TEST_F(FeedbackTest, everybody_sees_the_own_feedback_and_staff_that_of_their_operator) {
    const auto id = give(li, "一");
    give(zhang, "二");
    EXPECT_EQ(own(li).items.size(), 1U);
    EXPECT_TRUE(bank.other_steward().call(list_feedback_endpoint, {})->items.empty());
    EXPECT_FAILS(bank.other_steward().call(answer_feedback_endpoint, {id, {"不是我们的"}}),
                 feedback_not_found);
    EXPECT_EQ(bank.bank.as_nobody().call(give_feedback_endpoint, {Bank::outlet, {"匿名"}}).code,
              "api.login_required");
    EXPECT_FAILS(
        bank.registered(li).call(give_feedback_endpoint, {OutletId::fixed(1), {"没有这家"}}),
        outlet_not_found);
}

TEST_F(FeedbackTest, pages_go_back_in_time_without_gap) {
    for (const auto* words : {"1", "2", "3"}) give(li, words);
    std::string seen;
    std::optional<FeedbackId> after;
    do {
        const auto page = bank.steward().call(list_feedback_endpoint,
                                              {.after = after, .limit = api::Whole<1, 200>{2}});
        for (const auto& line : page->items) seen += line.words;
        after = page->next_after;
    } while (after);
    EXPECT_EQ(seen, "321");
}

TEST_F(FeedbackTest, staff_see_a_customer_masked) {
    const auto customer = bank.write([&](sql::Transaction& transaction) {
        return Result<identity::CustomerId>{identity::find_or_enrol_customer(
            bank.platform(), transaction, {*identity::MobileNumber::parse("13800138000")})};
    });
    give(*customer, "不错");
    EXPECT_EQ(bank.steward().call(list_feedback_endpoint, {})->items.at(0).customer_name,
              "138****8000");
}

TEST_F(FeedbackTest, a_paid_order_is_rated_once) {
    const auto order = order_of(zhang, bank.bank.now());
    EXPECT_FALSE(bank.customer(zhang).call(show_rating_endpoint, {order})->rating);
    EXPECT_SUCCEEDS(rate(zhang, order, 5));
    EXPECT_EQ(bank.customer(zhang).call(show_rating_endpoint, {order})->rating->stars, 5);
    EXPECT_FAILS(rate(zhang, order, 1), order_rated);
    const auto line = bank.steward().call(list_feedback_endpoint, {})->items.at(0);
    EXPECT_EQ(line.stars, 5);
    EXPECT_EQ(line.order_id, order);
    EXPECT_EQ(own(zhang).items.at(0).words, "好吃");
}

TEST_F(FeedbackTest, unpaid_and_foreign_orders_are_not_rated) {
    EXPECT_FAILS(rate(zhang, order_of(zhang, {}), 4), rated_order_unpaid);
    const auto order = order_of(zhang, bank.bank.now());
    EXPECT_FAILS(rate(li, order, 1), rated_order_not_found);
    EXPECT_FAILS(bank.customer(li).call(show_rating_endpoint, {order}), rated_order_not_found);
}

}  // namespace
}  // namespace dlfp::canteen
