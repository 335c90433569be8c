// Switches of the customer take effect on the next transaction (clause 3.1.3-6).
#include "scenarios/canteen/server/diners/switches.h"

#include "scenarios/canteen/server/diners/switch_repository.h"
#include "scenarios/canteen/server/testing/diner_bank.h"

namespace dlfp::canteen {
namespace {

void set(DinerBank& bank, const Switches& switches) {
    bank.write([&](sql::Transaction& transaction) {
        switch_repository::store(transaction, switches);
        return true;
    });
}

// clause: 3.1.3-6
TEST(switches, the_electronic_account_is_left_alone_when_it_is_switched_off) {
    DinerBank bank;
    const auto diner = bank.zhang_with(yuan(2));
    bank.fill(bank.eaccount, yuan(30));
    const Spending meal{.amount_fen = yuan(12), .slot = {}};
    ASSERT_TRUE(plan_tenders(purses_of(bank, diner), meal));
    set(bank, {.customer_id = bank.zhang, .uses_eaccount = false});
    EXPECT_TRUE(plan_tenders(purses_of(bank, diner), meal).failed_with(purses_insufficient));
    set(bank, {.customer_id = bank.zhang, .uses_eaccount = true});
    EXPECT_TRUE(plan_tenders(purses_of(bank, diner), meal));
}

// clause: 3.1.3-6
TEST(switches, a_counter_takes_no_more_without_pin_than_the_customer_allows) {
    DinerBank bank;
    const auto diner = bank.zhang_with(yuan(100));
    const auto check = [&](Money amount) {
        return bank.read(
            [&](sql::Reader& reader) { return check_counter_sale(reader, diner, amount); });
    };
    EXPECT_TRUE(check(counter_pin_free_default));
    set(bank, {.customer_id = bank.zhang, .counter_pin_free_max_fen = yuan(10)});
    EXPECT_TRUE(check(yuan(10)));
    const auto refused = check(Money::fen(10'01));
    ASSERT_TRUE(refused.failed_with(counter_limit_exceeded));
    EXPECT_EQ(payment::fact_of(refused.error(), "limit_fen"), 1000);
}

}  // namespace
}  // namespace dlfp::canteen
