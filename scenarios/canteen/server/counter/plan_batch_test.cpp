// Numbers that arrive late, twice and out of order.
#include "scenarios/canteen/server/counter/plan_batch.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>

#include "scenarios/canteen/server/counter/terminal.h"

namespace dlfp::canteen {
namespace {

SeqState arrivals(SeqState state, std::vector<std::int64_t> seqs) {
    return plan_arrivals(std::move(state), seqs);
}

TEST(plan_arrivals, numbers_in_order_leave_no_gap) {
    EXPECT_EQ(arrivals({}, {1, 2, 3}), (SeqState{3, {}}));
}

TEST(plan_arrivals, skipped_numbers_are_a_gap) {
    const auto state = arrivals({}, {1, 2, 5, 9});
    EXPECT_EQ(state, (SeqState{9, {{3, 4}, {6, 8}}}));
    EXPECT_EQ(missing_count(state), 5);
}

TEST(plan_arrivals, late_numbers_split_and_close_gaps) {
    const SeqState state{9, {{3, 8}}};
    EXPECT_EQ(arrivals(state, {5}), (SeqState{9, {{3, 4}, {6, 8}}}));
    EXPECT_EQ(arrivals(state, {3}), (SeqState{9, {{4, 8}}}));
    EXPECT_EQ(arrivals(state, {8}), (SeqState{9, {{3, 7}}}));
    EXPECT_EQ(arrivals(state, {3, 4, 5, 6, 7, 8}), (SeqState{9, {}}));
}

TEST(plan_arrivals, repeats_change_nothing) {
    const SeqState state{9, {{3, 4}}};
    EXPECT_EQ(arrivals(state, {1, 2, 5, 9}), state);
}

TEST(plan_arrivals, any_order_with_repeats_ends_in_the_same_state) {
    const bool held = rc::check([] {
        const auto count = *rc::gen::inRange(1, 40);
        std::vector<std::int64_t> seqs;
        for (int index = 0; index < count; ++index)
            seqs.push_back(*rc::gen::inRange<std::int64_t>(1, 60));
        auto sorted = seqs;
        std::ranges::sort(sorted);
        const auto state = plan_arrivals({}, seqs);
        RC_ASSERT(state == plan_arrivals({}, sorted));
        const std::set<std::int64_t> distinct(seqs.begin(), seqs.end());
        RC_ASSERT(state.last_seq == *distinct.rbegin());
        RC_ASSERT(missing_count(state) ==
                  state.last_seq - static_cast<std::int64_t>(distinct.size()));
    });
    EXPECT_TRUE(held);
}

TEST(check_batch_numbers, bounds_are_the_first_and_last_number) {
    const auto check = [](SeqRange range, std::vector<std::int64_t> seqs) {
        return check_batch_numbers(range, seqs);
    };
    EXPECT_TRUE(check({3, 5}, {3, 4, 5}));
    EXPECT_TRUE(check({3, 7}, {7, 3}));
    EXPECT_TRUE(check({3, 5}, {}).failed_with(batch_malformed));
    EXPECT_TRUE(check({3, 5}, {3, 4}).failed_with(batch_malformed));
    EXPECT_TRUE(check({3, 5}, {4, 5}).failed_with(batch_malformed));
    EXPECT_TRUE(check({3, 5}, {3, 4, 4, 5}).failed_with(batch_malformed));
    EXPECT_TRUE(check({5, 3}, {3, 5}).failed_with(batch_malformed));
}

constexpr auto noon = UtcTime::from_us(1'795'406'400'000'000);

// Row C8: 12:58 on a terminal that is four minutes slow is 13:02.
TEST(occurred_at, a_slow_clock_is_corrected) {
    const auto shown = noon + 58min;
    const std::vector<ClockCheck> checks{{noon, noon - 4min, Duration{-4min}.count()}};
    EXPECT_EQ(occurred_at(shown, plan_clock_offset(checks, shown)), noon + 62min);
}

TEST(plan_clock_offset, the_last_measurement_before_the_sale_holds) {
    const std::vector<ClockCheck> checks{{noon, noon - 4min, Duration{-4min}.count()},
                                         {noon + 2h, noon + 119min, Duration{-1min}.count()}};
    EXPECT_EQ(plan_clock_offset(checks, noon), Duration{-4min});
    EXPECT_EQ(plan_clock_offset(checks, noon + 3h), Duration{-1min});
    EXPECT_EQ(plan_clock_offset(checks, noon - 1h), Duration{-4min});
    EXPECT_EQ(plan_clock_offset({}, noon), Duration{0});
}

}  // namespace
}  // namespace dlfp::canteen
