// Opening, seeing, limiting and closing electronic accounts, and what payments ask of them.
#include "core/account/server/own_accounts.h"

#include "core/account/server/fund_eaccount.h"
#include "core/account/server/read_balance.h"
#include "core/account/server/staff_accounts.h"
#include "core/account/server/testing/account_bank.h"

namespace dlfp::account {
namespace {

struct OwnAccountsTest : testing::Test {
    AccountBank bank;

    Result<Done> spend(EAccountId id, Money amount, OutflowKind kind = OutflowKind::asked) {
        return bank.write([&](sql::Transaction& transaction) {
            return count_outflow(transaction, {id, amount, kind}, bank.bank.now());
        });
    }
    Result<EAccount> try_open(const host::BindingReply& bound) {
        return bank.write([&](sql::Transaction& transaction) {
            return open_bound_eaccount({bank.platform(), transaction},
                                       {.id = bank.bank.next_id<ledger::AccountTag>(),
                                        .binding_id = bank.bank.next_id<BindingTag>(),
                                        .customer_id = zhang,
                                        .account_class = AccountClass::class_two,
                                        .bound = bound},
                                       bank.bank.now());
        });
    }
};

// clause (simulated): 3.1.3-13
TEST_F(OwnAccountsTest, an_account_is_bound_to_this_or_another_bank) {
    const auto own = bank.open(zhang, AccountClass::class_two, 0);
    bank.bank.advance(1s);
    bank.open(zhang, AccountClass::class_three, 1);
    const auto shown = bank.customer(zhang).call(show_accounts_endpoint, {});
    ASSERT_EQ(shown->accounts.size(), 2U);
    EXPECT_EQ(shown->accounts[0].account_id, own);
    EXPECT_EQ(shown->accounts[0].account_class, AccountClass::class_two);
    EXPECT_EQ(shown->accounts[0].bound_number_masked, "6222***********0011");
    EXPECT_EQ(shown->accounts[0].limits.day_max_fen, yuan(10'000));
    EXPECT_EQ(shown->accounts[1].bound_bank_name, "他行（演示）");
    EXPECT_EQ(shown->accounts[1].limits.balance_max_fen, yuan(2'000));
    EXPECT_TRUE(bank.customer(li).call(show_accounts_endpoint, {})->accounts.empty());
}

TEST_F(OwnAccountsTest, the_sixth_account_of_a_class_is_refused) {
    for (int count = 0; count < 5; ++count) bank.open(zhang);
    const auto sixth = try_open(bank.bound());
    EXPECT_TRUE(sixth.failed_with(too_many_of_class));
    bank.open(zhang, AccountClass::class_three);
}

TEST_F(OwnAccountsTest, what_the_host_refuses_is_said_in_our_words) {
    using host::CheckOutcome;
    using host::HostRefusal;
    const std::pair<HostRefusal, const Failure*> rows[] = {
        {HostRefusal::name_differs, &bound_name_differs},
        {HostRefusal::id_number_unknown, &bound_person_differs},
        {HostRefusal::mobile_differs, &bound_mobile_differs},
        {HostRefusal::account_unknown, &bound_account_unknown},
        {HostRefusal::class_not_accepted, &bound_class_not_accepted},
        {HostRefusal::account_frozen, &bound_account_frozen}};
    for (const auto& [refusal, failure] : rows)
        EXPECT_TRUE(try_open({.check = {CheckOutcome::refused, refusal}}).failed_with(*failure));
    EXPECT_TRUE(try_open({}).failed_with(host_unavailable));
}

// clause: 3.1.3-14
TEST_F(OwnAccountsTest, dining_needs_an_open_account_or_a_linked_card) {
    const auto may_dine = [&](identity::CustomerId id) {
        return bank.read([&](sql::Reader& reader) { return has_dining_account(reader, id); });
    };
    EXPECT_FALSE(may_dine(zhang));
    const auto id = bank.open(zhang);
    EXPECT_TRUE(may_dine(zhang));
    ASSERT_TRUE(bank.customer(zhang).call(close_eaccount_endpoint, {id}));
    EXPECT_FALSE(may_dine(zhang));
}

TEST_F(OwnAccountsTest, the_class_two_account_pays_before_the_class_three_account) {
    const auto three = bank.open(zhang, AccountClass::class_three);
    const auto found = [&] {
        return bank.read([](sql::Reader& reader) { return find_eaccount(reader, zhang); });
    };
    EXPECT_EQ(found()->id, three);
    bank.bank.advance(1s);
    const auto two = bank.open(zhang);
    EXPECT_EQ(found()->id, two);
    EXPECT_FALSE(bank.read([](sql::Reader& reader) { return find_eaccount(reader, li); }));
}

// clause: 8.2.2-a
TEST_F(OwnAccountsTest, balance_shows_the_five_newest_entries_and_statement_pages_them_all) {
    const auto id = bank.open(zhang);
    for (int count = 1; count <= 7; ++count) bank.fill(id, yuan(count));
    const auto balance = bank.customer(zhang).call(read_balance_endpoint, {id});
    EXPECT_EQ(balance->balance_fen, yuan(28));
    const auto newest = balance->newest.entries();
    ASSERT_EQ(newest.size(), 5U);
    EXPECT_EQ(newest[0].amount_fen, yuan(7));
    EXPECT_EQ(newest[0].direction, EntryDirection::in);
    EXPECT_EQ(newest[0].balance_after_fen, yuan(28));
    const auto page =
        bank.customer(zhang).call(read_statement_endpoint, {.account_id = id, .limit = {{4}}});
    ASSERT_EQ(page->items.size(), 4U);
    const auto rest = bank.customer(zhang).call(
        read_statement_endpoint,
        {.account_id = id, .after = {{*page->next_after}}, .limit = {{4}}});
    EXPECT_EQ(rest->items.size(), 3U);
    EXPECT_FAILS(bank.customer(li).call(read_balance_endpoint, {id}), not_found);
    EXPECT_FAILS(bank.customer(li).call(read_statement_endpoint, {.account_id = id}), not_found);
}

// row: C9
TEST_F(OwnAccountsTest, outflows_are_counted_per_day_and_year) {
    const auto id = bank.open(zhang, AccountClass::class_three);
    bank.fill(id, yuan(2'000));
    ASSERT_TRUE(spend(id, yuan(1'200)));
    const auto refused = spend(id, yuan(801));
    ASSERT_TRUE(refused.failed_with(day_limit_exceeded));
    EXPECT_TRUE(spend(id, yuan(800)));
    EXPECT_TRUE(spend(id, Money::fen(1)).failed_with(day_limit_exceeded));
    EXPECT_TRUE(spend(id, yuan(5), OutflowKind::happened)) << "an offline sale is a fact";
    bank.bank.advance(24h);
    EXPECT_TRUE(spend(id, yuan(2'000)));
    const auto left =
        bank.read([&](sql::Reader& reader) { return spendable(reader, id, bank.bank.now()); });
    EXPECT_EQ(left->day_left_fen, Money{});
    EXPECT_EQ(left->year_left_fen, yuan(50'000 - 4'005));
    EXPECT_EQ(left->available_fen, yuan(2'000));
    EXPECT_EQ(left->spendable_fen, Money{});
}

TEST_F(OwnAccountsTest, the_year_ends_what_the_day_allows) {
    const auto id = bank.open(zhang, AccountClass::class_three);
    for (int day = 0; day < 25; ++day) {
        ASSERT_TRUE(spend(id, yuan(2'000)));
        bank.bank.advance(24h);
    }
    EXPECT_TRUE(spend(id, Money::fen(1)).failed_with(year_limit_exceeded));
    bank.bank.advance(24h * 31);
    EXPECT_TRUE(spend(id, yuan(2'000))) << "a year later everything is free again";
}

TEST_F(OwnAccountsTest, a_customer_lowers_the_own_limit_and_never_lifts_the_rule) {
    const auto id = bank.open(zhang);
    const auto set = bank.customer(zhang).call(set_own_limits_endpoint,
                                               {.account_id = id, .own_day_max_fen = yuan(500)});
    ASSERT_TRUE(set);
    EXPECT_EQ(set->limits.day_max_fen, yuan(500));
    EXPECT_EQ(set->limits.rule_day_max_fen, yuan(10'000));
    EXPECT_TRUE(spend(id, yuan(501)).failed_with(day_limit_exceeded));
    const auto high = bank.customer(zhang).call(
        set_own_limits_endpoint, {.account_id = id, .own_year_max_fen = yuan(200'001)});
    EXPECT_FAILS(high, own_limit_too_high);
    EXPECT_EQ(high.fact("limit_fen"), 200'000'00);
    ASSERT_TRUE(bank.customer(zhang).call(set_own_limits_endpoint, {.account_id = id}));
    EXPECT_TRUE(spend(id, yuan(501)));
}

TEST_F(OwnAccountsTest, only_an_empty_account_with_nothing_under_way_closes) {
    const auto id = bank.open(zhang);
    bank.fill(id, yuan(1));
    EXPECT_FAILS(bank.customer(zhang).call(close_eaccount_endpoint, {id}), has_balance);
    ASSERT_TRUE(bank.customer(zhang).call(withdraw_endpoint, {id, yuan(1)}));
    EXPECT_FAILS(bank.customer(zhang).call(close_eaccount_endpoint, {id}), has_open_movements);
    bank.advance_host();
    ASSERT_TRUE(bank.customer(zhang).call(close_eaccount_endpoint, {id}));
    ASSERT_TRUE(bank.customer(zhang).call(close_eaccount_endpoint, {id})) << "again is fine";
    EXPECT_FAILS(bank.customer(zhang).call(top_up_endpoint, {id, yuan(1)}), closed);
    EXPECT_FAILS(bank.customer(zhang).call(set_own_limits_endpoint, {.account_id = id}), closed);
    EXPECT_TRUE(spend(id, yuan(1)).failed_with(closed));
    EXPECT_TRUE(bank.customer(zhang).call(show_accounts_endpoint, {})->accounts.empty());
    EXPECT_FAILS(bank.staff(freeze_accounts)
                     .call(freeze_eaccount_endpoint, {id, ledger::Freeze::all, "late"}),
                 closed);
}

TEST_F(OwnAccountsTest, staff_find_accounts_and_dated_rules_take_effect_on_their_day) {
    const auto id = bank.open(zhang);
    auto staff = bank.staff(view_accounts);
    EXPECT_EQ(staff.call(find_accounts_endpoint, {.account_id = id})->accounts.size(), 1U);
    EXPECT_FAILS(staff.call(find_accounts_endpoint, {}), not_found);
    auto editor = bank.staff(edit_limit_rules);
    AddLimitRuleRequest rule{.account_class = AccountClass::class_two,
                             .effective_from = BusinessDate::of(bank.bank.now()),
                             .out_day_max_fen = yuan(100),
                             .out_year_max_fen = yuan(1'000),
                             .source = "test"};
    EXPECT_FAILS(editor.call(add_limit_rule_endpoint, rule), rule_not_in_future);
    rule.effective_from = rule.effective_from.plus_days(1);
    ASSERT_TRUE(editor.call(add_limit_rule_endpoint, rule));
    EXPECT_FAILS(editor.call(add_limit_rule_endpoint, rule), rule_exists);
    EXPECT_EQ(staff.call(list_limit_rules_endpoint, {})->items.size(), 4U);
    EXPECT_TRUE(spend(id, yuan(101)));
    bank.bank.advance(24h);
    EXPECT_TRUE(spend(id, yuan(101)).failed_with(day_limit_exceeded));
}

TEST_F(OwnAccountsTest, movements_of_a_day_are_listed_for_reconciliation) {
    const auto id = bank.open(zhang);
    ASSERT_TRUE(bank.customer(zhang).call(top_up_endpoint, {id, yuan(5)}));
    bank.advance_host();
    const auto day = BusinessDate::of(bank.bank.now());
    const auto movements =
        bank.read([&](sql::Reader& reader) { return list_bound_movements(reader, day); });
    ASSERT_EQ(movements.size(), 1U);
    EXPECT_EQ(movements[0].state, "succeeded");
    EXPECT_EQ(movements[0].settled_day, day);
}

}  // namespace
}  // namespace dlfp::account
