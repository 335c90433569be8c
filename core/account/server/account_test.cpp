// What payments ask of electronic accounts and cards, where something stands in the way.
#include "core/account/server/account.h"

#include "core/account/server/fund_eaccount.h"
#include "core/account/server/own_accounts.h"
#include "core/account/server/read_balance.h"
#include "core/account/server/staff_accounts.h"
#include "core/account/server/testing/account_bank.h"

namespace dlfp::account {
namespace {

struct AccountTest : testing::Test {
    AccountBank bank;

    Money available(EAccountId id) {
        return bank
            .read([&](sql::Reader& reader) { return spendable(reader, id, bank.bank.now()); })
            ->available_fen;
    }
    void freeze(EAccountId id, ledger::Freeze freeze) {
        ASSERT_TRUE(bank.staff(freeze_accounts)
                        .call(freeze_eaccount_endpoint, {id, freeze, "court order"}));
    }
    test::Outcome<FundingView> top_up(EAccountId id) {
        return bank.customer(zhang).call(top_up_endpoint, {id, yuan(1)});
    }
    test::Outcome<FundingView> withdraw(EAccountId id) {
        return bank.customer(zhang).call(withdraw_endpoint, {id, yuan(1)});
    }
    std::size_t count_entries(const ReadStatementRequest& request) {
        return bank.customer(zhang).call(read_statement_endpoint, request)->items.size();
    }
};

TEST_F(AccountTest, money_on_a_frozen_or_closed_account_cannot_be_spent) {
    const auto id = bank.open(zhang);
    bank.fill(id, yuan(100));
    EXPECT_EQ(available(id), yuan(100));
    freeze(id, ledger::Freeze::debits);
    EXPECT_EQ(available(id), Money{});
    freeze(id, ledger::Freeze::all);
    EXPECT_EQ(available(id), Money{});
    freeze(id, ledger::Freeze::credits);
    EXPECT_EQ(available(id), yuan(100)) << "it takes nothing, but it pays";
    const auto empty = bank.open(zhang);
    ASSERT_TRUE(bank.customer(zhang).call(close_eaccount_endpoint, {empty}));
    EXPECT_EQ(available(empty), Money{});
}

TEST_F(AccountTest, a_freeze_of_one_side_leaves_the_other_side_to_move) {
    const auto id = bank.open(zhang);
    bank.fill(id, yuan(100));
    freeze(id, ledger::Freeze::debits);
    EXPECT_FAILS(withdraw(id), frozen);
    EXPECT_SUCCEEDS(top_up(id));
    freeze(id, ledger::Freeze::credits);
    EXPECT_FAILS(top_up(id), frozen);
    EXPECT_SUCCEEDS(withdraw(id));
}

TEST_F(AccountTest, of_accounts_of_a_class_the_oldest_pays_and_class_two_before_class_three) {
    const auto first = bank.open(zhang);
    for (const auto account_class : {AccountClass::class_two, AccountClass::class_three}) {
        bank.bank.advance(1s);
        bank.open(zhang, account_class);
    }
    const auto found = bank.read([](sql::Reader& reader) { return find_eaccount(reader, zhang); });
    EXPECT_EQ(found->id, first);
}

TEST_F(AccountTest, a_payment_to_come_keeps_an_empty_account_open) {
    const auto id = bank.open(zhang);
    bank.write([&](sql::Transaction& transaction) {
            return ledger::reserve(transaction,
                                   {.id = bank.bank.next_id<ledger::TransferTag>(),
                                    .debit_account_id = host_clearing_account_id,
                                    .credit_account_id = id,
                                    .amount_fen = yuan(3),
                                    .cause = {"test.expected", id.bytes()}},
                                   bank.bank.now());
        })
        .value();
    EXPECT_FAILS(bank.customer(zhang).call(close_eaccount_endpoint, {id}), has_open_movements);
}

// clause: 8.2.2-a
TEST_F(AccountTest, a_statement_of_some_days_shows_what_came_and_went_on_them) {
    const auto id = bank.open(zhang);
    bank.fill(id, yuan(5));
    const auto first_day = BusinessDate::of(bank.bank.now());
    bank.bank.advance(24h);
    bank.fill(id, yuan(7));
    ASSERT_TRUE(withdraw(id));
    bank.advance_host();
    EXPECT_EQ(count_entries({.account_id = id}), 3U);
    EXPECT_EQ(count_entries({.account_id = id, .until = first_day}), 1U);
    EXPECT_EQ(count_entries({.account_id = id, .from = first_day.plus_days(1)}), 2U);
    EXPECT_EQ(count_entries({.account_id = id, .from = first_day.plus_days(2)}), 0U);
    const auto newest =
        bank.customer(zhang).call(read_statement_endpoint, {.account_id = id})->items.at(0);
    EXPECT_EQ(newest.direction, EntryDirection::out);
    EXPECT_EQ(newest.balance_after_fen, yuan(11));
}

TEST_F(AccountTest, an_account_that_never_was_is_answered_like_one_of_somebody_else) {
    const auto nobodys = bank.bank.next_id<ledger::AccountTag>();
    const auto theirs = bank.open(zhang);
    for (const auto id : {nobodys, theirs}) {
        EXPECT_FAILS(bank.customer(li).call(read_balance_endpoint, {id}), not_found);
        EXPECT_FAILS(bank.customer(li).call(read_statement_endpoint, {.account_id = id}),
                     not_found);
        EXPECT_FAILS(bank.customer(li).call(close_eaccount_endpoint, {id}), not_found);
    }
}

}  // namespace
}  // namespace dlfp::account
