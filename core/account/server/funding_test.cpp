// What an answer of the host means, as tables.
#include "core/account/server/funding.h"

#include <gtest/gtest.h>

#include "core/account/server/account_failures.h"
#include "core/account/server/binding.h"

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
    EXPECT_FALSE(may_follow(unknown, sent)) << "never sent twice";
    EXPECT_TRUE(may_follow(unknown, succeeded));
}

TEST(binding, the_reasons_of_the_host_are_told_in_the_customers_words) {
    using host::HostRefusal;
    const auto told = [](host::CheckOutcome outcome, HostRefusal refusal) {
        return require_confirmed({.check = {outcome, refusal}});
    };
    EXPECT_TRUE(told(host::CheckOutcome::confirmed, HostRefusal::none));
    EXPECT_TRUE(told(host::CheckOutcome::unavailable, HostRefusal::account_unknown)
                    .failed_with(host_unavailable));
    const std::vector<std::pair<HostRefusal, Failure>> table{
        {HostRefusal::name_differs, bound_name_differs},
        {HostRefusal::id_number_unknown, bound_person_differs},
        {HostRefusal::mobile_differs, bound_mobile_differs},
        {HostRefusal::account_frozen, bound_account_frozen},
        {HostRefusal::class_not_accepted, bound_class_not_accepted},
        {HostRefusal::account_unknown, bound_account_unknown},
        {HostRefusal::agreement_unknown, bound_account_unknown},
        {HostRefusal::none, host_unavailable},
        {HostRefusal::insufficient_funds, host_unavailable}};
    for (const auto& [refusal, failure] : table)
        EXPECT_TRUE(told(host::CheckOutcome::refused, refusal).failed_with(failure))
            << boost::describe::enum_to_string(refusal, "");
}

}  // namespace
}  // namespace dlfp::account
