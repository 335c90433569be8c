// When jobs are due, as a table.
#include "platform/runtime/jobs/schedule.h"

#include <gtest/gtest.h>

namespace dlfp::runtime {
namespace {

constexpr UtcTime at = UtcTime::from_us(1'795'406'400'000'000);  // 12:00 in China

TEST(schedule, an_interval_is_due_at_once_and_keeps_its_phase) {
    const auto schedule = Schedule::every(10min);
    EXPECT_EQ(schedule.first_due(at), at);
    EXPECT_EQ(schedule.next_due(at, at), at + 10min);
    EXPECT_EQ(schedule.next_due(at, at + 3min), at + 10min);
    EXPECT_EQ(schedule.next_due(at, at + 10min), at + 20min);
}

TEST(schedule, a_night_without_a_server_is_caught_up_once) {
    EXPECT_EQ(Schedule::every(10min).next_due(at, at + 8h + 3min), at + 8h + 10min);
}

TEST(schedule, a_run_ahead_of_time_starts_a_whole_interval) {
    EXPECT_EQ(Schedule::every(10min).next_due(at + 5min, at), at + 10min);
}

TEST(schedule, a_daily_job_is_due_at_its_minute_in_china) {
    const auto one_o_clock = Schedule::daily_at_minute(13 * 60);
    EXPECT_EQ(one_o_clock.first_due(at), at + 1h);
    EXPECT_EQ(one_o_clock.next_due(at + 1h, at + 1h), at + 25h);
    EXPECT_EQ(one_o_clock.next_due(at - 72h, at), at + 1h);
    EXPECT_EQ(Schedule::daily_at_minute(0).first_due(at), at + 12h);
}

TEST(schedule, a_one_shot_never_comes_back) {
    EXPECT_EQ(Schedule::once_at(at + 1h).first_due(at), at + 1h);
    EXPECT_EQ(Schedule::once_at(at + 1h).next_due(at + 1h, at + 2h), never_due);
}

TEST(schedule, impossible_schedules_are_refused) {
    EXPECT_THROW(Schedule::every(999ms), std::invalid_argument);
    EXPECT_THROW(Schedule::daily_at_minute(1440), std::invalid_argument);
    EXPECT_THROW(Schedule::daily_at_minute(-1), std::invalid_argument);
}

TEST(retry_delay, doubles_from_ten_seconds_to_one_hour) {
    EXPECT_EQ(retry_delay(1), Duration{10s});
    EXPECT_EQ(retry_delay(2), Duration{20s});
    EXPECT_EQ(retry_delay(9), Duration{2560s});
    EXPECT_EQ(retry_delay(10), Duration{1h});
    EXPECT_EQ(retry_delay(1'000'000), Duration{1h});
}

}  // namespace
}  // namespace dlfp::runtime
