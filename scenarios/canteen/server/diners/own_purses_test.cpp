// Own purses: reading, topping up, taking back, and the switches with effect on the next meal.
#include "scenarios/canteen/server/diners/own_purses.h"

#include "core/account/server/own_accounts.h"
#include "scenarios/canteen/server/diners/own_switches.h"
#include "scenarios/canteen/server/diners/staff_diners.h"
#include "scenarios/canteen/server/testing/diner_bank.h"

namespace dlfp::canteen {
namespace {

struct OwnPursesTest : testing::Test {
    DinerBank bank{People::demo};
    test::Client customer = bank.customer(bank.zhang);
    std::string pin{identity::demo_logins().front().payment_pin};

    MovePurseRequest moving(Money amount, std::string typed = "") const {
        return {canteen_operator, amount, Secret<>{typed.empty() ? pin : typed}};
    }
    Diner diner_with(Money cash, Money in_eaccount) {
        const auto diner = bank.zhang_with(cash);
        if (in_eaccount.is_positive()) bank.fill(bank.eaccount, in_eaccount);
        return diner;
    }
};

TEST_F(OwnPursesTest, a_top_up_moves_money_from_the_electronic_account) {
    const auto diner = diner_with(yuan(1), yuan(50));
    const auto moved = customer.call(top_up_purse_endpoint, moving(yuan(20)));
    ASSERT_TRUE(moved) << moved.body;
    EXPECT_EQ(moved->cash_fen.amount, yuan(21));
    EXPECT_EQ(bank.balance(bank.eaccount), yuan(30));
    EXPECT_FAILS(customer.call(top_up_purse_endpoint, moving(yuan(31))),
                 account::insufficient_balance);
    EXPECT_FAILS(customer.call(top_up_purse_endpoint, moving(Money{})), purse_amount_not_positive);
    EXPECT_FAILS(customer.call(top_up_purse_endpoint, moving(yuan(1), "000000")),
                 identity::payment_pin_wrong);
    EXPECT_EQ(bank.cash_of(diner), yuan(21));
}

TEST_F(OwnPursesTest, a_top_up_needs_a_diner_an_account_and_room_in_the_limits) {
    EXPECT_FAILS(customer.call(top_up_purse_endpoint, moving(yuan(1))), not_a_diner);
    const auto diner =
        add_diner(bank, {.organisation_id = canteen_operator, .customer_id = bank.zhang});
    EXPECT_FAILS(customer.call(top_up_purse_endpoint, moving(yuan(1))), eaccount_missing);
    bank.fill(bank.open(bank.zhang), yuan(20'000));
    EXPECT_FAILS(customer.call(top_up_purse_endpoint, moving(yuan(10'001))),
                 account::day_limit_exceeded);
    ASSERT_TRUE(bank.steward().call(set_diner_state_endpoint, {diner.id, DinerState::disabled}));
    EXPECT_FAILS(customer.call(top_up_purse_endpoint, moving(yuan(1))), diner_disabled);
}

TEST_F(OwnPursesTest, a_top_up_pays_what_is_owed_first) {
    const auto diner = diner_with(Money{}, yuan(50));
    bank.write([&](sql::Transaction& transaction) {
            return ledger::post(transaction,
                                {.id = bank.bank.next_id<ledger::TransferTag>(),
                                 .debit_account_id = diner.arrears_account_id,
                                 .credit_account_id = bank.merchant.clearing_account_id,
                                 .amount_fen = yuan(3),
                                 .cause = {"test.owe", diner.id.bytes()}},
                                bank.bank.now());
        })
        .value();
    EXPECT_EQ(customer.call(top_up_purse_endpoint, moving(yuan(10)))->cash_fen.amount, yuan(7));
    EXPECT_EQ(bank.balance(diner.arrears_account_id), Money{});
}

TEST_F(OwnPursesTest, cash_goes_back_to_the_account_and_a_subsidy_does_not) {
    const auto diner = diner_with(yuan(8), Money{});
    bank.give_lunch(diner, yuan(10));
    EXPECT_FAILS(customer.call(return_purse_endpoint, moving(yuan(9))), purses_insufficient);
    const auto moved = customer.call(return_purse_endpoint, moving(yuan(8)));
    ASSERT_TRUE(moved) << moved.body;
    EXPECT_EQ(moved->cash_fen.amount, Money{});
    EXPECT_EQ(bank.balance(bank.eaccount), yuan(8));
}

TEST_F(OwnPursesTest, a_frozen_account_takes_nothing_back) {
    diner_with(yuan(8), Money{});
    bank.write([&](sql::Transaction& transaction) {
            return ledger::set_freeze(transaction, bank.eaccount, ledger::Freeze::credits);
        })
        .value();
    EXPECT_FAILS(customer.call(return_purse_endpoint, moving(yuan(8))), account::frozen);
}

TEST_F(OwnPursesTest, purses_are_listed_and_their_entries_belong_to_their_owner) {
    const auto diner = diner_with(yuan(8), yuan(5));
    const auto grant = bank.give_lunch(diner, yuan(10));
    const auto listed = customer.call(list_own_purses_endpoint, {});
    ASSERT_EQ(listed->canteens.size(), 1U);
    const auto& purses = listed->canteens[0].purses;
    ASSERT_EQ(purses.size(), 3U);
    EXPECT_EQ(purses[0].valid_until, bank.today().plus_days(7));
    EXPECT_EQ(purses[1].available_fen.amount, yuan(8));
    const auto entries = customer.call(list_purse_entries_endpoint, {grant.account_id});
    ASSERT_EQ(entries->items.size(), 1U);
    EXPECT_TRUE(entries->items[0].is_incoming);
    EXPECT_EQ(entries->items[0].amount_fen, yuan(10));
    EXPECT_EQ(customer.call(list_purse_entries_endpoint, {diner.cash_account_id})->items.size(),
              1U);
    const auto stranger = add_diner(
        bank, {.organisation_id = canteen_operator, .diner_number = "2", .cash_fen = yuan(1)});
    EXPECT_FAILS(customer.call(list_purse_entries_endpoint, {stranger.cash_account_id}),
                 purse_not_found);
}

// clause: 3.1.3-6
TEST_F(OwnPursesTest, switches_take_effect_on_the_next_meal) {
    const auto diner = diner_with(yuan(2), yuan(30));
    const auto has_eaccount = [&] { return purses_of(bank, diner).size() == 2U; };
    const auto defaults = customer.call(show_switches_endpoint, {});
    EXPECT_TRUE(defaults->uses_eaccount);
    EXPECT_TRUE(defaults->notifies_meals);
    EXPECT_EQ(defaults->counter_pin_free_max_fen, yuan(50));
    EXPECT_TRUE(has_eaccount());
    ASSERT_TRUE(customer.call(set_switches_endpoint, {false, yuan(10), true}));
    EXPECT_FALSE(has_eaccount());
    EXPECT_FALSE(customer.call(show_switches_endpoint, {})->uses_eaccount);
    EXPECT_FAILS(customer.call(set_switches_endpoint, {true, yuan(201), true}),
                 counter_limit_too_high);
    ASSERT_TRUE(customer.call(set_switches_endpoint, {true, yuan(10), true}));
    EXPECT_TRUE(has_eaccount());
}

// clause: 3.1.3-6
TEST_F(OwnPursesTest, a_meal_is_told_of_unless_the_customer_switched_that_off) {
    const auto diner = diner_with(yuan(20), Money{});
    const auto eat = [&] {
        auto tenders = plan_tenders(purses_of(bank, diner), {.amount_fen = yuan(5), .slot = {}});
        ASSERT_TRUE(bank.take(bank.order(bank.meal_of(std::move(tenders).value()))));
    };
    const auto before = bank.notices_of(bank.zhang).size();
    eat();
    EXPECT_EQ(bank.notices_of(bank.zhang).size(), before + 1);
    ASSERT_TRUE(customer.call(set_switches_endpoint, {true, yuan(10), false}));
    eat();
    EXPECT_EQ(bank.notices_of(bank.zhang).size(), before + 1);
}

TEST_F(OwnPursesTest, a_meal_of_a_diner_who_is_no_customer_is_told_to_nobody) {
    const auto diner = diner_with(yuan(20), Money{});
    auto tenders = plan_tenders(purses_of(bank, diner), {.amount_fen = yuan(5), .slot = {}});
    auto meal = bank.meal_of(std::move(tenders).value());
    meal.payer_customer_id = {};
    ASSERT_TRUE(bank.take(bank.order(meal)));
    EXPECT_TRUE(bank.notices_of({}).empty());
}

}  // namespace
}  // namespace dlfp::canteen
