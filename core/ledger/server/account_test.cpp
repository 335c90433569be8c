// Opening, freezing and closing accounts.
#include <gtest/gtest.h>

#include "core/ledger/server/account_repository.h"
#include "core/ledger/server/testing/test_ledger.h"

namespace dlfp::ledger {
namespace {

Result<Account> open(TestLedger& ledger, const AccountOpening& opening) {
    return ledger.write([&](sql::Transaction& transaction) {
        return open_account(transaction, opening, ledger.now());
    });
}

TEST(open_account, repeating_an_opening_returns_the_account_and_names_what_differs) {
    TestLedger ledger;
    const AccountOpening opening{
        .id = ledger.next_id<AccountTag>(), .code = AccountCode::customer_purse, .holder = "cus_1"};
    const auto opened = open(ledger, opening).value();
    EXPECT_EQ(opened.overdraft, Overdraft::none);
    EXPECT_EQ(open(ledger, opening)->opened_at_us, opened.opened_at_us);
    auto other = opening;
    other.code = AccountCode::subsidy_purse;
    EXPECT_TRUE(open(ledger, other).failed_with(account_exists_with_different_code));
    other = opening;
    other.ledger_unit = "POINT";
    EXPECT_TRUE(open(ledger, other).failed_with(account_exists_with_different_unit));
    other = opening;
    other.holder = "cus_2";
    EXPECT_TRUE(open(ledger, other).failed_with(account_exists_with_different_holder));
    other = opening;
    other.overdraft = Overdraft::unlimited;
    EXPECT_TRUE(open(ledger, other).failed_with(account_exists_with_different_overdraft));
    const auto held = ledger.read(
        [](sql::Reader& reader) { return AccountRepository::list_by_holder(reader, "cus_1"); });
    ASSERT_EQ(held.size(), 1U);
    EXPECT_EQ(held[0].id, opening.id);
}

TEST(open_account, a_malformed_opening_is_refused) {
    TestLedger ledger;
    const AccountOpening good{.id = ledger.next_id<AccountTag>(), .code = AccountCode::suspense};
    auto opening = good;
    opening.id = {};
    EXPECT_TRUE(open(ledger, opening).failed_with(account_id_missing));
    opening = good;
    opening.holder = std::string(65, 'x');
    EXPECT_TRUE(open(ledger, opening).failed_with(account_holder_too_long));
    for (const auto* unit : {"", "CN", "cny", "ABCDEFGHIJKLM"}) {
        opening = good;
        opening.ledger_unit = unit;
        EXPECT_TRUE(open(ledger, opening).failed_with(account_unit_malformed)) << unit;
    }
    opening = good;
    opening.overdraft = Overdraft::limited;
    EXPECT_TRUE(open(ledger, opening).failed_with(account_overdraft_malformed));
    opening.overdraft = Overdraft::none;
    opening.overdraft_limit_fen = yuan(1);
    EXPECT_TRUE(open(ledger, opening).failed_with(account_overdraft_malformed));
}

// clause: 5.4.1-8
TEST(set_freeze, a_frozen_account_refuses_the_frozen_direction_only) {
    TestLedger ledger;
    const auto account = ledger.funded(yuan(10));
    const auto freeze = [&](Freeze what) {
        return ledger.write(
            [&](sql::Transaction& transaction) { return set_freeze(transaction, account, what); });
    };
    const auto out = [&] { return ledger.post(ledger.transfer(account, ledger.bank(), yuan(1))); };
    const auto in = [&] { return ledger.post(ledger.transfer(ledger.bank(), account, yuan(1))); };
    EXPECT_EQ(freeze(Freeze::debits)->frozen, Freeze::debits);
    EXPECT_TRUE(out().failed_with(debit_account_frozen));
    EXPECT_TRUE(in());
    freeze(Freeze::credits).value();
    EXPECT_TRUE(in().failed_with(credit_account_frozen));
    EXPECT_TRUE(out());
    freeze(Freeze::all).value();
    EXPECT_TRUE(in().failed_with(credit_account_frozen));
    EXPECT_TRUE(out().failed_with(debit_account_frozen));
    const auto version = freeze(Freeze::none)->version;
    EXPECT_EQ(freeze(Freeze::none)->version, version);
    EXPECT_TRUE(out());
}

TEST(close_account, only_an_empty_account_closes_and_stays_closed) {
    TestLedger ledger;
    const auto account = ledger.funded(yuan(10));
    const auto close = [&] {
        return ledger.write([&](sql::Transaction& transaction) {
            return close_account(transaction, account, ledger.now());
        });
    };
    const auto with_balance = close();
    ASSERT_TRUE(with_balance.failed_with(account_has_balance));
    const auto held = ledger.reserve(ledger.transfer(account, ledger.bank(), yuan(10))).value();
    EXPECT_TRUE(close().failed_with(account_has_reservations));
    ledger.post_reserved(ledger.ending(held.id)).value();
    EXPECT_EQ(close()->closed_at_us, ledger.now());
    EXPECT_TRUE(close().failed_with(account_already_closed));
    EXPECT_TRUE(ledger.post(ledger.transfer(ledger.bank(), account, yuan(1)))
                    .failed_with(credit_account_closed));
    EXPECT_TRUE(ledger.post(ledger.transfer(account, ledger.bank(), yuan(1)))
                    .failed_with(debit_account_closed));
}

TEST(find_account, an_unknown_account_is_not_found) {
    TestLedger ledger;
    const auto id = ledger.next_id<AccountTag>();
    EXPECT_TRUE(ledger.read([&](sql::Reader& reader) { return find_account(reader, id); })
                    .failed_with(account_not_found));
    EXPECT_TRUE(ledger
                    .write([&](sql::Transaction& transaction) {
                        return set_freeze(transaction, id, Freeze::all);
                    })
                    .failed_with(account_not_found));
}

}  // namespace
}  // namespace dlfp::ledger
