// Subsidies with maker and checker, expiry, late refunds; adjustments (clause 3.1.3-3, row C5).
#include "scenarios/canteen/server/diners/adjust_purse.h"
#include "scenarios/canteen/server/diners/diners.h"
#include "scenarios/canteen/server/diners/expire_subsidies.h"
#include "scenarios/canteen/server/diners/grant_subsidies.h"
#include "scenarios/canteen/server/testing/diner_bank.h"

namespace dlfp::canteen {
namespace {

/// A meal category as this part reads it.
struct TestCategory {
    MealCategoryId id;
    identity::OrganisationId organisation_id;
    std::string name;
    std::int64_t position = 1;
    std::int64_t day_meals_max = 0;
    EntryState state{};
};
BOOST_DESCRIBE_STRUCT(TestCategory, (), (id, organisation_id, name, position, day_meals_max, state))

struct SubsidiesTest : testing::Test {
    DinerBank bank;
    test::Client maker = bank.steward(1);
    test::Client checker = bank.steward(2);

    void SetUp() override {
        bank.write([&](sql::Transaction& transaction) {
            transaction.insert("canteen_meal_category",
                               TestCategory{lunch_category, canteen_operator, "午餐"});
            return true;
        });
    }
    SubsidyTypeId type(bool carries_over = false) {
        return maker
            .call(create_subsidy_type_endpoint, {.name = "午餐补贴",
                                                 .category_ids = std::vector{lunch_category},
                                                 .priority = {1},
                                                 .carries_over = carries_over})
            .value()
            .type_id;
    }
    void fund(Money amount) {
        bank.fill(bank.merchant.settlement_account_id, amount);
        ASSERT_TRUE(maker.call(add_funding_endpoint, {{amount.fen()}}));
    }
    Money funding() { return maker.call(show_funding_endpoint, {})->balance_fen; }
    PrepareGrantsRequest grant_of(SubsidyTypeId type_id, std::vector<DinerId> ids) const {
        return {.type_id = type_id,
                .amount_fen = {10'00},
                .valid_from = bank.today(),
                .valid_until = bank.today().plus_days(6),
                .diner_ids = api::List<DinerId, 500>{std::move(ids)}};
    }
    auto approve(approval::ApprovalId id) {
        return checker.call(approval::approve_endpoint, {.approval_id = id});
    }
    /// Prepared, approved and paid.
    void grant(const PrepareGrantsRequest& request) {
        const auto prepared = maker.call(prepare_grants_endpoint, request);
        ASSERT_TRUE(prepared) << prepared.body;
        const auto approved = approve(prepared->approval_id);
        ASSERT_TRUE(approved) << approved.body;
    }
    std::vector<GrantView> grants() { return maker.call(list_grants_endpoint, {})->items; }
    void expire() { expire_subsidies(bank.platform(), bank.bank.now()); }
    payment::PaymentId lunch_by(const Diner& diner, Money amount) {
        auto tenders = plan_tenders(purses_of(bank, diner), {amount, bank.lunch()});
        const auto id = bank.order(bank.meal_of(std::move(tenders).value()));
        bank.take(id).value();
        return id;
    }
};

TEST_F(SubsidiesTest, a_type_pays_for_meals_that_exist) {
    EXPECT_FAILS(maker.call(create_subsidy_type_endpoint,
                            {.name = "补贴", .category_ids = {}, .priority = {1}}),
                 subsidy_meals_unknown);
    const auto id = type();
    const auto listed = maker.call(list_subsidy_types_endpoint, {});
    ASSERT_EQ(listed->items.size(), 1U);
    EXPECT_EQ(listed->items[0].category_names, std::vector<std::string>{"午餐"});
    EXPECT_EQ(listed->categories.size(), 1U);
    EditSubsidyTypeRequest retired{.type_id = id,
                                   .name = "旧补贴",
                                   .category_ids = std::vector{lunch_category},
                                   .priority = {2},
                                   .state = EntryState::retired};
    EXPECT_EQ(maker.call(edit_subsidy_type_endpoint, retired)->name, "旧补贴");
    EXPECT_FAILS(maker.call(prepare_grants_endpoint, grant_of(id, {})), subsidy_type_not_found);
    EXPECT_FAILS(bank.steward_of(other_operator).call(edit_subsidy_type_endpoint, retired),
                 subsidy_type_not_found);
}

TEST_F(SubsidiesTest, funding_comes_from_what_was_settled) {
    EXPECT_FAILS(maker.call(add_funding_endpoint, {{1}}), settlement_short);
    EXPECT_FAILS(bank.steward_of(other_operator).call(add_funding_endpoint, {{1}}),
                 merchant_missing);
    fund(yuan(50));
    EXPECT_EQ(funding(), yuan(50));
    EXPECT_EQ(maker.call(show_funding_endpoint, {})->settlement_fen, Money{});
}

// clause: 3.1.3-3
TEST_F(SubsidiesTest, what_one_prepares_another_approves_and_the_ledger_pays) {
    const auto diner = bank.zhang_with(Money{});
    fund(yuan(50));
    const auto prepared = maker.call(prepare_grants_endpoint, grant_of(type(), {diner.id}));
    ASSERT_TRUE(prepared) << prepared.body;
    EXPECT_EQ(prepared->total_fen, yuan(10));
    EXPECT_TRUE(grants().empty());
    EXPECT_FAILS(maker.call(approval::approve_endpoint, {.approval_id = prepared->approval_id}),
                 approval::own_request);
    ASSERT_TRUE(approve(prepared->approval_id));
    ASSERT_EQ(grants().size(), 1U);
    EXPECT_EQ(grants()[0].left_fen, yuan(10));
    EXPECT_EQ(grants()[0].type_name, "午餐补贴");
    EXPECT_EQ(funding(), yuan(40));
    EXPECT_EQ(purses_of(bank, diner).front().available_fen, yuan(10));
    EXPECT_FALSE(approve(prepared->approval_id));
    EXPECT_EQ(funding(), yuan(40));
}

// clause: 3.1.3-3
TEST_F(SubsidiesTest, a_grant_that_funding_does_not_cover_changes_nothing) {
    const auto first = bank.zhang_with(Money{});
    const auto second = add_diner(bank, {.organisation_id = canteen_operator, .diner_number = "2"});
    fund(yuan(19));
    const auto prepared =
        maker.call(prepare_grants_endpoint, grant_of(type(), {first.id, second.id}));
    const auto refused = approve(prepared->approval_id);
    EXPECT_FAILS(refused, approval::change_not_applicable);
    EXPECT_NE(refused.body.find("canteen.funding_short"), std::string::npos);
    EXPECT_TRUE(grants().empty());
    EXPECT_EQ(funding(), yuan(19));
    fund(yuan(1));
    EXPECT_TRUE(approve(prepared->approval_id)) << "the approval still waited";
    EXPECT_EQ(grants().size(), 2U);
}

TEST_F(SubsidiesTest, a_group_is_a_department_or_a_price_class) {
    bank.zhang_with(Money{});
    add_diner(
        bank,
        {.organisation_id = canteen_operator, .diner_number = "2", .price_class_id = staff_class});
    fund(yuan(100));
    auto request = grant_of(type(), {});
    EXPECT_FAILS(maker.call(prepare_grants_endpoint, request), subsidy_group_empty);
    request.diner_ids.reset();
    request.department = "技术部";
    EXPECT_EQ(maker.call(prepare_grants_endpoint, request)->diner_count, 2);
    request.price_class_id = staff_class;
    EXPECT_EQ(maker.call(prepare_grants_endpoint, request)->diner_count, 1);
    request.department = "没有的部门";
    EXPECT_FAILS(maker.call(prepare_grants_endpoint, request), subsidy_group_empty);
    request.diner_ids = api::List<DinerId, 500>{std::vector{DinerId::fixed(1)}};
    EXPECT_FAILS(maker.call(prepare_grants_endpoint, request), diner_not_found);
    request.valid_until = bank.today().plus_days(-1);
    EXPECT_FAILS(maker.call(prepare_grants_endpoint, request), subsidy_dates_wrong);
}

TEST_F(SubsidiesTest, the_rest_returns_to_funding_after_the_last_day) {
    const auto diner = bank.zhang_with(Money{});
    fund(yuan(10));
    grant(grant_of(type(), {diner.id}));
    lunch_by(diner, yuan(6));
    bank.bank.advance(6 * 24h);
    expire();
    EXPECT_EQ(grants()[0].left_fen, yuan(4)) << "the last day still counts";
    bank.bank.advance(24h);
    expire();
    EXPECT_EQ(grants()[0].state, GrantState::expired);
    EXPECT_EQ(grants()[0].left_fen, Money{});
    EXPECT_EQ(funding(), yuan(4));
}

TEST_F(SubsidiesTest, a_type_that_carries_over_hands_the_rest_to_the_next_grant) {
    const auto diner = bank.zhang_with(Money{});
    fund(yuan(20));
    const auto carrying = type(true);
    grant(grant_of(carrying, {diner.id}));
    lunch_by(diner, yuan(6));
    bank.bank.advance(7 * 24h);
    expire();
    EXPECT_EQ(grants()[0].left_fen, yuan(4)) << "it waits for the next grant";
    auto next = grant_of(carrying, {diner.id});
    next.valid_from = bank.today();
    next.valid_until = bank.today().plus_days(6);
    grant(next);
    EXPECT_EQ(grants()[0].left_fen, yuan(14));
    EXPECT_EQ(grants()[1].state, GrantState::carried_over);
    bank.bank.advance((7 + carry_over_days) * 24h);
    expire();
    EXPECT_EQ(grants()[0].state, GrantState::expired);
    EXPECT_EQ(funding(), yuan(14));
}

TEST_F(SubsidiesTest, a_refund_to_an_expired_subsidy_never_becomes_cash) {
    // Row C5: 15.80 = 10.00 subsidy + 5.80 cash; 6.90 back is 5.80 cash + 1.10 subsidy.
    const auto diner = bank.zhang_with(Money::fen(5'80));
    fund(yuan(10));
    grant(grant_of(type(), {diner.id}));
    const auto meal = lunch_by(diner, Money::fen(15'80));
    bank.bank.advance(8 * 24h);
    expire();
    ASSERT_TRUE(bank.give_back(meal, Money::fen(6'90)));
    EXPECT_EQ(bank.cash_of(diner), Money::fen(5'80));
    EXPECT_EQ(grants()[0].left_fen, Money{});
    EXPECT_EQ(funding(), Money::fen(1'10));
}

TEST_F(SubsidiesTest, a_refund_to_a_running_subsidy_keeps_its_old_expiry) {
    // Row C5.
    const auto diner = bank.zhang_with(Money::fen(5'80));
    fund(yuan(10));
    grant(grant_of(type(), {diner.id}));
    const auto meal = lunch_by(diner, Money::fen(15'80));
    ASSERT_TRUE(bank.give_back(meal, Money::fen(6'90)));
    const auto purses = purses_of(bank, diner);
    EXPECT_EQ(purses[0].available_fen, Money::fen(1'10));
    EXPECT_EQ(purses[0].valid_until, bank.today().plus_days(6));
    EXPECT_EQ(bank.cash_of(diner), Money::fen(5'80));
}

// clause: 3.1.3-3
TEST_F(SubsidiesTest, an_adjustment_is_posted_when_somebody_else_approves) {
    const auto diner = bank.zhang_with(yuan(8));
    bank.fill(bank.merchant.settlement_account_id, yuan(3));
    const auto adjust = [&](AdjustmentDirection direction, std::int64_t fen) {
        return maker
            .call(prepare_adjustment_endpoint, {diner.id, direction, {fen}, "多扣了一份米饭"})
            .value()
            .approval_id;
    };
    const auto added = adjust(AdjustmentDirection::add, 3'00);
    EXPECT_EQ(bank.cash_of(diner), yuan(8));
    EXPECT_FAILS(maker.call(approval::approve_endpoint, {.approval_id = added}),
                 approval::own_request);
    ASSERT_TRUE(approve(added));
    EXPECT_EQ(bank.cash_of(diner), yuan(11));
    EXPECT_EQ(bank.balance(bank.merchant.settlement_account_id), Money{});
    const auto short_of = approve(adjust(AdjustmentDirection::add, 1));
    EXPECT_NE(short_of.body.find("canteen.settlement_short"), std::string::npos);
    ASSERT_TRUE(approve(adjust(AdjustmentDirection::deduct, 5'00)));
    EXPECT_EQ(bank.cash_of(diner), yuan(6));
    const auto too_much = approve(adjust(AdjustmentDirection::deduct, 6'01));
    EXPECT_NE(too_much.body.find("canteen.purses_insufficient"), std::string::npos);
    EXPECT_EQ(bank.cash_of(diner), yuan(6));
    EXPECT_FAILS(
        bank.steward_of(other_operator)
            .call(prepare_adjustment_endpoint, {diner.id, AdjustmentDirection::add, {1}, "无"}),
        diner_not_found);
}

TEST(load_demo_diners, gives_the_demo_customer_money_and_again_changes_nothing) {
    DinerBank bank{People::demo};
    bank.write([&](sql::Transaction& transaction) {
        transaction.insert("canteen_meal_category",
                           TestCategory{lunch_category, identity::demo_operator_id, "午餐"});
        return true;
    });
    load_demo_diners(bank.platform());
    load_demo_diners(bank.platform());
    auto steward = bank.steward_of(identity::demo_operator_id);
    EXPECT_EQ(steward.call(list_diners_endpoint, {})->items.size(), 7U);
    const auto zhang = steward.call(list_diners_endpoint, {.name = "张三"})->items.at(0);
    EXPECT_TRUE(zhang.is_linked);
    const auto shown = steward.call(show_diner_endpoint, {zhang.diner_id});
    ASSERT_EQ(shown->purses.size(), 2U);
    EXPECT_EQ(shown->purses[0].available_fen.amount, yuan(300));
    EXPECT_EQ(shown->purses[1].available_fen.amount, yuan(100));
    bank.bank.advance(40 * 24h);
    load_demo_diners(bank.platform());
    EXPECT_EQ(steward.call(show_diner_endpoint, {zhang.diner_id})->purses.size(), 3U);
}

}  // namespace
}  // namespace dlfp::canteen
