// Each invariant refuses a journal that breaks it, and a unit that goes around the ledger's rules
// does not commit.
#include "core/ledger/server/invariants.h"

#include <gtest/gtest.h>

#include "core/ledger/server/account_repository.h"
#include "core/ledger/server/testing/test_ledger.h"

namespace dlfp::ledger {
namespace {

const AccountId payer = AccountId::fixed(1);
const AccountId merchant = AccountId::fixed(2);

Account an_account(AccountId id, Money balance) {
    Account account;
    account.id = id;
    account.ledger_unit = "CNY";
    account.code = AccountCode::customer_eaccount;
    account.credits_posted_fen = balance;
    return account;
}

Entry an_entry(AccountId account, Side side, Money amount) {
    Entry entry;
    entry.account_id = account;
    entry.side = side;
    entry.amount_fen = amount;
    return entry;
}

/// Payer has 10 yuan and pays 4 to the merchant.
struct HonestUnit {
    Account debit = an_account(payer, yuan(10));
    Account credit = an_account(merchant, yuan(0));
    UnitJournal journal;

    explicit HonestUnit(Money balance = yuan(10)) {
        debit.credits_posted_fen = balance;
        journal.note_loaded(debit);
        journal.note_loaded(credit);
        journal.note_entry(an_entry(payer, Side::debit, yuan(4)));
        journal.note_entry(an_entry(merchant, Side::credit, yuan(4)));
        debit.debits_posted_fen += yuan(4);
        credit.credits_posted_fen += yuan(4);
        debit.last_seq = credit.last_seq = 1;
        save();
    }
    void save() {
        journal.note_saved(debit);
        journal.note_saved(credit);
    }
    void expect_refused() { EXPECT_THROW(check_journal(journal), InvariantBroken); }
    void expect_committed() { EXPECT_NO_THROW(check_journal(journal)); }
};

TEST(invariants, an_honest_unit_may_commit) {
    HonestUnit{}.expect_committed();
    EXPECT_NO_THROW(check_journal({}));
}

// clause: 3.9-1
TEST(invariants, entries_of_a_unit_balance) {
    HonestUnit unit;
    unit.journal.note_entry(an_entry(merchant, Side::credit, yuan(1)));
    unit.credit.credits_posted_fen += yuan(1);
    unit.credit.last_seq += 1;
    unit.save();
    unit.expect_refused();
}

TEST(invariants, units_of_account_balance_each_for_itself) {
    HonestUnit unit;
    unit.credit.ledger_unit = "POINT";
    unit.expect_refused();
}

TEST(invariants, a_stored_account_is_what_it_was_plus_its_entries) {
    for (const auto counter : {&Account::debits_posted_fen, &Account::credits_posted_fen,
                               &Account::debits_pending_fen, &Account::credits_pending_fen}) {
        HonestUnit unit;
        unit.debit.*counter += Money::fen(1);
        unit.save();
        unit.expect_refused();
    }
    HonestUnit unit;
    unit.debit.last_seq = 2;
    unit.save();
    unit.expect_refused();
}

TEST(invariants, an_account_with_entries_is_stored) {
    HonestUnit unit;
    unit.journal.accounts.at(payer).is_saved = false;
    unit.expect_refused();
}

TEST(invariants, no_account_is_overdrawn_against_its_rule) {
    HonestUnit unit{yuan(3)};
    unit.expect_refused();
    unit.debit.overdraft = Overdraft::limited;
    unit.debit.overdraft_limit_fen = yuan(1);
    unit.expect_committed();
    unit.debit.overdraft_limit_fen = Money::fen(99);
    unit.expect_refused();
    unit.debit.overdraft = Overdraft::unlimited;
    unit.expect_committed();
}

// clause: 3.9-1
TEST(invariants, every_movement_has_a_cause) {
    HonestUnit unit;
    StoredTransfer transfer;
    transfer.cause_kind = "test.movement";
    transfer.cause_id[3] = 1;
    unit.journal.note_transfer(transfer);
    unit.expect_committed();
    transfer.cause_id = {};
    unit.journal.note_transfer(transfer);
    unit.expect_refused();
}

// clause: 3.9-1
TEST(invariants, a_unit_that_makes_money_does_not_commit) {
    TestLedger ledger;
    const auto account = ledger.funded(yuan(10));
    const auto forge = [&](sql::Transaction& transaction) {
        AccountRepository::lock(transaction, std::array{account});
        transaction.scratch<UnitLedger>().book.amend(
            account, [](Account& row) { row.credits_posted_fen += yuan(1'000'000); });
        AccountRepository::save_changed(transaction);
        return true;
    };
    EXPECT_THROW(ledger.write(forge), sql::Fault);
    EXPECT_EQ(ledger.balance_of(account), yuan(10));
}

}  // namespace
}  // namespace dlfp::ledger
