// Setting the wall clock, seen by a clock that only goes forward.
#include "platform/runtime/clock/forward_clock.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace dlfp::runtime {
namespace {

constexpr UtcTime noon = UtcTime::from_us(1'795'406'400'000'000);

struct ForwardClockTest : testing::Test {
    FrozenClock wall{noon};
    FrozenStopwatch stopwatch;
    ForwardClock clock{wall, stopwatch};

    void pass(Duration time) {
        wall.advance(time);
        stopwatch.advance(time);
    }
};

TEST_F(ForwardClockTest, follows_a_wall_clock_that_nobody_sets) {
    EXPECT_EQ(clock.now(), noon);
    pass(10s);
    EXPECT_EQ(clock.now(), noon + 10s);
    wall.advance(1h);
    EXPECT_EQ(clock.now(), noon + 1h + 10s) << "set ahead: time limits end early, never late";
}

TEST_F(ForwardClockTest, goes_on_by_the_stopwatch_while_the_wall_clock_is_set_back) {
    clock.now();
    pass(30s);
    EXPECT_EQ(clock.now(), noon + 30s);
    wall.set(noon);
    EXPECT_EQ(clock.now(), noon + 30s);
    pass(20s);
    EXPECT_EQ(clock.now(), noon + 50s);
    pass(20s);
    EXPECT_EQ(clock.now(), noon + 70s) << "the wall clock passed the first reading, time goes on";
}

TEST_F(ForwardClockTest, follows_the_wall_clock_again_when_it_has_caught_up) {
    clock.now();
    pass(30s);
    clock.now();
    wall.set(noon);
    pass(5s);
    EXPECT_EQ(clock.now(), noon + 35s);
    wall.set(noon + 40s);
    EXPECT_EQ(clock.now(), noon + 40s);
    wall.advance(1s);
    EXPECT_EQ(clock.now(), noon + 41s);
}

TEST_F(ForwardClockTest, is_never_set_back_whoever_asks) {
    std::vector<std::thread> threads;
    std::atomic<int> steps_back = 0;
    for (int thread = 0; thread < 4; ++thread)
        threads.emplace_back([&] {
            auto last = clock.now();
            for (int look = 0; look < 1'000; ++look) {
                wall.set(noon + Duration{(look % 7) * 1'000'000});
                const auto time = clock.now();
                if (time < last) ++steps_back;
                last = time;
            }
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(steps_back, 0);
}

TEST(system_stopwatch, never_runs_backward) {
    const auto stopwatch = make_system_stopwatch();
    const auto first = stopwatch->elapsed();
    EXPECT_GE(stopwatch->elapsed(), first);
}

}  // namespace
}  // namespace dlfp::runtime
