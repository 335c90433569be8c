// The table of states, pair by pair.
#include "core/payment/server/payment_states.h"

#include <gtest/gtest.h>

#include "core/payment/server/charge_error.h"

namespace dlfp::payment {
namespace {

using enum PaymentState;
constexpr PaymentState all[] = {created,   unknown,         charged, closed,
                                refunding, refunded_partly, refunded};

// clause: 5.1.4-h.3
TEST(payment_states, an_order_is_charged_or_closed_from_the_states_before) {
    for (const auto from : all) {
        const bool is_before = from == created || from == unknown;
        EXPECT_EQ(may_follow(from, closed), is_before);
        EXPECT_EQ(may_follow(from, charged), is_before || from == refunding);
        EXPECT_EQ(may_follow(from, created), from == unknown)
            << "only an order whose card surely did not pay may be paid anew";
    }
    EXPECT_TRUE(may_follow(created, unknown));
}

// clause: 5.1.4-h.3
TEST(payment_states, final_states_have_no_successor) {
    for (const auto to : all) {
        EXPECT_FALSE(may_follow(closed, to));
        EXPECT_FALSE(may_follow(refunded, to));
    }
}

TEST(payment_states, amounts_imply_the_state_of_a_charged_payment) {
    EXPECT_EQ(state_after_refunds(yuan(10), {}, {}), charged);
    EXPECT_EQ(state_after_refunds(yuan(10), {}, yuan(1)), refunding);
    EXPECT_EQ(state_after_refunds(yuan(10), yuan(3), {}), refunded_partly);
    EXPECT_EQ(state_after_refunds(yuan(10), yuan(10), {}), refunded);
}

TEST(charge_error, the_ledgers_reasons_are_told_as_those_of_a_payment) {
    const auto short_of = charge_error(Error{ledger::insufficient_funds}
                                           .with("available_fen", std::int64_t{7})
                                           .with("amount_fen", std::int64_t{9}),
                                       3);
    EXPECT_TRUE(short_of == tender_short);
    EXPECT_EQ(number_of(short_of, "position"), 3);
    EXPECT_EQ(number_of(short_of, "available_fen"), 7);
    EXPECT_EQ(number_of(short_of, "amount_fen"), 9);
    for (const auto& failure : {ledger::debit_account_frozen, ledger::debit_account_closed}) {
        const auto blocked = charge_error(failure, 2);
        EXPECT_TRUE(blocked == tender_blocked);
        EXPECT_EQ(number_of(blocked, "position"), 2);
    }
    for (const auto& failure : {ledger::credit_account_frozen, ledger::credit_account_closed})
        EXPECT_TRUE(charge_error(failure, 2) == merchant_blocked);
    EXPECT_TRUE(charge_error(payment_not_found, 2) == payment_not_found) << "a fault of ours";
}

TEST(charge_error, a_fact_that_is_absent_or_no_number_counts_as_nothing) {
    const auto error = Error{payment_not_found}.with("amount_fen", std::string("seven"));
    EXPECT_EQ(number_of(error, "amount_fen"), 0);
    EXPECT_EQ(number_of(error, "available_fen"), 0);
}

}  // namespace
}  // namespace dlfp::payment
