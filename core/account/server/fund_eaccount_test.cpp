// Money between bound and electronic accounts, with every answer the host may give.
#include "core/account/server/fund_eaccount.h"

#include "core/account/server/funding_repository.h"
#include "core/account/server/read_balance.h"
#include "core/account/server/staff_accounts.h"
#include "core/account/server/testing/account_bank.h"
#include "core/host/server/sandbox_host.h"

namespace dlfp::account {
namespace {

constexpr std::size_t at_own_bank = 0;
constexpr std::size_t timing_out_moved = 5;
constexpr std::size_t timing_out_not_moved = 6;
constexpr std::size_t unreachable = 7;
constexpr std::size_t nearly_empty = 8;

struct FundEAccountTest : testing::Test {
    AccountBank bank;

    FundingState state_of(const FundingView& funding) {
        return bank.customer(zhang)
            .call(show_funding_endpoint, {funding.account_id, funding.funding_id})
            ->state;
    }
    Money host_position() { return bank.balance(host_clearing_account_id); }
    Money incoming(EAccountId id) {
        return bank.read([&](sql::Reader& reader) {
            return EAccountRepository{reader}.find_counted(id)->incoming_fen;
        });
    }
};

TEST_F(FundEAccountTest, a_top_up_credits_once_the_host_took_the_money) {
    const auto id = bank.open(zhang, AccountClass::class_two, at_own_bank);
    const auto asked = bank.customer(zhang).call(top_up_endpoint, {id, yuan(300)});
    ASSERT_TRUE(asked);
    EXPECT_EQ(asked->state, FundingState::requested);
    EXPECT_EQ(bank.balance(id), Money{});
    EXPECT_EQ(incoming(id), yuan(300));
    bank.advance_host();
    EXPECT_EQ(state_of(*asked), FundingState::succeeded);
    EXPECT_EQ(bank.balance(id), yuan(300));
    EXPECT_EQ(host_position(), yuan(300));
    EXPECT_EQ(incoming(id), Money{});
    bank.bank.advance(1h);
    bank.advance_host();
    EXPECT_EQ(bank.balance(id), yuan(300));
}

TEST_F(FundEAccountTest, the_same_key_asks_once) {
    const auto id = bank.open(zhang);
    auto client = bank.customer(zhang);
    const auto first =
        client.call_with_key(top_up_endpoint, {id, yuan(10)}, "one-and-the-same-key");
    const auto again =
        client.call_with_key(top_up_endpoint, {id, yuan(10)}, "one-and-the-same-key");
    EXPECT_EQ(first->funding_id, again->funding_id);
    bank.advance_host();
    EXPECT_EQ(bank.balance(id), yuan(10));
}

TEST_F(FundEAccountTest, a_refused_top_up_credits_nothing) {
    const auto id = bank.open(zhang, AccountClass::class_two, nearly_empty);
    const auto asked = bank.customer(zhang).call(top_up_endpoint, {id, yuan(300)});
    bank.advance_host();
    const auto shown = bank.customer(zhang).call(show_funding_endpoint, {id, asked->funding_id});
    EXPECT_EQ(shown->state, FundingState::refused);
    EXPECT_EQ(shown->refusal, "insufficient_funds");
    EXPECT_EQ(bank.balance(id), Money{});
    EXPECT_EQ(incoming(id), Money{});
}

TEST_F(FundEAccountTest, an_unknown_top_up_is_credited_when_an_inquiry_says_it_moved) {
    const auto id = bank.open(zhang, AccountClass::class_two, timing_out_moved);
    const auto asked = bank.customer(zhang).call(top_up_endpoint, {id, yuan(300)});
    bank.advance_host();
    EXPECT_EQ(state_of(*asked), FundingState::unknown);
    EXPECT_EQ(bank.balance(id), Money{});
    bank.advance_host();
    EXPECT_EQ(state_of(*asked), FundingState::unknown);
    bank.bank.advance(2s);
    bank.advance_host();
    EXPECT_EQ(state_of(*asked), FundingState::unknown) << "the host still says: in progress";
    bank.bank.advance(10min);
    bank.advance_host();
    EXPECT_EQ(state_of(*asked), FundingState::succeeded);
    EXPECT_EQ(bank.balance(id), yuan(300));
}

TEST_F(FundEAccountTest, an_unknown_top_up_is_given_up_when_an_inquiry_says_nothing_moved) {
    const auto id = bank.open(zhang, AccountClass::class_two, timing_out_not_moved);
    const auto asked = bank.customer(zhang).call(top_up_endpoint, {id, yuan(300)});
    bank.advance_host();
    EXPECT_EQ(state_of(*asked), FundingState::unknown);
    bank.bank.advance(10min);
    bank.advance_host();
    EXPECT_EQ(state_of(*asked), FundingState::refused);
    EXPECT_EQ(bank.balance(id), Money{});
    EXPECT_EQ(incoming(id), Money{});
}

TEST_F(FundEAccountTest, an_unreachable_host_is_asked_again_under_the_same_reference) {
    const auto id = bank.open(zhang, AccountClass::class_two, unreachable);
    const auto asked = bank.customer(zhang).call(top_up_endpoint, {id, yuan(300)});
    bank.advance_host();
    EXPECT_EQ(state_of(*asked), FundingState::requested);
    bank.write([&](sql::Transaction& transaction) {
        host::SandboxBooks{transaction}.set_script("6222020000000000088",
                                                   host::SandboxScript::normal);
        return done;
    });
    bank.bank.advance(2s);
    bank.advance_host();
    EXPECT_EQ(state_of(*asked), FundingState::succeeded);
    EXPECT_EQ(bank.balance(id), yuan(300));
}

TEST_F(FundEAccountTest, a_program_that_died_while_sending_inquires_and_never_sends_again) {
    const auto id = bank.open(zhang);
    const auto asked = bank.customer(zhang).call(top_up_endpoint, {id, yuan(300)});
    bank.write([&](sql::Transaction& transaction) {
        FundingBooks books{transaction};
        const auto funding = books.find(asked->funding_id).value();
        EXPECT_TRUE(books.claim(funding, FundingState::sent, bank.bank.now() + funding_lease));
        EXPECT_FALSE(books.claim(funding, FundingState::sent, bank.bank.now() + funding_lease));
        return done;
    });
    bank.advance_host();
    EXPECT_EQ(state_of(*asked), FundingState::sent) << "the lease has not ended";
    bank.bank.advance(funding_lease);
    bank.advance_host();
    EXPECT_EQ(state_of(*asked), FundingState::refused) << "the host never saw it";
    EXPECT_EQ(bank.balance(id), Money{});
}

TEST_F(FundEAccountTest, a_withdrawal_is_reserved_and_leaves_when_the_host_paid) {
    const auto id = bank.open(zhang);
    bank.fill(id, yuan(500));
    const auto asked = bank.customer(zhang).call(withdraw_endpoint, {id, yuan(200)});
    ASSERT_TRUE(asked);
    const auto before = bank.customer(zhang).call(read_balance_endpoint, {id});
    EXPECT_EQ(before->balance_fen, yuan(500));
    EXPECT_EQ(before->available_fen, yuan(300));
    const auto more = bank.customer(zhang).call(withdraw_endpoint, {id, yuan(301)});
    EXPECT_FAILS(more, insufficient_balance);
    EXPECT_EQ(more.fact("available_fen"), 300'00);
    bank.advance_host();
    EXPECT_EQ(state_of(*asked), FundingState::succeeded);
    EXPECT_EQ(bank.balance(id), yuan(300));
}

TEST_F(FundEAccountTest, a_refused_withdrawal_gives_the_reservation_back) {
    const auto id = bank.open(zhang, AccountClass::class_two, timing_out_not_moved);
    bank.fill(id, yuan(500));
    const auto asked = bank.customer(zhang).call(withdraw_endpoint, {id, yuan(200)});
    bank.advance_host();
    EXPECT_EQ(state_of(*asked), FundingState::unknown);
    EXPECT_EQ(bank.customer(zhang).call(read_balance_endpoint, {id})->available_fen, yuan(300));
    bank.bank.advance(10min);
    bank.advance_host();
    EXPECT_EQ(state_of(*asked), FundingState::refused);
    EXPECT_EQ(bank.customer(zhang).call(read_balance_endpoint, {id})->available_fen, yuan(500));
}

// row: C9
TEST_F(FundEAccountTest, a_class_three_account_of_1850_is_offered_150) {
    const auto id = bank.open(zhang, AccountClass::class_three);
    bank.fill(id, yuan(1'850));
    const auto refused = bank.customer(zhang).call(top_up_endpoint, {id, yuan(300)});
    EXPECT_FAILS(refused, balance_limit_exceeded);
    EXPECT_EQ(refused.fact("still_possible_fen"), 150'00);
    EXPECT_EQ(refused.fact("balance_fen"), 1'850'00);
    ASSERT_TRUE(bank.customer(zhang).call(top_up_endpoint, {id, yuan(150)}));
    EXPECT_FAILS(bank.customer(zhang).call(top_up_endpoint, {id, Money::fen(1)}),
                 balance_limit_exceeded);
}

// clause: 5.4.1-8
TEST_F(FundEAccountTest, a_frozen_account_takes_and_gives_nothing_until_it_is_free) {
    const auto id = bank.open(zhang);
    const auto asked = bank.customer(zhang).call(top_up_endpoint, {id, yuan(10)});
    auto staff = bank.staff(freeze_accounts);
    ASSERT_TRUE(staff.call(freeze_eaccount_endpoint, {id, ledger::Freeze::all, "court order"}));
    EXPECT_FAILS(bank.customer(zhang).call(top_up_endpoint, {id, yuan(10)}), frozen);
    EXPECT_FAILS(bank.customer(zhang).call(withdraw_endpoint, {id, yuan(10)}), frozen);
    bank.advance_host();
    EXPECT_EQ(state_of(*asked), FundingState::unknown) << "the host moved, the account cannot";
    ASSERT_TRUE(staff.call(freeze_eaccount_endpoint, {id, ledger::Freeze::none, "lifted"}));
    bank.bank.advance(10min);
    bank.advance_host();
    EXPECT_EQ(state_of(*asked), FundingState::succeeded);
    EXPECT_EQ(bank.balance(id), yuan(10));
}

TEST_F(FundEAccountTest, nobody_moves_nothing_or_money_of_others) {
    const auto id = bank.open(zhang);
    EXPECT_FAILS(bank.customer(zhang).call(top_up_endpoint, {id, Money{}}), amount_not_positive);
    EXPECT_FAILS(bank.customer(li).call(top_up_endpoint, {id, yuan(1)}), not_found);
    EXPECT_FAILS(bank.customer(li).call(withdraw_endpoint, {id, yuan(1)}), not_found);
    const auto other = bank.open(li);
    const auto asked = bank.customer(zhang).call(top_up_endpoint, {id, yuan(1)});
    EXPECT_FAILS(bank.customer(li).call(show_funding_endpoint, {other, asked->funding_id}),
                 funding_not_found);
}

TEST_F(FundEAccountTest, the_customer_is_told_of_outcomes_and_freezes) {
    const auto id = bank.open(zhang, AccountClass::class_two, nearly_empty);
    ASSERT_TRUE(bank.customer(zhang).call(top_up_endpoint, {id, yuan(300)}));
    EXPECT_TRUE(bank.notices_of(zhang).empty()) << "nothing is known yet";
    bank.advance_host();
    EXPECT_EQ(bank.notices_of(zhang), std::vector<std::string>{"充值未成功"});
    bank.bank.advance(1s);
    ASSERT_TRUE(bank.staff(freeze_accounts)
                    .call(freeze_eaccount_endpoint, {id, ledger::Freeze::debits, "court order"}));
    EXPECT_EQ(bank.notices_of(zhang).front(), "账户使用受到限制");
    EXPECT_TRUE(bank.notices_of(li).empty());
}

TEST_F(FundEAccountTest, movements_page_newest_first) {
    const auto id = bank.open(zhang);
    for (int count = 1; count <= 3; ++count) {
        ASSERT_TRUE(bank.customer(zhang).call(top_up_endpoint, {id, yuan(count)}));
        bank.bank.advance(1s);
    }
    const auto first =
        bank.customer(zhang).call(list_fundings_endpoint, {.account_id = id, .limit = {{2}}});
    ASSERT_EQ(first->items.size(), 2U);
    EXPECT_EQ(first->items[0].amount_fen, yuan(3));
    const auto rest = bank.customer(zhang).call(
        list_fundings_endpoint, {.account_id = id, .after = first->next_after, .limit = {{2}}});
    ASSERT_EQ(rest->items.size(), 1U);
    EXPECT_EQ(rest->items[0].amount_fen, yuan(1));
}

}  // namespace
}  // namespace dlfp::account
