// Purses as the ledger holds them; row C2 to the end; two sales at once.
#include "scenarios/canteen/server/diners/purse.h"

#include <latch>
#include <thread>

#include "scenarios/canteen/server/testing/diner_bank.h"

namespace dlfp::canteen {
namespace {

/// Plans and charges in one unit, as a counter does.
Result<payment::ChargeReply> sell(DinerBank& bank, const Diner& diner, const Spending& spending) {
    return bank.in_unit([&](const payment::Scope& scope) -> Result<payment::ChargeReply> {
        TRY(const auto locked, lock_diner(scope.transaction, diner.organisation_id, diner.id));
        TRY(auto tenders,
            plan_tenders(list_purses(scope.transaction, locked, scope.now), spending));
        const auto drafted = bank.meal_of(std::move(tenders));
        if (spending.shortage == Shortage::arrears)
            return payment::charge_offline(scope, drafted, scope.now);
        TRY(const auto order, payment::create_order(scope, drafted));
        return payment::charge(scope, order, payment::ChargeMethod::pin_free);
    });
}

Spending of(Money amount, std::optional<MealSlot> slot = {}, Shortage shortage = Shortage::refuse) {
    return {amount, slot, shortage};
}

TEST(list_purses, shows_grants_cash_and_the_electronic_account_with_their_balances) {
    DinerBank bank;
    const auto diner = bank.zhang_with(yuan(8));
    const auto grant = bank.give_lunch(diner, yuan(10));
    bank.fill(bank.eaccount, yuan(30));
    const auto purses = purses_of(bank, diner);
    ASSERT_EQ(purses.size(), 3U);
    EXPECT_EQ(purses[0].kind, PurseKind::subsidy);
    EXPECT_EQ(purses[0].grant_id, grant.id);
    EXPECT_EQ(purses[0].name, "午餐补贴");
    EXPECT_EQ(purses[0].available_fen, yuan(10));
    EXPECT_EQ(purses[0].categories, std::vector{lunch_category});
    EXPECT_EQ(purses[0].valid_until, bank.today().plus_days(7));
    EXPECT_EQ(purses[1].kind, PurseKind::cash);
    EXPECT_EQ(purses[1].available_fen, yuan(8));
    EXPECT_EQ(purses[2].kind, PurseKind::eaccount);
    EXPECT_EQ(purses[2].account_id, bank.eaccount);
    EXPECT_EQ(purses[2].available_fen, yuan(30));
}

TEST(list_purses, an_unlinked_diner_has_cash_alone) {
    DinerBank bank;
    const auto diner = add_diner(bank, {.organisation_id = canteen_operator});
    const auto purses = purses_of(bank, diner);
    ASSERT_EQ(purses.size(), 1U);
    EXPECT_EQ(purses[0].kind, PurseKind::cash);
    EXPECT_EQ(purses[0].available_fen, Money{});
}

TEST(purses, an_offline_lunch_that_arrives_late_leaves_one_yuan_of_arrears) {
    // Row C2: cash 8.00, subsidy 10.00; shop 7.00 arrived first, lunch 12.00 was eaten before.
    DinerBank bank;
    const auto diner = bank.zhang_with(yuan(8));
    const auto grant = bank.give_lunch(diner, yuan(10));
    ASSERT_TRUE(sell(bank, diner, of(yuan(7))));
    ASSERT_TRUE(sell(bank, diner, of(yuan(12), bank.lunch(), Shortage::arrears)));
    EXPECT_EQ(bank.balance(grant.account_id), Money{});
    EXPECT_EQ(bank.cash_of(diner), -yuan(1));
    EXPECT_EQ(bank.balance(bank.merchant.clearing_account_id), yuan(19));
    EXPECT_TRUE(sell(bank, diner, of(yuan(1))).failed_with(purses_insufficient));
}

TEST(settle_arrears, cash_that_comes_in_pays_the_debt_first) {
    DinerBank bank;
    const auto diner = bank.zhang_with(Money{});
    ASSERT_TRUE(sell(bank, diner, of(yuan(3), {}, Shortage::arrears)));
    const auto settle = [&] {
        bank.write([&](sql::Transaction& transaction) {
                return settle_arrears(transaction, bank.platform(), diner);
            })
            .value();
    };
    bank.fill(diner.cash_account_id, yuan(2));
    settle();
    EXPECT_EQ(bank.cash_of(diner), -yuan(1));
    EXPECT_EQ(bank.balance(diner.arrears_account_id), -yuan(1));
    bank.fill(diner.cash_account_id, yuan(5));
    settle();
    settle();
    EXPECT_EQ(bank.cash_of(diner), yuan(4));
    EXPECT_EQ(bank.balance(diner.arrears_account_id), Money{});
}

TEST(settle_arrears, a_refund_clears_the_debt_and_the_rest_is_cash_again) {
    DinerBank bank;
    const auto diner = bank.zhang_with(yuan(1));
    const auto sale = sell(bank, diner, of(yuan(3), {}, Shortage::arrears)).value();
    EXPECT_EQ(bank.cash_of(diner), -yuan(2));
    bank.fill(diner.cash_account_id, yuan(2));
    ASSERT_TRUE(bank.give_back(sale.payment_id, yuan(1)));
    EXPECT_EQ(bank.balance(diner.arrears_account_id), Money{});
    EXPECT_EQ(bank.cash_of(diner), yuan(1));
    ASSERT_TRUE(bank.give_back(sale.payment_id, yuan(2)));
    EXPECT_EQ(bank.balance(diner.arrears_account_id), Money{});
    EXPECT_EQ(bank.balance(diner.cash_account_id), yuan(3));
}

TEST(purses, two_sales_at_once_never_spend_the_same_money) {
    DinerBank bank;
    const auto diner = bank.zhang_with(yuan(20));
    constexpr int sellers = 4;
    std::atomic<int> sold = 0;
    std::latch together{sellers};
    {
        std::vector<std::jthread> threads;
        for (int seller = 0; seller < sellers; ++seller)
            threads.emplace_back([&] {
                together.arrive_and_wait();
                for (int sale = 0; sale < 3; ++sale)
                    if (sell(bank, diner, of(yuan(7)))) ++sold;
            });
    }
    EXPECT_EQ(sold, 2);
    EXPECT_EQ(bank.cash_of(diner), yuan(6));
}

TEST(purses, an_order_planned_before_another_was_paid_is_refused_by_the_ledger) {
    // The cashier charges minutes after planning: the lock is gone by then, the ledger is not.
    DinerBank bank;
    const auto diner = bank.zhang_with(yuan(8));
    const auto plan = [&] { return plan_tenders(purses_of(bank, diner), of(yuan(7))).value(); };
    const auto first = bank.order(bank.meal_of(plan()));
    const auto second = bank.order(bank.meal_of(plan()));
    ASSERT_TRUE(bank.take(first));
    EXPECT_TRUE(bank.take(second).failed_with(payment::tender_short));
    EXPECT_EQ(bank.cash_of(diner), yuan(1));
}

}  // namespace
}  // namespace dlfp::canteen
