// What an answer of the host means, as tables.
#include "core/account/server/funding.h"

#include <gtest/gtest.h>

namespace dlfp::account {
namespace {

const auto now = UtcTime::from_us(1'795'406'400'000'000);

TEST(funding, only_a_final_answer_ends_a_movement) {
    const Funding funding{.attempts = 0};
    using host::MovementOutcome;
    const auto moved = plan_after_movement(funding, {MovementOutcome::moved, {}}, now);
    EXPECT_EQ(moved.state, FundingState::succeeded);
    EXPECT_FALSE(moved.next_attempt_at_us);
    const auto refused = plan_after_movement(
        funding, {MovementOutcome::refused, host::HostRefusal::insufficient_funds}, now);
    EXPECT_EQ(refused.state, FundingState::refused);
    EXPECT_EQ(refused.refusal, host::HostRefusal::insufficient_funds);
    const auto silent = plan_after_movement(funding, {MovementOutcome::unknown, {}}, now);
    EXPECT_EQ(silent.state, FundingState::unknown);
    EXPECT_EQ(silent.next_attempt_at_us, now + 2s);
    const auto unsent = plan_after_movement(funding, {MovementOutcome::unavailable, {}}, now);
    EXPECT_EQ(unsent.state, FundingState::requested);
}

TEST(funding, an_inquiry_without_an_answer_waits_longer_each_time) {
    using host::InquiryOutcome;
    for (const auto outcome : {InquiryOutcome::in_progress, InquiryOutcome::unavailable}) {
        const auto step = plan_after_inquiry({.attempts = 3}, {outcome, {}}, now);
        EXPECT_EQ(step.state, FundingState::unknown);
        EXPECT_EQ(step.next_attempt_at_us, now + 16s);
    }
    EXPECT_EQ(plan_after_inquiry({}, {InquiryOutcome::moved, {}}, now).state,
              FundingState::succeeded);
    EXPECT_EQ(plan_after_inquiry({}, {InquiryOutcome::not_moved, {}}, now).state,
              FundingState::refused);
    EXPECT_EQ(funding_delay(0), 2s);
    EXPECT_EQ(funding_delay(9), 10min);
    EXPECT_EQ(funding_delay(1'000'000), 10min);
}

TEST(funding, a_late_answer_never_overwrites_a_final_state) {
    using enum FundingState;
    for (const auto state : {requested, sent, unknown, succeeded, refused}) {
        EXPECT_FALSE(may_follow(succeeded, state));
        EXPECT_FALSE(may_follow(refused, state));
    }
    EXPECT_TRUE(may_follow(requested, sent));
    EXPECT_FALSE(may_follow(requested, succeeded)) << "nothing succeeds unsent";
    EXPECT_TRUE(may_follow(sent, requested)) << "surely not sent";
    EXPECT_FALSE(may_follow(unknown, requested)) << "never started anew";
    EXPECT_TRUE(may_follow(unknown, succeeded));
}

}  // namespace
}  // namespace dlfp::account
