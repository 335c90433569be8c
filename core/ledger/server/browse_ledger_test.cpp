// What staff see of the ledger over the API, and each failure they may meet.
#include "core/ledger/server/browse_ledger.h"

#include "core/ledger/server/module.h"
#include "tests/support/test_bank.h"

namespace dlfp::ledger {
namespace {

struct BrowseLedgerTest : testing::Test {
    test::TestBank bank{{make_module()}};
    test::Client staff =
        bank.as(bank.caller(api::CallerKind::staff, {1}, {std::string(read_ledger.code)}));
    AccountId cash = open(AccountCode::host_clearing, "");
    AccountId customer = open(AccountCode::customer_eaccount, "cus_wang");
    TransferId topped_up = post(cash, customer, yuan(20), "充值");
    TransferId paid = post(customer, cash, yuan(8), "午餐");

    AccountId open(AccountCode code, std::string holder) {
        const auto id = bank.next_id<AccountTag>();
        bank.database()
            .write([&](sql::Transaction& transaction) {
                return open_account(transaction,
                                    {.id = id,
                                     .code = code,
                                     .holder = std::move(holder),
                                     .overdraft = {},
                                     .overdraft_limit_fen = {}},
                                    bank.now());
            })
            .value();
        return id;
    }
    TransferId post(AccountId debit, AccountId credit, Money amount, std::string memo) {
        TransferRequest request;
        request.id = bank.next_id<TransferTag>();
        request.debit_account_id = debit;
        request.credit_account_id = credit;
        request.amount_fen = amount;
        request.cause = {"test.movement", request.id.bytes()};
        request.memo = std::move(memo);
        bank.database()
            .write([&](sql::Transaction& transaction) {
                return ledger::post(transaction, request, bank.now());
            })
            .value();
        bank.advance(1s);
        return request.id;
    }
};

TEST_F(BrowseLedgerTest, accounts_are_found_by_holder_and_by_code) {
    const auto held = staff.call(list_accounts_endpoint, {.holder = {"cus_wang"}});
    ASSERT_TRUE(held);
    ASSERT_EQ(held->items.size(), 1U);
    EXPECT_EQ(held->items[0].account_id, customer);
    EXPECT_EQ(held->items[0].code_number, 2001);
    EXPECT_EQ(held->items[0].balance_fen.amount, yuan(12));
    EXPECT_FALSE(held->next_after);
    const auto first =
        staff.call(list_accounts_endpoint, {.code = AccountCode::host_clearing, .limit = {1}});
    EXPECT_EQ(first->next_after, cash);
    const auto rest =
        staff.call(list_accounts_endpoint,
                   {.code = AccountCode::host_clearing, .after = first->next_after, .limit = {1}});
    EXPECT_TRUE(rest->items.empty());
    EXPECT_FAILS(staff.call(list_accounts_endpoint, {}), no_criterion_given);
}

TEST_F(BrowseLedgerTest, an_account_shows_balance_and_rules) {
    const auto shown = staff.call(show_account_endpoint, {customer});
    ASSERT_TRUE(shown);
    EXPECT_EQ(shown->available_fen.amount, yuan(12));
    EXPECT_EQ(shown->overdraft, Overdraft::none);
    EXPECT_EQ(shown->entry_count, 2);
    EXPECT_EQ(staff.call(show_account_endpoint, {cash})->balance_fen.amount, yuan(12));
    EXPECT_FAILS(staff.call(show_account_endpoint, {bank.next_id<AccountTag>()}),
                 account_not_found);
}

TEST_F(BrowseLedgerTest, a_statement_pages_from_the_newest_line) {
    const auto first = staff.call(show_statement_endpoint, {.account_id = customer, .limit = {1}});
    ASSERT_TRUE(first);
    EXPECT_EQ(first->items[0].memo, "午餐");
    EXPECT_EQ(first->items[0].balance_after_fen.amount, yuan(12));
    EXPECT_EQ(first->items[0].cause_kind, "test.movement");
    EXPECT_EQ("trf_" + first->items[0].cause_id, paid.to_text());
    const auto second =
        staff.call(show_statement_endpoint,
                   {.account_id = customer, .after = first->next_after, .limit = {1}});
    EXPECT_EQ(second->items[0].transfer_id, topped_up);
    EXPECT_FALSE(second->next_after);
    EXPECT_FAILS(staff.call(show_statement_endpoint, {.account_id = bank.next_id<AccountTag>()}),
                 account_not_found);
}

TEST_F(BrowseLedgerTest, a_past_balance_is_shown_by_both_times) {
    const auto shown = staff.call(show_past_balance_endpoint, {customer, test::test_noon + 500ms});
    ASSERT_TRUE(shown);
    EXPECT_EQ(shown->effective_fen.amount, yuan(20));
    EXPECT_EQ(shown->recorded_fen.amount, yuan(20));
    EXPECT_FAILS(
        staff.call(show_past_balance_endpoint, {bank.next_id<AccountTag>(), test::test_noon}),
        account_not_found);
}

// clause: 7.4-a
TEST_F(BrowseLedgerTest, a_transfer_shows_its_accounts_cause_and_reversal) {
    TransferRequest request;
    request.id = bank.next_id<TransferTag>();
    request.reference_id = paid;
    request.cause = {"test.correction", request.id.bytes()};
    bank.database()
        .write([&](sql::Transaction& transaction) {
            return reverse(transaction, request, bank.now());
        })
        .value();
    const auto shown = staff.call(show_transfer_endpoint, {paid});
    ASSERT_TRUE(shown);
    EXPECT_EQ(shown->debit_account.holder, "cus_wang");
    EXPECT_EQ(shown->credit_account.code, AccountCode::host_clearing);
    EXPECT_EQ(shown->reversed_by, request.id);
    EXPECT_EQ(staff.call(show_transfer_endpoint, {request.id})->reference_id, paid);
    EXPECT_FAILS(staff.call(show_transfer_endpoint, {bank.next_id<TransferTag>()}),
                 transfer_not_found);
}

TEST_F(BrowseLedgerTest, the_proof_of_the_ledger_counts_what_it_read) {
    const auto proof = staff.call(verify_ledger_endpoint, {});
    ASSERT_TRUE(proof);
    EXPECT_EQ(proof->accounts, 2);
    EXPECT_EQ(proof->entries, 4);
    EXPECT_TRUE(proof->findings.empty());
}

TEST_F(BrowseLedgerTest, staff_without_the_permission_see_nothing) {
    auto other = bank.as(bank.caller(api::CallerKind::staff, {2}, {"canteen.edit_menu"}));
    EXPECT_EQ(other.call(show_account_endpoint, {customer}).status, 403);
    EXPECT_EQ(bank.as_nobody().call(show_account_endpoint, {customer}).status, 401);
}

}  // namespace
}  // namespace dlfp::ledger
