// Money goes back the way it came, never twice, and large amounts need two people.
#include "core/payment/server/testing/payment_bank.h"

namespace dlfp::payment {
namespace {

struct RefundTest : testing::Test {
    PaymentBank bank;

    PaymentId charged_meal() {
        bank.fill(bank.subsidy, yuan(10));
        bank.fill(bank.cash, Money::fen(5'80));
        const auto id = bank.order(bank.meal());
        bank.take(id).value();
        return id;
    }
    const std::string maker = identity::StaffId::fixed(11).to_text();
    auto approve_as(std::uint64_t staff_number) {
        return bank.checker(staff_number)
            .call(approval::approve_endpoint, {bank.waiting_approval(), {}});
    }
    RefundState state_of(PaymentId payment_id) {
        return bank.read([&](sql::Reader& reader) {
            return RefundRepository{reader}.list_of_payment(payment_id).at(0).state;
        });
    }
};

// row: C5
// clause: 3.1.3-3
TEST_F(RefundTest, goes_back_to_the_purses_it_came_from) {
    const auto id = charged_meal();
    const auto refunded = bank.give_back(id, Money::fen(6'90));
    ASSERT_TRUE(refunded);
    EXPECT_EQ(refunded->state, RefundState::refunded);
    ASSERT_EQ(refunded->parts.size(), 2U);
    EXPECT_EQ(refunded->parts[1].source_ref, "grant-1") << "its grant keeps its expiry";
    EXPECT_EQ(bank.balance(bank.cash), Money::fen(5'80));
    EXPECT_EQ(bank.balance(bank.subsidy), Money::fen(1'10));
    EXPECT_EQ(bank.balance(bank.merchant.clearing_account_id), Money::fen(8'90));
    EXPECT_EQ(bank.stored(id).state, PaymentState::refunded_partly);
    const auto rest = bank.give_back(id, Money::fen(8'90));
    ASSERT_TRUE(rest);
    EXPECT_EQ(bank.balance(bank.subsidy), yuan(10));
    EXPECT_EQ(bank.stored(id).state, PaymentState::refunded);
    EXPECT_TRUE(bank.give_back(id, Money::fen(1)).failed_with(refund_exceeds_charge));
}

// A refund belongs to the day on which the ledger posted it, as a charge does.
TEST_F(RefundTest, a_clock_set_back_over_midnight_takes_no_refund_to_the_day_before) {
    bank.bank.advance(12h + 30min);
    const auto id = bank.charged(yuan(30));
    const auto day_after = bank.today();
    bank.bank.advance(-1h);
    ASSERT_LT(bank.today(), day_after);
    const auto refunded = bank.give_back(id, yuan(5));
    ASSERT_TRUE(refunded);
    const auto stored = bank.read([&](sql::Reader& reader) {
        return RefundRepository{reader}.find(refunded->refund_id).value();
    });
    EXPECT_EQ(stored.refunded_day, day_after);
    EXPECT_EQ(stored.refunded_at_us, bank.stored(id).charged_at_us);
}

TEST_F(RefundTest, the_customer_is_told_when_the_money_came_back_and_not_before) {
    const auto id = bank.charged(yuan(500));
    ASSERT_TRUE(bank.give_back(id, yuan(300), maker));
    EXPECT_TRUE(bank.notices_of(zhang).empty());
    EXPECT_SUCCEEDS(approve_as(12));
    EXPECT_EQ(bank.notices_of(zhang), std::vector<std::string>{"退款已退回"});
}

TEST_F(RefundTest, a_payer_who_is_no_customer_gets_the_money_and_no_message) {
    bank.fill(bank.cash, yuan(30));
    auto draft = bank.cash_order(yuan(30));
    draft.payer_customer_id = {};
    const auto id = bank.order(draft);
    ASSERT_TRUE(bank.take(id));
    ASSERT_TRUE(bank.give_back(id, yuan(30)));
    EXPECT_EQ(bank.balance(bank.cash), yuan(30));
    EXPECT_TRUE(bank.notices_of(zhang).empty());
}

TEST_F(RefundTest, only_what_was_charged_comes_back) {
    bank.fill(bank.cash, yuan(10));
    const auto unpaid = bank.order(bank.cash_order(yuan(10)));
    EXPECT_TRUE(bank.give_back(unpaid, yuan(1)).failed_with(not_charged));
    EXPECT_TRUE(bank.give_back(PaymentId::fixed(1), yuan(1)).failed_with(payment_not_found));
    ASSERT_TRUE(bank.take(unpaid));
    EXPECT_TRUE(bank.give_back(unpaid, Money{}).failed_with(refund_amount_malformed));
    const auto refused = bank.give_back(unpaid, Money::fen(10'01));
    ASSERT_TRUE(refused.failed_with(refund_exceeds_charge));
    EXPECT_EQ(fact_of(refused.error(), "refundable_fen"), 10'00);
}

TEST_F(RefundTest, above_the_limit_two_people_are_needed) {
    const auto id = bank.charged(yuan(500));
    const auto asked = bank.give_back(id, yuan(201), maker);
    ASSERT_TRUE(asked);
    EXPECT_EQ(asked->state, RefundState::waiting_approval);
    EXPECT_EQ(bank.balance(bank.cash), Money{});
    EXPECT_EQ(bank.stored(id).state, PaymentState::refunding);
    const auto more = bank.give_back(id, yuan(300));
    ASSERT_TRUE(more.failed_with(refund_exceeds_charge)) << "what waits is taken";
    EXPECT_EQ(fact_of(more.error(), "refundable_fen"), 299'00);
    const auto approval_id = bank.waiting_approval();
    EXPECT_FAILS(approve_as(11), approval::own_request);
    EXPECT_FAILS(bank.checker(12, other_operator).call(approval::approve_endpoint, {approval_id}),
                 approval::approval_not_found);
    EXPECT_EQ(bank.balance(bank.cash), Money{});
    EXPECT_SUCCEEDS(approve_as(12));
    EXPECT_EQ(bank.balance(bank.cash), yuan(201));
    EXPECT_EQ(bank.stored(id).state, PaymentState::refunded_partly);
    EXPECT_FAILS(bank.checker(12).call(approval::approve_endpoint, {approval_id}),
                 approval::already_decided);
    EXPECT_EQ(bank.balance(bank.cash), yuan(201)) << "once";
}

TEST_F(RefundTest, a_refund_that_no_longer_fits_goes_on_waiting) {
    const auto id = bank.charged(yuan(500));
    ASSERT_TRUE(bank.give_back(id, yuan(300), maker));
    const auto freeze = [&](ledger::Freeze freeze) {
        bank.write([&](sql::Transaction& transaction) {
                return ledger::set_freeze(transaction, bank.merchant.clearing_account_id, freeze);
            })
            .value();
    };
    freeze(ledger::Freeze::all);
    const auto refused = approve_as(12);
    EXPECT_FAILS(refused, approval::change_not_applicable);
    EXPECT_NE(refused.body.find("payment.merchant_blocked"), std::string::npos) << refused.body;
    EXPECT_EQ(state_of(id), RefundState::waiting_approval);
    freeze(ledger::Freeze::none);
    EXPECT_SUCCEEDS(approve_as(12));
    EXPECT_EQ(bank.balance(bank.cash), yuan(300));
}

TEST_F(RefundTest, what_the_system_asked_for_is_decided_in_the_merchants_organisation) {
    const auto id = bank.charged(yuan(500));
    ASSERT_TRUE(bank.give_back(id, yuan(300), ""));
    EXPECT_SUCCEEDS(approve_as(12));
    EXPECT_EQ(bank.stored(id).state, PaymentState::refunded_partly);
}

TEST_F(RefundTest, a_refund_nobody_decided_in_three_days_frees_the_amount) {
    const auto id = bank.charged(yuan(500));
    ASSERT_TRUE(bank.give_back(id, yuan(500), maker));
    bank.bank.advance(72h);
    approval::expire(bank.platform(), bank.bank.now());
    EXPECT_EQ(state_of(id), RefundState::rejected);
    EXPECT_EQ(bank.stored(id).state, PaymentState::charged);
    EXPECT_TRUE(bank.give_back(id, yuan(200)));
}

TEST_F(RefundTest, a_rejected_refund_moves_nothing_and_frees_the_amount) {
    const auto id = bank.charged(yuan(500));
    ASSERT_TRUE(bank.give_back(id, yuan(500), maker));
    EXPECT_SUCCEEDS(
        bank.checker(12).call(approval::reject_endpoint, {bank.waiting_approval(), {}}));
    EXPECT_EQ(state_of(id), RefundState::rejected);
    EXPECT_EQ(bank.balance(bank.cash), Money{});
    EXPECT_EQ(bank.stored(id).state, PaymentState::charged);
    EXPECT_TRUE(bank.give_back(id, yuan(200)));
}

TEST_F(RefundTest, a_merchant_advances_refunds_up_to_its_overdraft) {
    const auto first = bank.charged(yuan(100));
    bank.bank.advance(24h);
    bank.in_unit([&](const Scope& scope) {
            return settle_day(scope, canteen_operator, bank.today().plus_days(-1));
        })
        .value();
    EXPECT_EQ(bank.balance(bank.merchant.clearing_account_id), Money{});
    ASSERT_TRUE(bank.give_back(first, yuan(100)));
    EXPECT_EQ(bank.balance(bank.merchant.clearing_account_id), yuan(-100));
    std::vector<PaymentId> payments;
    for (int count = 0; count < 50; ++count) payments.push_back(bank.charged(yuan(100)));
    bank.bank.advance(24h);
    bank.in_unit([&](const Scope& scope) {
            return settle_day(scope, canteen_operator, bank.today().plus_days(-1));
        })
        .value();
    for (const auto& payment : payments) ASSERT_TRUE(bank.give_back(payment, yuan(100)));
    const auto last = bank.charged(yuan(1));
    bank.bank.advance(24h);
    EXPECT_EQ(bank.balance(bank.merchant.clearing_account_id), yuan(-4'999));
    const auto large = bank.order(bank.cash_order(yuan(1)));
    bank.fill(bank.cash, yuan(1));
    ASSERT_TRUE(bank.take(large));
    ASSERT_TRUE(bank.give_back(last, yuan(1)));
    ASSERT_TRUE(bank.give_back(large, yuan(1)));
    EXPECT_EQ(bank.balance(bank.merchant.clearing_account_id), yuan(-5'000));
}

TEST_F(RefundTest, a_merchant_without_advance_returns_what_it_holds) {
    bank.in_unit([&](const Scope& scope) {
            return open_merchant(scope, {.organisation_id = other_operator,
                                         .effective_from = bank.today(),
                                         .refund_overdraft_fen = Money{}});
        })
        .value();
    bank.fill(bank.cash, yuan(10));
    auto draft = bank.cash_order(yuan(10));
    draft.organisation_id = other_operator;
    const auto id = bank.order(draft);
    ASSERT_TRUE(bank.take(id));
    bank.bank.advance(24h);
    bank.in_unit([&](const Scope& scope) {
            return settle_day(scope, other_operator, bank.today().plus_days(-1));
        })
        .value();
    const auto refused = bank.give_back(id, yuan(10));
    ASSERT_TRUE(refused.failed_with(merchant_short));
    EXPECT_EQ(fact_of(refused.error(), "available_fen"), 0);
}

TEST_F(RefundTest, a_blocked_payer_or_merchant_gets_nothing_back) {
    const auto id = bank.charged(yuan(10));
    const auto freeze = [&](ledger::AccountId account_id, ledger::Freeze freeze) {
        bank.write([&](sql::Transaction& transaction) {
                return ledger::set_freeze(transaction, account_id, freeze);
            })
            .value();
    };
    freeze(bank.cash, ledger::Freeze::credits);
    EXPECT_TRUE(bank.give_back(id, yuan(1)).failed_with(tender_blocked));
    freeze(bank.cash, ledger::Freeze::none);
    freeze(bank.merchant.clearing_account_id, ledger::Freeze::all);
    EXPECT_TRUE(bank.give_back(id, yuan(1)).failed_with(merchant_blocked));
}

// row: C9
TEST_F(RefundTest, a_class_three_account_without_room_takes_no_refund_yet) {
    const auto three = bank.open(zhang, account::AccountClass::class_three);
    bank.fill(three, yuan(2'000));
    const auto id =
        bank.order(bank.draft({PaymentBank::from(TenderKind::eaccount, three, yuan(100))}));
    ASSERT_TRUE(bank.take(id));
    bank.fill(three, yuan(50));
    const auto refused = bank.give_back(id, yuan(100));
    ASSERT_TRUE(refused.failed_with(account::balance_limit_exceeded));
    EXPECT_EQ(fact_of(refused.error(), "still_possible_fen"), 50'00);
    EXPECT_TRUE(bank.give_back(id, yuan(50)));
    EXPECT_EQ(bank.balance(three), yuan(2'000));
}

}  // namespace
}  // namespace dlfp::payment
