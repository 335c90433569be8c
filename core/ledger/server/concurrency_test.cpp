// Many callers at once, on both engines: what is acknowledged is there once, and nothing else.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "core/ledger/server/testing/test_ledger.h"

namespace dlfp::ledger {
namespace {

constexpr int thread_count = 8;

template <class Work>
void in_parallel(Work work) {
    std::vector<std::jthread> threads;
    for (int number = 0; number < thread_count; ++number)
        threads.emplace_back([&work, number] { work(number); });
}

/// Repeats a unit that ended because it met others too often, as a caller with an idempotency key
/// does.
Result<Receipt> post_until_answered(TestLedger& ledger, const TransferRequest& request) {
    while (true) {
        try {
            return ledger.post(request);
        } catch (const sql::Fault& fault) {
            if (fault.kind() != sql::FaultKind::unavailable) throw;
        }
    }
}

TEST(concurrent_posts, a_hot_account_adds_up_and_the_last_yuan_is_spent_once) {
    TestLedger ledger;
    const auto merchant = ledger.open(AccountCode::merchant_clearing);
    std::vector<AccountId> payers;
    for (int number = 0; number < thread_count; ++number) payers.push_back(ledger.funded(yuan(10)));
    const auto shared = ledger.funded(yuan(10));
    std::atomic<int> from_shared{0};
    std::vector<std::vector<TransferRequest>> plans(thread_count);
    for (auto& plan : plans)
        for (int round = 0; round < 20; ++round) {
            const auto own = payers[static_cast<std::size_t>(&plan - plans.data())];
            plan.push_back(ledger.transfer(round % 2 == 0 ? own : shared, merchant, yuan(1)));
        }
    in_parallel([&](int number) {
        for (const auto& request : plans[static_cast<std::size_t>(number)]) {
            const auto result = post_until_answered(ledger, request);
            if (request.debit_account_id != shared) {
                EXPECT_TRUE(result);
            } else if (result) {
                ++from_shared;
            } else {
                EXPECT_TRUE(result.failed_with(insufficient_funds));
            }
        }
    });
    EXPECT_EQ(from_shared, 10);
    EXPECT_EQ(ledger.balance_of(shared), Money{});
    EXPECT_EQ(ledger.balance_of(merchant), yuan(10) + yuan(10 * thread_count));
}

TEST(concurrent_posts, opposite_transfers_between_two_accounts_do_not_lock_up) {
    TestLedger ledger;
    const auto left = ledger.funded(yuan(1000));
    const auto right = ledger.funded(yuan(1000));
    std::vector<TransferRequest> requests;
    for (int number = 0; number < thread_count * 25; ++number)
        requests.push_back(number % 2 == 0 ? ledger.transfer(left, right, yuan(1))
                                           : ledger.transfer(right, left, yuan(1)));
    in_parallel([&](int number) {
        for (auto at = static_cast<std::size_t>(number); at < requests.size(); at += thread_count)
            EXPECT_TRUE(post_until_answered(ledger, requests[at]));
    });
    EXPECT_EQ(ledger.balance_of(left) + ledger.balance_of(right), yuan(2000));
}

TEST(concurrent_posts, a_storm_of_repetitions_has_one_effect_and_one_receipt) {
    TestLedger ledger;
    const auto payer = ledger.funded(yuan(1000));
    const auto merchant = ledger.open(AccountCode::merchant_clearing);
    constexpr std::size_t key_count = 40;
    std::vector<TransferRequest> requests;
    for (std::size_t key = 0; key < key_count; ++key)
        requests.push_back(ledger.transfer(payer, merchant, yuan(1)));
    std::vector<std::vector<Receipt>> receipts(thread_count);
    in_parallel([&](int number) {
        auto& own = receipts[static_cast<std::size_t>(number)];
        for (const auto& request : requests)
            own.push_back(post_until_answered(ledger, request).value());
    });
    for (const auto& own : receipts) EXPECT_EQ(own, receipts.front());
    EXPECT_EQ(ledger.balance_of(merchant), yuan(key_count));
}

TEST(concurrent_posts, one_id_with_two_contents_happens_once_and_the_other_is_named) {
    TestLedger ledger;
    const auto payer = ledger.funded(yuan(1000));
    const auto other = ledger.funded(yuan(1000));
    const auto merchant = ledger.open(AccountCode::merchant_clearing);
    for (int round = 0; round < 10; ++round) {
        const auto request = ledger.transfer(payer, merchant, yuan(1));
        auto changed = request;
        changed.debit_account_id = other;
        std::atomic<int> posted{0};
        std::atomic<int> named{0};
        in_parallel([&](int number) {
            const auto result = post_until_answered(ledger, number % 2 == 0 ? request : changed);
            if (result) ++posted;
            if (result.failed_with(exists_with_different_debit_account_id)) ++named;
        });
        EXPECT_EQ(posted, thread_count / 2);
        EXPECT_EQ(named, thread_count / 2);
    }
    EXPECT_EQ(ledger.balance_of(merchant), yuan(10));
}

TEST(concurrent_posts, a_reservation_ends_once_and_a_transfer_is_reversed_once) {
    TestLedger ledger;
    const auto payer = ledger.funded(yuan(1000));
    const auto merchant = ledger.open(AccountCode::merchant_clearing);
    for (int round = 0; round < 10; ++round) {
        const auto held = ledger.reserve(ledger.transfer(payer, merchant, yuan(2))).value();
        const auto paid = ledger.post(ledger.transfer(payer, merchant, yuan(1))).value();
        std::vector<TransferRequest> endings, reversals;
        for (int number = 0; number < thread_count; ++number) {
            endings.push_back(ledger.ending(held.id));
            reversals.push_back(ledger.ending(paid.id));
        }
        std::atomic<int> ended{0};
        std::atomic<int> reversed{0};
        in_parallel([&](int number) {
            const auto at = static_cast<std::size_t>(number);
            const auto ending = number % 2 == 0 ? ledger.post_reserved(endings[at])
                                                : ledger.void_reserved(endings[at]);
            if (ending) ++ended;
            const auto reversal = ledger.reverse(reversals[at]);
            if (reversal) ++reversed;
        });
        EXPECT_EQ(ended, 1);
        EXPECT_EQ(reversed, 1);
    }
}

}  // namespace
}  // namespace dlfp::ledger
