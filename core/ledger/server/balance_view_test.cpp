// The view never shows less than what was acknowledged, and agrees with the database.
#include "core/ledger/server/balance_view.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "core/ledger/server/testing/test_ledger.h"

namespace dlfp::ledger {
namespace {

struct ViewedLedger : TestLedger {
    runtime::FrozenClock clock{UtcTime::from_us(1'795'406'400'000'000)};
    BalanceView view{database(), clock};

    void expect_view_equals_database(AccountId id) {
        const auto reading = view.find(id).value();
        const auto stored = account(id);
        EXPECT_EQ(reading.snapshot->version, stored.version);
        EXPECT_EQ(reading.snapshot->balance.balance_fen, stored.balance_fen());
        EXPECT_EQ(reading.snapshot->balance.available_fen, stored.available_fen());
        const auto page = read([&](sql::Reader& reader) {
                              return statement(reader, {.account_id = id, .limit = 5});
                          }).value();
        ASSERT_EQ(reading.snapshot->newest.size(), page.lines.size());
        for (std::size_t index = 0; index < page.lines.size(); ++index) {
            const auto& shown = reading.snapshot->newest[index];
            const auto& line = page.lines[index];
            EXPECT_EQ(shown.seq, line.seq);
            EXPECT_EQ(shown.transfer_id, line.transfer_id);
            EXPECT_EQ(shown.balance_after_fen, line.balance_after_fen);
            EXPECT_EQ(shown.counter_account_id, line.counter_account_id);
            EXPECT_EQ(shown.memo, line.memo);
        }
    }
};

TEST(balance_view, shows_every_acknowledged_write_at_once) {
    ViewedLedger ledger;
    const auto account = ledger.funded(yuan(100));
    for (int index = 0; index < 8; ++index) {
        ledger.expect_view_equals_database(account);
        auto request = ledger.transfer(account, ledger.bank(), yuan(1));
        request.memo = std::to_string(index);
        ledger.post(request).value();
    }
    const auto held = ledger.reserve(ledger.transfer(account, ledger.bank(), yuan(5))).value();
    ledger.expect_view_equals_database(account);
    ledger.void_reserved(ledger.ending(held.id)).value();
    ledger.expect_view_equals_database(account);
    const auto nobody = ledger.next_id<AccountTag>();
    EXPECT_TRUE(ledger.view.find(nobody).failed_with(account_not_found));
}

TEST(balance_view, a_unit_that_rolls_back_changes_nothing_shown) {
    ViewedLedger ledger;
    const auto account = ledger.funded(yuan(100));
    ledger.expect_view_equals_database(account);
    const auto result = ledger.write([&](sql::Transaction& transaction) -> Result<Receipt> {
        TRY_DONE(
            post(transaction, ledger.transfer(account, ledger.bank(), yuan(60)), ledger.now()));
        return post(transaction, ledger.transfer(account, ledger.bank(), yuan(60)), ledger.now());
    });
    EXPECT_TRUE(result.failed_with(insufficient_funds));
    ledger.expect_view_equals_database(account);
}

TEST(balance_view, tells_as_of_when_and_reads_again_when_others_may_have_written) {
    ViewedLedger ledger;
    const auto account = ledger.funded(yuan(100));
    ledger.view.find(account).value();
    const auto made_at = ledger.clock.now();
    ledger.clock.advance(999ms);
    const bool only_writer = ledger.database().engine() == sql::Engine::sqlite;
    EXPECT_EQ(ledger.view.find(account)->as_of_us, only_writer ? ledger.clock.now() : made_at);
    ledger.clock.advance(1ms);
    EXPECT_EQ(ledger.view.find(account)->as_of_us, ledger.clock.now());
}

/// More accounts than a notice to the other nodes can name: they are told to forget everything.
TEST(balance_view, a_unit_that_touches_hundreds_of_accounts_leaves_nothing_stale) {
    ViewedLedger ledger;
    std::vector<AccountId> accounts;
    for (int count = 0; count < 250; ++count)
        accounts.push_back(ledger.open(AccountCode::customer_eaccount));
    ledger.expect_view_equals_database(accounts.front());
    EXPECT_EQ(ledger.view.size(), 1U);
    ASSERT_TRUE(ledger.write([&](sql::Transaction& transaction) -> Result<Done> {
        for (const auto& id : accounts)
            TRY_DONE(post(transaction, ledger.transfer(ledger.bank(), id, yuan(1)), ledger.now()));
        return done;
    }));
    if (ledger.database().engine() == sql::Engine::postgresql)
        while (ledger.view.size() != 0) std::this_thread::yield();
    ledger.expect_view_equals_database(accounts.front());
    EXPECT_EQ(ledger.view.find(accounts.back())->snapshot->balance.balance_fen, yuan(1));
}

TEST(balance_view, loading_never_races_a_commit) {
    ViewedLedger ledger;
    std::vector<AccountId> accounts;
    for (int index = 0; index < 40; ++index) accounts.push_back(ledger.funded(yuan(100)));
    std::atomic<std::int64_t> acknowledged{0};
    std::atomic<bool> is_over{false};
    // The reader loads each account for the first time while the writer pays from it.
    std::jthread reader([&] {
        while (!is_over) {
            const auto at = acknowledged.load();
            const auto& account = accounts[static_cast<std::size_t>(at) % accounts.size()];
            const auto paid = at / static_cast<std::int64_t>(accounts.size());
            const auto shown = ledger.view.find(account)->snapshot->balance.balance_fen;
            EXPECT_LE(shown, yuan(100) - Money::fen(paid));
        }
    });
    for (int round = 0; round < 5; ++round)
        for (const auto account : accounts) {
            ledger.post(ledger.transfer(account, ledger.bank(), Money::fen(1))).value();
            ++acknowledged;
        }
    is_over = true;
    reader.join();
    for (const auto account : accounts) ledger.expect_view_equals_database(account);
}

}  // namespace
}  // namespace dlfp::ledger
