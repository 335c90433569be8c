// Paying with the PIN: right, wrong, and what may be paid without it.
#include "core/identity/server/demo.h"
#include "core/payment/server/cashier.h"
#include "core/payment/server/testing/payment_bank.h"

namespace dlfp::payment {
namespace {

constexpr auto payer_id = identity::demo_verified_customer_id;

struct PaymentPinTest : testing::Test {
    PaymentBank bank;
    test::Client payer = bank.customer(payer_id);
    std::string pin;

    void SetUp() override {
        identity::make_module().load_demo(bank.platform());
        pin = identity::demo_logins().front().payment_pin;
    }
    PaymentId order_of(Money amount) {
        auto draft = bank.cash_order(amount);
        draft.payer_customer_id = payer_id;
        bank.fill(bank.cash, amount);
        return bank.order(draft);
    }
    static std::optional<Secret<>> typed(const std::string& text) { return Secret<>{text}; }
    /// With the PIN, as the cashier does after it showed the order.
    test::Outcome<ChargeReply> pay(PaymentId id, const std::string& text) {
        const auto seen = payer.call(show_payment_endpoint, {id})->operation_digest;
        return payer.call(charge_payment_endpoint, {id, typed(text), api::Text<64>{seen}, {}});
    }
};

// clause: 3.8-2
TEST_F(PaymentPinTest, the_right_pin_pays_and_a_wrong_one_moves_nothing) {
    const auto id = order_of(yuan(30));
    const auto wrong = pay(id, "000000");
    EXPECT_FAILS(wrong, identity::payment_pin_wrong);
    EXPECT_EQ(wrong.fact("tries_left"), 4);
    EXPECT_EQ(bank.balance(bank.cash), yuan(30));
    ASSERT_TRUE(pay(id, pin));
    EXPECT_EQ(bank.stored(id).method, ChargeMethod::pin);
    EXPECT_EQ(bank.balance(bank.cash), Money{});
}

// clause: 3.8-2, 5.3-6
TEST_F(PaymentPinTest, five_wrong_pins_lock_paying) {
    const auto id = order_of(yuan(30));
    for (int count = 0; count < 5; ++count) EXPECT_FALSE(pay(id, "000000"));
    EXPECT_FAILS(pay(id, pin), identity::payment_pin_locked);
    EXPECT_EQ(bank.balance(bank.cash), yuan(30));
}

// clause: 5.3-1, 9.1.3-b
TEST_F(PaymentPinTest, what_is_paid_without_pin_is_set_with_the_pin_and_has_a_limit) {
    EXPECT_EQ(payer.call(show_preference_endpoint, {})->pin_free_max_fen, Money{});
    const auto high = payer.call(set_preference_endpoint, {yuan(201), Secret<>{pin}});
    EXPECT_FAILS(high, pin_free_limit_too_high);
    EXPECT_EQ(high.fact("limit_fen"), 200'00);
    EXPECT_FAILS(payer.call(set_preference_endpoint, {yuan(100), Secret<>{"000000"}}),
                 identity::payment_pin_wrong);
    ASSERT_TRUE(payer.call(set_preference_endpoint, {yuan(100), Secret<>{pin}}));
    EXPECT_EQ(payer.call(show_preference_endpoint, {})->pin_free_max_fen, yuan(100));
    ASSERT_TRUE(payer.call(charge_payment_endpoint, {.payment_id = order_of(yuan(100))}));
    EXPECT_FAILS(payer.call(charge_payment_endpoint, {.payment_id = order_of(Money::fen(100'01))}),
                 pin_required);
}

// clause: 5.3-1
TEST_F(PaymentPinTest, a_code_made_with_the_pin_pays_more) {
    const auto code = payer.call(make_code_endpoint, {typed(pin)});
    ASSERT_TRUE(code);
    EXPECT_TRUE(code->is_pin_confirmed);
    EXPECT_EQ(code->once_max_fen, yuan(5'000));
    EXPECT_TRUE(bank.in_unit(
        [&](const Scope& scope) { return redeem_code(scope, code->code, yuan(1'500)); }));
    EXPECT_FAILS(payer.call(make_code_endpoint, {typed("000000")}), identity::payment_pin_wrong);
}

TEST_F(PaymentPinTest, the_receipt_names_payer_and_payee) {
    bank.in_unit([&](const Scope& scope) {
            return open_merchant(scope, {.organisation_id = identity::demo_operator_id,
                                         .effective_from = bank.today()});
        })
        .value();
    auto draft = bank.cash_order(yuan(30));
    draft.payer_customer_id = payer_id;
    draft.organisation_id = identity::demo_operator_id;
    bank.fill(bank.cash, yuan(30));
    const auto id = bank.order(draft);
    ASSERT_TRUE(pay(id, pin));
    const auto receipt = payer.call(show_receipt_endpoint, {id});
    EXPECT_EQ(receipt->payer_masked_name, "*三");
    EXPECT_EQ(receipt->payment.payee_name, "阳光餐饮服务有限公司");
}

}  // namespace
}  // namespace dlfp::payment
