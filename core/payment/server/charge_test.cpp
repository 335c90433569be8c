// Orders are charged once, whole, and within limits.
#include <functional>
#include <latch>
#include <thread>

#include "core/ledger/server/statement.h"
#include "core/payment/server/expire_orders.h"
#include "core/payment/server/testing/payment_bank.h"

namespace dlfp::payment {
namespace {

struct ChargeTest : testing::Test {
    PaymentBank bank;

    Result<Done> freeze(ledger::AccountId id, ledger::Freeze freeze) {
        return bank.write([&](sql::Transaction& transaction) -> Result<Done> {
            TRY_DONE(ledger::set_freeze(transaction, id, freeze));
            return done;
        });
    }
};

// clause: 3.1.3-5
TEST_F(ChargeTest, all_tenders_reach_the_merchant_as_one) {
    bank.fill(bank.subsidy, yuan(10));
    bank.fill(bank.cash, yuan(20));
    const auto id = bank.order(bank.meal());
    EXPECT_EQ(bank.stored(id).state, PaymentState::created);
    const auto charged = bank.take(id);
    ASSERT_TRUE(charged);
    EXPECT_EQ(charged->amount_fen, Money::fen(15'80));
    EXPECT_EQ(bank.balance(bank.subsidy), Money{});
    EXPECT_EQ(bank.balance(bank.cash), Money::fen(14'20));
    EXPECT_EQ(bank.balance(bank.merchant.clearing_account_id), Money::fen(15'80));
    const auto stored = bank.stored(id);
    EXPECT_EQ(stored.state, PaymentState::charged);
    EXPECT_EQ(stored.method, ChargeMethod::pin);
    EXPECT_EQ(stored.charged_day, bank.today());
}

TEST_F(ChargeTest, a_second_device_is_told_that_the_order_is_paid) {
    bank.fill(bank.cash, yuan(100));
    const auto id = bank.order(bank.cash_order(yuan(30)));
    ASSERT_TRUE(bank.take(id));
    EXPECT_TRUE(bank.take(id).failed_with(already_charged));
    EXPECT_EQ(bank.balance(bank.cash), yuan(70));
}

// clause: 5.1.4-h.3
TEST_F(ChargeTest, of_devices_that_try_at_once_exactly_one_charges) {
    bank.fill(bank.cash, yuan(1'000));
    const auto id = bank.order(bank.cash_order(yuan(30)));
    constexpr int devices = 8;
    std::latch ready{devices};
    std::atomic<int> charged_count = 0;
    std::atomic<int> conflict_count = 0;
    {
        std::vector<std::jthread> threads;
        for (int device = 0; device < devices; ++device)
            threads.emplace_back([&] {
                ready.arrive_and_wait();
                const auto outcome = bank.take(id);
                (outcome ? charged_count : conflict_count) += 1;
                if (!outcome) EXPECT_TRUE(outcome.failed_with(already_charged));
            });
    }
    EXPECT_EQ(charged_count, 1);
    EXPECT_EQ(conflict_count, devices - 1);
    EXPECT_EQ(bank.balance(bank.cash), yuan(970));
    EXPECT_EQ(bank.balance(bank.merchant.clearing_account_id), yuan(30));
}

TEST_F(ChargeTest, a_tender_with_too_little_moves_nothing_and_is_named) {
    bank.fill(bank.subsidy, yuan(10));
    bank.fill(bank.cash, yuan(5));
    const auto id = bank.order(bank.meal());
    const auto refused = bank.take(id);
    ASSERT_TRUE(refused.failed_with(tender_short));
    EXPECT_EQ(fact_of(refused.error(), "position"), 1);
    EXPECT_EQ(fact_of(refused.error(), "available_fen"), 5'00);
    EXPECT_EQ(bank.balance(bank.subsidy), yuan(10));
    bank.fill(bank.cash, Money::fen(80));
    EXPECT_TRUE(bank.take(id)) << "the order is still there";
}

TEST_F(ChargeTest, frozen_accounts_block_their_side) {
    bank.fill(bank.cash, yuan(10));
    const auto id = bank.order(bank.cash_order(yuan(10)));
    ASSERT_TRUE(freeze(bank.cash, ledger::Freeze::debits));
    EXPECT_TRUE(bank.take(id).failed_with(tender_blocked));
    ASSERT_TRUE(freeze(bank.cash, ledger::Freeze::none));
    ASSERT_TRUE(freeze(bank.merchant.clearing_account_id, ledger::Freeze::credits));
    EXPECT_TRUE(bank.take(id).failed_with(merchant_blocked));
}

// row: C9
TEST_F(ChargeTest, an_electronic_account_pays_within_its_limits_only) {
    const auto three = bank.open(zhang, account::AccountClass::class_three);
    bank.fill(three, yuan(2'000));
    const auto pay = [&](Money amount) {
        return bank.take(
            bank.order(bank.draft({PaymentBank::from(TenderKind::eaccount, three, amount)})));
    };
    ASSERT_TRUE(pay(yuan(1'200)));
    bank.fill(three, yuan(1'200));
    const auto refused = pay(yuan(801));
    ASSERT_TRUE(refused.failed_with(account::day_limit_exceeded));
    EXPECT_EQ(fact_of(refused.error(), "still_possible_fen"), 800'00);
    EXPECT_EQ(bank.balance(three), yuan(2'000)) << "nothing was posted";
    EXPECT_TRUE(pay(yuan(800)));
}

TEST_F(ChargeTest, a_refused_charge_counts_nothing_against_the_limit) {
    const auto two = bank.open(zhang);
    const auto id =
        bank.order(bank.draft({PaymentBank::from(TenderKind::eaccount, two, yuan(10))}));
    EXPECT_TRUE(bank.take(id).failed_with(tender_short));
    const auto left = bank.read([&](sql::Reader& reader) {
        return account::spendable(reader, two, bank.bank.now()).value().day_left_fen;
    });
    EXPECT_EQ(left, yuan(10'000));
}

TEST_F(ChargeTest, an_unpaid_order_expires_and_closes) {
    bank.fill(bank.cash, yuan(10));
    const auto id = bank.order(bank.cash_order(yuan(10)));
    const auto paid = bank.order(bank.cash_order(yuan(1)));
    ASSERT_TRUE(bank.take(paid));
    bank.bank.advance(15min);
    EXPECT_TRUE(bank.take(id).failed_with(order_expired));
    expire_orders(bank.platform(), bank.bank.now());
    EXPECT_EQ(bank.stored(id).state, PaymentState::closed);
    EXPECT_EQ(bank.stored(paid).state, PaymentState::charged);
    EXPECT_TRUE(bank.take(id).failed_with(order_closed));
    const auto close = [&](PaymentId payment) {
        return bank.in_unit([&](const Scope& scope) { return close_order(scope, payment); });
    };
    EXPECT_TRUE(close(id)) << "again is fine";
    EXPECT_TRUE(close(paid).failed_with(already_charged));
    EXPECT_TRUE(close(PaymentId::fixed(1)).failed_with(payment_not_found));
    EXPECT_TRUE(bank.take(PaymentId::fixed(1)).failed_with(payment_not_found));
}

TEST_F(ChargeTest, malformed_orders_are_refused) {
    const auto make = [&](const OrderDraft& draft) {
        return bank.in_unit([&](const Scope& scope) { return create_order(scope, draft); });
    };
    auto draft = bank.meal();
    draft.tenders.clear();
    EXPECT_TRUE(make(draft).failed_with(order_malformed));
    draft = bank.meal();
    draft.tenders.resize(9, draft.tenders.front());
    EXPECT_TRUE(make(draft).failed_with(order_malformed));
    draft = bank.cash_order(Money{});
    EXPECT_TRUE(make(draft).failed_with(order_malformed));
    const std::vector<std::function<void(OrderDraft&)>> spoilers{
        [](OrderDraft& meal) { meal.subject.clear(); },
        [](OrderDraft& meal) { meal.subject = std::string(257, 'x'); },
        [](OrderDraft& meal) { meal.scene.clear(); },
        [](OrderDraft& meal) { meal.scene = std::string(65, 'x'); },
        [](OrderDraft& meal) { meal.scene_ref = std::string(65, 'x'); },
        [](OrderDraft& meal) { meal.tenders.back().account_id = {}; },
        [](OrderDraft& meal) { meal.tenders.back().amount_fen = Money::fen(-1); },
        [](OrderDraft& meal) { meal.tenders.front().source_ref = std::string(65, 'x'); }};
    for (std::size_t place = 0; place < spoilers.size(); ++place) {
        draft = bank.meal();
        spoilers[place](draft);
        EXPECT_TRUE(make(draft).failed_with(order_malformed)) << place;
    }
    draft = bank.meal();
    draft.subject = std::string(256, 'x');
    draft.scene = draft.scene_ref = draft.tenders.front().source_ref = std::string(64, 'x');
    EXPECT_TRUE(make(draft)) << "as long as may be";
    draft = bank.meal();
    draft.expires_at_us = bank.bank.now();
    EXPECT_TRUE(make(draft).failed_with(expiry_not_in_future));
    draft = bank.meal();
    draft.organisation_id = other_operator;
    EXPECT_TRUE(make(draft).failed_with(merchant_not_found));
    const auto with_fee = [&](std::int64_t fee) {
        return bank.in_unit([&](const Scope& scope) {
            return open_merchant(scope, {other_operator, fee, bank.today()});
        });
    };
    EXPECT_TRUE(with_fee(1'001).failed_with(fee_malformed));
    EXPECT_TRUE(with_fee(-1).failed_with(fee_malformed));
    EXPECT_TRUE(with_fee(0));
    EXPECT_TRUE(with_fee(60)) << "again sets the fee";
}

// row: C2
TEST_F(ChargeTest, an_offline_sale_is_booked_with_its_own_time_and_beyond_the_limit) {
    const auto three = bank.open(zhang, account::AccountClass::class_three);
    bank.fill(three, yuan(2'000));
    bank.bank.advance(1h);
    const auto occurred_at = bank.bank.now() - 30min;
    const auto sell = [&](Money amount) {
        return bank.in_unit([&](const Scope& scope) {
            return charge_offline(
                scope, bank.draft({PaymentBank::from(TenderKind::eaccount, three, amount)}),
                occurred_at);
        });
    };
    ASSERT_TRUE(sell(yuan(1'500)));
    bank.fill(three, yuan(1'500));
    const auto second = sell(yuan(1'500));
    ASSERT_TRUE(second) << "the meal was eaten: counted, not refused";
    EXPECT_EQ(bank.stored(second->payment_id).method, ChargeMethod::offline);
    const auto lines = bank.read([&](sql::Reader& reader) {
        return ledger::statement(reader, {.account_id = three}).value().lines;
    });
    EXPECT_EQ(lines.front().effective_at_us, occurred_at);
}

// The day of a payment is settled and compared by what the ledger posted on it.
TEST_F(ChargeTest, a_clock_set_back_over_midnight_takes_no_payment_to_the_day_before) {
    bank.fill(bank.cash, yuan(100));
    bank.bank.advance(12h + 30min);
    ASSERT_TRUE(bank.take(bank.order(bank.cash_order(yuan(10)))));
    const auto day_after = bank.today();
    bank.bank.advance(-1h);
    ASSERT_LT(bank.today(), day_after);
    const auto id = bank.order(bank.cash_order(yuan(20)));
    const auto charged = bank.take(id);
    ASSERT_TRUE(charged);
    EXPECT_EQ(bank.stored(id).charged_day, day_after);
    EXPECT_EQ(bank.stored(id).charged_at_us, charged->charged_at_us);
}

}  // namespace
}  // namespace dlfp::payment
