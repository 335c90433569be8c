// The table of states, pair by pair.
#include "core/payment/server/payment_states.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace dlfp::payment
