// One-time codes: 60 seconds, once, within the limits of their class.
#include "core/payment/server/payment_code.h"

#include <algorithm>

#include "core/payment/server/expire_orders.h"
#include "core/payment/server/payment_code_repository.h"
#include "core/payment/server/testing/payment_bank.h"

namespace dlfp::payment {
namespace {

struct PaymentCodeTest : testing::Test {
    PaymentBank bank;

    std::string make() { return bank.customer(zhang).call(make_code_endpoint, {})->code; }
    Result<CodeHolder> redeem(const std::string& code, Money amount) {
        return bank.in_unit([&](const Scope& scope) { return redeem_code(scope, code, amount); });
    }
    /// A code that was made with the PIN.
    std::string make_confirmed() {
        const std::string code = "86999999999999999" + std::to_string(next_++);
        bank.in_unit([&](const Scope& scope) {
            const auto digest = crypto::sm3(code);
            PaymentCodeBooks{scope.transaction}.add({.made_day = bank.today(),
                                                     .code_digest = {digest.begin(), digest.end()},
                                                     .customer_id = zhang,
                                                     .is_pin_confirmed = true,
                                                     .expires_at_us = scope.now + code_valid_for});
            return done;
        });
        return code;
    }

private:
    int next_ = 100;
};

TEST_F(PaymentCodeTest, a_code_has_twenty_digits_and_works_once) {
    const auto code = make();
    EXPECT_EQ(code.size(), 20U);
    EXPECT_TRUE(std::ranges::all_of(code, [](char digit) { return digit >= '0' && digit <= '9'; }));
    const auto holder = redeem(code, yuan(15));
    ASSERT_TRUE(holder);
    EXPECT_EQ(holder->customer_id, zhang);
    EXPECT_TRUE(redeem(code, yuan(15)).failed_with(code_unknown));
    EXPECT_TRUE(redeem("86000000000000000000", yuan(15)).failed_with(code_unknown));
    EXPECT_NE(make(), make());
}

TEST_F(PaymentCodeTest, a_code_ends_after_sixty_seconds_also_over_midnight) {
    const auto code = make();
    bank.bank.advance(code_valid_for);
    EXPECT_TRUE(redeem(code, yuan(1)).failed_with(code_unknown));
    bank.bank.clock().set(bank.today().ends_at() - 5s);
    const auto late = make();
    bank.bank.advance(10s);
    EXPECT_TRUE(redeem(late, yuan(1)));
    bank.bank.advance(48h);
    expire_orders(bank.platform(), bank.bank.now());
    EXPECT_TRUE(redeem(late, yuan(1)).failed_with(code_unknown));
}

// clause: 5.3-1
TEST_F(PaymentCodeTest, without_pin_a_code_pays_200_at_once_and_1000_a_day) {
    const auto refused = redeem(make(), Money::fen(200'01));
    ASSERT_TRUE(refused.failed_with(code_needs_pin));
    EXPECT_EQ(fact_of(refused.error(), "limit_fen"), 200'00);
    for (int count = 0; count < 4; ++count) ASSERT_TRUE(redeem(make(), yuan(200)));
    const auto code = make();
    ASSERT_TRUE(redeem(code, yuan(150)));
    const auto over = redeem(make(), yuan(51));
    ASSERT_TRUE(over.failed_with(code_day_limit_exceeded));
    EXPECT_EQ(fact_of(over.error(), "still_possible_fen"), 50'00);
    EXPECT_TRUE(redeem(make(), yuan(50)));
    bank.bank.advance(24h);
    EXPECT_TRUE(redeem(make(), yuan(200)));
}

// clause: 5.3-1
TEST_F(PaymentCodeTest, with_pin_a_code_pays_5000_a_day) {
    ASSERT_TRUE(redeem(make_confirmed(), yuan(4'000)));
    EXPECT_TRUE(redeem(make_confirmed(), yuan(1'001)).failed_with(code_day_limit_exceeded));
    EXPECT_TRUE(redeem(make_confirmed(), yuan(1'000)));
    EXPECT_TRUE(redeem(make(), yuan(200))) << "the classes are counted apart";
}

TEST_F(PaymentCodeTest, asking_whose_a_code_is_does_not_use_it) {
    const auto ask = [&](const std::string& code) {
        return bank.in_unit([&](const Scope& scope) { return find_code_holder(scope, code); });
    };
    const auto code = make();
    EXPECT_EQ(ask(code)->customer_id, zhang);
    EXPECT_EQ(redeem(code, yuan(15))->customer_id, zhang);
    EXPECT_TRUE(ask(code).failed_with(code_unknown));
    EXPECT_TRUE(ask("86000000000000000000").failed_with(code_unknown));
}

TEST_F(PaymentCodeTest, a_charge_that_fails_gives_the_code_back) {
    const auto code = make();
    const auto sell = [&] {
        return bank.in_unit([&](const Scope& scope) -> Result<ChargeReply> {
            TRY_DONE(redeem_code(scope, code, yuan(15)));
            TRY(const auto id, create_order(scope, bank.cash_order(yuan(15))));
            return charge(scope, id, ChargeMethod::payment_code);
        });
    };
    EXPECT_TRUE(sell().failed_with(tender_short));
    bank.fill(bank.cash, yuan(15));
    const auto charged = sell();
    ASSERT_TRUE(charged);
    EXPECT_EQ(bank.stored(charged->payment_id).method, ChargeMethod::payment_code);
    EXPECT_TRUE(sell().failed_with(code_unknown));
}

}  // namespace
}  // namespace dlfp::payment
