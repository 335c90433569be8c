// The proof of the whole ledger is only worth something if it finds damage: each rule is broken on
// purpose in a stored ledger.
#include "core/ledger/server/verify.h"

#include <gmock/gmock.h>

#include "core/ledger/server/module.h"
#include "core/ledger/server/testing/test_ledger.h"
#include "tests/support/test_bank.h"

namespace dlfp::ledger {
namespace {

struct Damage {
    const char* rule;
    const char* statement;
};

class DamagedLedger : public testing::TestWithParam<Damage> {};

// clause: 3.9-1
TEST_P(DamagedLedger, is_found_by_the_rule_that_it_breaks) {
    TestLedger ledger;
    const auto payer = ledger.funded(yuan(10));
    const auto merchant = ledger.open(AccountCode::merchant_clearing);
    ledger.post(ledger.transfer(payer, merchant, yuan(1))).value();
    ledger.reserve(ledger.transfer(payer, merchant, yuan(2))).value();
    EXPECT_EQ(ledger.findings(), "");
    ledger.expect_damage();
    ledger.write([&](sql::Transaction& transaction) {
        return transaction.execute({"test.damage", GetParam().statement}) > 0;
    });
    EXPECT_THAT(ledger.findings(), testing::HasSubstr(GetParam().rule));
}

INSTANTIATE_TEST_SUITE_P(
    verify, DamagedLedger,
    testing::Values(
        Damage{"units_balance",
               "UPDATE ledger_account SET debits_posted_fen = debits_posted_fen + 1 "
               "WHERE code = 'merchant_clearing'"},
        Damage{"counters_follow_entries",
               "UPDATE ledger_entry SET amount_fen = amount_fen + 1 WHERE side = 'debit'"},
        Damage{"entries_are_numbered", "UPDATE ledger_entry SET seq = seq + 1"},
        Damage{"newest_entry_carries_counters",
               "UPDATE ledger_entry SET credits_posted_after_fen = 1"},
        Damage{"pending_follows_reservations", "UPDATE ledger_reservation SET state = 'voided'"},
        Damage{"transfers_have_entries", "DELETE FROM ledger_entry WHERE side = 'credit'"},
        Damage{"entries_have_transfers", "DELETE FROM ledger_transfer"}),
    [](const auto& row) { return std::string(row.param.rule); });

TEST(verify, an_honest_ledger_holds_and_is_counted) {
    TestLedger ledger;
    const auto payer = ledger.funded(yuan(10));
    ledger.reserve(ledger.transfer(payer, ledger.bank(), yuan(2))).value();
    const auto verification = ledger.read([](sql::Reader& reader) { return verify(reader); });
    EXPECT_TRUE(verification.holds());
    EXPECT_EQ(verification.accounts, 2);
    EXPECT_EQ(verification.transfers, 2);
    EXPECT_EQ(verification.entries, 2);
}

TEST(verify, the_program_names_rule_and_account_of_a_ledger_that_does_not_add_up) {
    test::TestBank bank{[] {
        std::vector<api::Module> modules;
        modules.push_back(make_module());
        return modules;
    }()};
    const auto account = bank.next_id<AccountTag>();
    bank.database().write([&](sql::Transaction& transaction) {
        return open_account(transaction, {.id = account, .code = AccountCode::suspense}, bank.now())
            .has_value();
    });
    const auto verify_module = make_module().verify;
    EXPECT_THAT(verify_module(bank.platform()), testing::IsEmpty());
    bank.database().write([](sql::Transaction& transaction) {
        return transaction.execute({"test.damage", "UPDATE ledger_account SET last_seq = 3"}) > 0;
    });
    EXPECT_THAT(verify_module(bank.platform()),
                testing::Contains("entries_are_numbered fails for " + account.to_text() +
                                  ": expected 0, found 3"));
}

}  // namespace
}  // namespace dlfp::ledger
