// Statements, past balances and transfer records, on both engines.
#include "core/ledger/server/statement.h"

#include <gtest/gtest.h>

#include "core/ledger/server/testing/test_ledger.h"
#include "core/ledger/server/transfer_repository.h"

namespace dlfp::ledger {
namespace {

StatementPage page_of(TestLedger& ledger, const StatementQuery& query) {
    return ledger.read([&](sql::Reader& reader) { return statement(reader, query); }).value();
}

/// `count` payments of 1 fen, one per second.
void pay_often(TestLedger& ledger, AccountId account, int count) {
    for (int index = 0; index < count; ++index) {
        ledger.post(ledger.transfer(account, ledger.bank(), Money::fen(1))).value();
        ledger.advance(1s);
    }
}

TEST(statement, pages_join_without_gap_and_carry_the_balance) {
    TestLedger ledger;
    const auto account = ledger.funded(yuan(10));
    pay_often(ledger, account, 2 * milestone_interval + 10);
    std::int64_t expected_seq = ledger.account(account).last_seq;
    Money expected_balance = ledger.balance_of(account);
    StatementQuery query{.account_id = account, .limit = 17};
    while (true) {
        const auto page = page_of(ledger, query);
        for (const auto& line : page.lines) {
            EXPECT_EQ(line.seq, expected_seq--);
            EXPECT_EQ(line.balance_after_fen, expected_balance);
            EXPECT_EQ(line.counter_account_id, ledger.bank());
            expected_balance += line.side == Side::debit ? line.amount_fen : -line.amount_fen;
        }
        if (!page.next_before_seq) break;
        EXPECT_EQ(page.lines.size(), 17U);
        query.before_seq = page.next_before_seq;
    }
    EXPECT_EQ(expected_seq, 0);
    EXPECT_EQ(expected_balance, Money{});
}

TEST(statement, times_bound_a_page_on_both_sides) {
    TestLedger ledger;
    const auto start = ledger.now();
    const auto account = ledger.funded(yuan(10));
    pay_often(ledger, account, milestone_interval * 3);
    for (const int from : {0, 1, 63, 64, 65, 100, 192, 500}) {
        const auto page = page_of(ledger, {.account_id = account,
                                           .before_seq = {},
                                           .from_us = start + 1s * from,
                                           .until_us = start + 1s * (from + 3),
                                           .limit = 200});
        // One payment a second; the funding shares the first second.
        const int last = std::min(from + 3, int{milestone_interval} * 3);
        EXPECT_EQ(page.lines.size(),
                  static_cast<std::size_t>(std::max(0, last - from) + (from == 0 ? 1 : 0)))
            << from;
        for (const auto& line : page.lines) {
            EXPECT_GE(line.posted_at_us, start + 1s * from);
            EXPECT_LT(line.posted_at_us, start + 1s * (from + 3));
        }
    }
}

TEST(statement, an_account_without_entries_has_an_empty_page) {
    TestLedger ledger;
    const auto account = ledger.open(AccountCode::customer_purse);
    const auto page = page_of(ledger, {.account_id = account});
    EXPECT_TRUE(page.lines.empty());
    EXPECT_FALSE(page.next_before_seq);
    EXPECT_EQ(ledger.balance_at(account, ledger.now()), Money{});
    const auto nobody = ledger.next_id<AccountTag>();
    EXPECT_TRUE(
        ledger.read([&](sql::Reader& reader) { return statement(reader, {.account_id = nobody}); })
            .failed_with(account_not_found));
}

TEST(balance_as_of, past_balances_are_exact_at_every_moment) {
    TestLedger ledger;
    const auto start = ledger.now();
    const auto account = ledger.funded(yuan(10));
    pay_often(ledger, account, 2 * milestone_interval);
    EXPECT_EQ(ledger.balance_at(account, start - 1us), Money{});
    for (int second = 0; second < 2 * milestone_interval; second += 7) {
        const auto paid = Money::fen(second + 1);
        EXPECT_EQ(ledger.balance_at(account, start + 1s * second), yuan(10) - paid);
        EXPECT_EQ(ledger.balance_at(account, start + 1s * second - 1us),
                  second == 0 ? Money{} : yuan(10) - paid + Money::fen(1));
    }
}

TEST(balance_as_of, a_backdated_transfer_changes_the_past_by_value_date_only) {
    TestLedger ledger;
    const auto account = ledger.funded(yuan(10));
    const auto merchant = ledger.open(AccountCode::merchant_clearing);
    ledger.advance(24h);
    ledger.post(ledger.transfer(account, merchant, yuan(2))).value();
    const auto second_day = ledger.now();
    ledger.advance(24h);
    auto late = ledger.transfer(account, merchant, yuan(3));
    late.effective_at_us = second_day - 12h;
    const auto receipt = ledger.post(late).value();
    EXPECT_EQ(receipt.effective_at_us, second_day - 12h);
    EXPECT_EQ(receipt.posted_at_us, ledger.now());

    const auto by_value = [&](UtcTime time) { return ledger.balance_at(account, time); };
    const auto as_recorded = [&](UtcTime time) {
        return ledger.balance_at(account, time, TimeAxis::recorded);
    };
    EXPECT_EQ(by_value(second_day - 12h - 1us), yuan(10));
    EXPECT_EQ(by_value(second_day - 12h), yuan(7));
    EXPECT_EQ(by_value(second_day), yuan(5));
    EXPECT_EQ(as_recorded(second_day - 12h), yuan(10));
    EXPECT_EQ(as_recorded(second_day), yuan(8));
    EXPECT_EQ(by_value(ledger.now()), yuan(5));
    EXPECT_EQ(as_recorded(ledger.now()), yuan(5));
}

TEST(balance_as_of, a_reversal_at_the_value_date_undoes_the_past_too) {
    TestLedger ledger;
    const auto account = ledger.funded(yuan(10));
    const auto paid = ledger.post(ledger.transfer(account, ledger.bank(), yuan(4))).value();
    ledger.advance(24h);
    auto reversal = ledger.ending(paid.id);
    reversal.effective_at_us = paid.effective_at_us;
    ledger.reverse(reversal).value();
    EXPECT_EQ(ledger.balance_at(account, paid.effective_at_us), yuan(10));
    EXPECT_EQ(ledger.balance_at(account, paid.effective_at_us, TimeAxis::recorded), yuan(6));
}

// clause: 3.9-1
TEST(find_transfer, a_record_tells_cause_chain_and_fate) {
    TestLedger ledger;
    const auto account = ledger.funded(yuan(10));
    auto first = ledger.transfer(account, ledger.bank(), yuan(1));
    first.memo = "午餐";
    const auto second = ledger.transfer(account, ledger.bank(), yuan(1));
    ledger
        .write([&](sql::Transaction& transaction) {
            return post_linked(transaction, {first, second}, ledger.now());
        })
        .value();
    const auto find = [&](TransferId id) {
        return ledger.read([&](sql::Reader& reader) { return find_transfer(reader, id); });
    };
    const auto record = find(second.id).value();
    EXPECT_EQ(record.chain_id, first.id);
    EXPECT_EQ(record.cause, second.cause);
    EXPECT_FALSE(record.reservation);
    EXPECT_FALSE(record.reversed_by);
    EXPECT_EQ(find(first.id)->memo, "午餐");
    EXPECT_TRUE(find(ledger.next_id<TransferTag>()).failed_with(transfer_not_found));
}

TEST(balance, shows_reserved_and_incoming_money) {
    TestLedger ledger;
    const auto account = ledger.funded(yuan(10));
    const auto merchant = ledger.open(AccountCode::merchant_clearing);
    ledger.reserve(ledger.transfer(account, merchant, yuan(4))).value();
    const auto of = [&](AccountId id) {
        return ledger.read([&](sql::Reader& reader) { return balance(reader, id); }).value();
    };
    EXPECT_EQ(of(account).reserved_fen, yuan(4));
    EXPECT_EQ(of(account).available_fen, yuan(6));
    EXPECT_EQ(of(merchant).incoming_fen, yuan(4));
    const auto nobody = ledger.next_id<AccountTag>();
    EXPECT_TRUE(ledger.read([&](sql::Reader& reader) { return balance(reader, nobody); })
                    .failed_with(account_not_found));
}

}  // namespace
}  // namespace dlfp::ledger
