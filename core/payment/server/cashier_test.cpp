// The payer's endpoints: own payments only, with PIN or below the own limit, receipts and history.
#include "core/payment/server/cashier.h"

#include "core/payment/server/testing/payment_bank.h"

namespace dlfp::payment {
namespace {

struct CashierTest : testing::Test {
    PaymentBank bank;
    test::Client payer = bank.customer(zhang);

    void allow_without_pin(Money amount) {
        bank.write([&](sql::Transaction& transaction) {
            PaymentBooks{transaction}.set_pin_free_max(zhang, amount, bank.bank.now());
            return done;
        });
    }
};

TEST_F(CashierTest, the_cashier_shows_order_tenders_and_time_left) {
    const auto id = bank.order(bank.meal());
    const auto shown = payer.call(show_payment_endpoint, {id});
    ASSERT_TRUE(shown);
    EXPECT_EQ(shown->amount_fen, Money::fen(15'80));
    EXPECT_EQ(shown->subject, "午餐");
    EXPECT_EQ(shown->tenders.size(), 2U);
    EXPECT_TRUE(shown->needs_pin);
    EXPECT_FAILS(bank.customer(li).call(show_payment_endpoint, {id}), payment_not_found);
    EXPECT_FAILS(payer.call(show_payment_endpoint, {PaymentId::fixed(1)}), payment_not_found);
}

TEST_F(CashierTest, without_pin_only_amounts_below_the_own_limit_are_paid) {
    bank.fill(bank.cash, yuan(100));
    const auto id = bank.order(bank.cash_order(yuan(30)));
    EXPECT_FAILS(payer.call(charge_payment_endpoint, {.payment_id = id}), pin_required);
    allow_without_pin(Money::fen(29'99));
    const auto refused = payer.call(charge_payment_endpoint, {.payment_id = id});
    EXPECT_FAILS(refused, pin_required);
    EXPECT_EQ(refused.fact("limit_fen"), 29'99);
    allow_without_pin(yuan(30));
    EXPECT_FALSE(payer.call(show_payment_endpoint, {id})->needs_pin);
    EXPECT_FAILS(bank.customer(li).call(charge_payment_endpoint, {.payment_id = id}),
                 payment_not_found);
    const auto charged = payer.call(charge_payment_endpoint, {.payment_id = id});
    ASSERT_TRUE(charged);
    EXPECT_EQ(bank.stored(id).method, ChargeMethod::pin_free);
}

TEST_F(CashierTest, the_same_key_charges_once_and_another_key_conflicts) {
    bank.fill(bank.cash, yuan(100));
    allow_without_pin(yuan(200));
    const auto id = bank.order(bank.cash_order(yuan(30)));
    const auto first =
        payer.call_with_key(charge_payment_endpoint, {.payment_id = id}, "key-of-this-payment");
    const auto again =
        payer.call_with_key(charge_payment_endpoint, {.payment_id = id}, "key-of-this-payment");
    ASSERT_TRUE(first);
    EXPECT_EQ(again->charged_at_us, first->charged_at_us);
    EXPECT_FAILS(payer.call(charge_payment_endpoint, {.payment_id = id}), already_charged);
    EXPECT_EQ(bank.balance(bank.cash), yuan(70));
}

TEST_F(CashierTest, a_receipt_shows_the_charge_and_what_came_back) {
    bank.fill(bank.subsidy, yuan(10));
    bank.fill(bank.cash, yuan(10));
    const auto id = bank.order(bank.meal());
    EXPECT_FAILS(payer.call(show_receipt_endpoint, {id}), not_charged);
    ASSERT_TRUE(bank.take(id));
    ASSERT_TRUE(bank.give_back(id, Money::fen(6'90)));
    const auto receipt = payer.call(show_receipt_endpoint, {id});
    ASSERT_TRUE(receipt);
    EXPECT_TRUE(receipt->receipt_number.starts_with("20261123-"));
    EXPECT_EQ(receipt->payment.refunded_fen, Money::fen(6'90));
    EXPECT_EQ(receipt->payment.tenders[1].refunded_fen, Money::fen(5'80));
    EXPECT_EQ(receipt->payment.refunds.size(), 1U);
    EXPECT_FAILS(bank.customer(li).call(show_receipt_endpoint, {id}), payment_not_found);
}

// clause: 8.1.1-2
TEST_F(CashierTest, history_is_filtered_and_paged) {
    for (int count = 1; count <= 3; ++count) {
        bank.charged(yuan(count));
        bank.bank.advance(24h);
    }
    bank.order(bank.cash_order(yuan(9)));
    EXPECT_EQ(payer.call(list_payments_endpoint, {})->items.size(), 4U);
    const auto charged =
        payer.call(list_payments_endpoint, {.state = PaymentState::charged, .limit = {{2}}});
    ASSERT_EQ(charged->items.size(), 2U);
    EXPECT_EQ(charged->items[0].amount_fen, yuan(3));
    const auto rest =
        payer.call(list_payments_endpoint,
                   {.state = PaymentState::charged, .after = charged->next_after, .limit = {{2}}});
    ASSERT_EQ(rest->items.size(), 1U);
    EXPECT_EQ(rest->items[0].amount_fen, yuan(1));
    const auto one_day = payer.call(list_payments_endpoint, {.from = bank.today().plus_days(-1),
                                                             .until = bank.today().plus_days(-1)});
    ASSERT_EQ(one_day->items.size(), 1U);
    EXPECT_EQ(one_day->items[0].amount_fen, yuan(3));
    EXPECT_TRUE(bank.customer(li).call(list_payments_endpoint, {})->items.empty());
    EXPECT_FAILS(payer.call(list_payments_endpoint, {.from = bank.today().plus_days(1)}),
                 period_malformed);
    EXPECT_FAILS(payer.call(list_payments_endpoint, {.from = bank.today().plus_days(-367)}),
                 period_malformed);
}

TEST_F(CashierTest, staff_see_and_return_payments_of_their_own_organisation) {
    const auto id = bank.charged(yuan(500));
    auto keeper = bank.staff(view_payments, canteen_operator);
    auto stranger = bank.staff(view_payments, other_operator);
    EXPECT_EQ(keeper.call(list_merchant_payments_endpoint, {})->items.size(), 1U);
    EXPECT_TRUE(stranger.call(list_merchant_payments_endpoint, {})->items.empty());
    EXPECT_TRUE(
        stranger.call(list_merchant_payments_endpoint, {.organisation_id = canteen_operator})
            ->items.empty())
        << "only the bank may name another organisation";
    EXPECT_EQ(bank.staff(view_payments)
                  .call(list_merchant_payments_endpoint, {.organisation_id = canteen_operator})
                  ->items.size(),
              1U);
    EXPECT_FAILS(stranger.call(show_merchant_payment_endpoint, {id}), payment_not_found);
    EXPECT_EQ(keeper.call(show_merchant_payment_endpoint, {id})->amount_fen, yuan(500));
    EXPECT_FAILS(bank.staff(refund_payments, other_operator)
                     .call(refund_payment_endpoint, {id, yuan(1), "x"}),
                 payment_not_found);
    const auto small = bank.staff(refund_payments, canteen_operator)
                           .call(refund_payment_endpoint, {id, yuan(20), "菜品售罄"});
    EXPECT_EQ(small->state, RefundState::refunded);
    const auto large = bank.staff(refund_payments, canteen_operator, 1)
                           .call(refund_payment_endpoint, {id, yuan(300), "活动取消"});
    EXPECT_EQ(large->state, RefundState::waiting_approval);
    const auto waiting = bank.checker(9).call(approval::list_approvals_endpoint, {})->items.at(0);
    EXPECT_EQ(waiting.subject_id, large->refund_id.to_text());
    EXPECT_EQ(waiting.summary, "退款 300.00 元：" + bank.stored(id).subject);
    EXPECT_SUCCEEDS(bank.checker(9).call(approval::approve_endpoint, {waiting.approval_id, {}}));
    EXPECT_EQ(bank.balance(bank.cash), yuan(320));
}

TEST_F(CashierTest, settlements_are_shown_to_their_operator_and_exported) {
    bank.charged(yuan(100));
    const auto day = bank.today();
    bank.bank.advance(24h);
    EXPECT_FAILS(
        bank.staff(reconcile_books).call(settle_merchant_day_endpoint, {other_operator, day}),
        merchant_not_found);
    ASSERT_TRUE(
        bank.staff(reconcile_books).call(settle_merchant_day_endpoint, {canteen_operator, day}));
    auto keeper = bank.staff(view_settlements, canteen_operator);
    EXPECT_EQ(keeper.call(list_settlements_endpoint, {})->items.size(), 1U);
    EXPECT_TRUE(bank.staff(view_settlements, other_operator)
                    .call(list_settlements_endpoint, {})
                    ->items.empty());
    auto of_the_bank = bank.staff(view_settlements);
    EXPECT_TRUE(of_the_bank.call(list_settlements_endpoint, {})->items.empty());
    EXPECT_EQ(of_the_bank.call(list_settlements_endpoint, {.organisation_id = canteen_operator})
                  ->items.size(),
              1U);
    EXPECT_TRUE(bank.staff(view_settlements, other_operator)
                    .call(list_settlements_endpoint, {.organisation_id = canteen_operator})
                    ->items.empty())
        << "only the bank looks into the books of others";
    EXPECT_FAILS(keeper.call(list_settlements_endpoint, {.from = bank.today().plus_days(-367)}),
                 period_malformed);
    const auto file = keeper.call(export_settlements_endpoint, {});
    EXPECT_NE(file->bytes.find("2026-11-23,1,100.00,0,0.00,0.00,38,0.38,99.62,0.00"),
              std::string::npos)
        << file->bytes;
    EXPECT_FAILS(keeper.call(list_settlements_endpoint, {.from = bank.today().plus_days(1)}),
                 period_malformed);
}

}  // namespace
}  // namespace dlfp::payment
