// Jobs on both engines: restarts, two nodes, lost leases, failures, and the production loop.
#include "platform/runtime/jobs/jobs.h"

#include <gtest/gtest.h>

#include <fstream>
#include <future>

#include "tests/support/test_database.h"

namespace dlfp::runtime {
namespace {

constexpr UtcTime noon = UtcTime::from_us(1'795'406'400'000'000);

std::vector<sql::Migration> job_schema() {
    std::ifstream file(JOB_SCHEMA_FILE);
    return {{"jobs", 1, "create_job", {std::istreambuf_iterator<char>(file), {}}}};
}

class JobsTest : public ::testing::Test {
protected:
    std::unique_ptr<JobRunner> node() {
        return std::make_unique<JobRunner>(*database, clock, *random);
    }
    std::unique_ptr<JobRunner> node_with(JobDeclaration declaration) {
        auto made = node();
        made->add(std::move(declaration));
        made->prepare();
        return made;
    }
    JobDeclaration counting(Schedule schedule) {
        return {"test.count", schedule, [this](JobContext&) { ++count; }};
    }
    JobRow row(JobRunner& runner) { return runner.list().at(0); }

    test::TestDatabase database{job_schema()};
    FrozenClock clock{noon};
    std::unique_ptr<Random> random = make_seeded_random(7);
    std::atomic<int> count{0};
};

TEST_F(JobsTest, a_job_runs_when_due_and_not_before_the_next_time) {
    const auto runner = node_with(counting(Schedule::every(10min)));
    EXPECT_EQ(runner->run_due(noon), 1);
    EXPECT_EQ(runner->run_due(noon + 9min), 0);
    clock.set(noon + 10min);
    EXPECT_EQ(runner->run_due(noon + 10min), 1);
    EXPECT_EQ(count, 2);
    EXPECT_EQ(row(*runner).runs, 2);
    EXPECT_EQ(row(*runner).last_outcome, JobOutcome::succeeded);
    EXPECT_EQ(row(*runner).last_started_us, noon + 10min);
}

TEST_F(JobsTest, a_restart_forgets_nothing_and_repeats_nothing) {
    node_with(counting(Schedule::every(10min)))->run_due(noon);
    database.reopen();
    const auto restarted = node_with(counting(Schedule::every(10min)));
    EXPECT_EQ(restarted->run_due(noon + 1min), 0);
    clock.set(noon + 24h);
    EXPECT_EQ(restarted->run_due(noon + 24h), 1) << "a day of missed runs is one run";
    EXPECT_EQ(restarted->run_due(noon + 24h), 0);
    EXPECT_EQ(count, 2);
}

TEST_F(JobsTest, two_nodes_run_a_job_once) {
    const auto first = node_with(counting(Schedule::every(10min)));
    const auto second = node_with(counting(Schedule::every(10min)));
    for (int round = 0; round < 20; ++round) {
        clock.set(noon + round * 10min);
        std::thread other([&] { second->run_due(clock.now()); });
        first->run_due(clock.now());
        other.join();
        ASSERT_EQ(count, round + 1);
    }
}

TEST_F(JobsTest, a_dead_nodes_lease_runs_out_and_another_takes_over) {
    // The first node "dies" inside its run: it never finishes.
    std::promise<void> started;
    std::promise<void> release;
    const auto dying = node_with({"test.count", Schedule::every(10min), [&](JobContext& context) {
                                      ++count;
                                      started.set_value();
                                      release.get_future().wait();
                                      EXPECT_FALSE(context.still_ours());
                                  }});
    std::thread thread([&] { dying->run_due(noon); });
    started.get_future().wait();
    const auto heir = node_with(counting(Schedule::every(10min)));
    EXPECT_EQ(heir->run_due(noon + 59s), 0) << "the lease still holds";
    clock.set(noon + 61s);
    EXPECT_EQ(heir->run_due(noon + 61s), 1);
    const auto after = row(*heir);
    release.set_value();
    thread.join();
    EXPECT_EQ(count, 2);
    EXPECT_EQ(row(*heir).runs, after.runs) << "the late node must not overwrite the heir's outcome";
    EXPECT_EQ(row(*heir).next_due_us, after.next_due_us);
}

TEST_F(JobsTest, a_renewed_lease_is_not_taken_over) {
    std::unique_ptr<JobRunner> other;
    const auto runner = node_with({"test.count", Schedule::every(10min), [&](JobContext& context) {
                                       ++count;
                                       clock.set(noon + 50s);
                                       EXPECT_TRUE(context.still_ours());
                                       EXPECT_EQ(other->run_due(noon + 100s), 0);
                                   }});
    other = node_with(counting(Schedule::every(10min)));
    runner->run_due(noon);
    EXPECT_EQ(count, 1);
}

TEST_F(JobsTest, failures_back_off_are_visible_and_end) {
    bool is_broken = true;
    const auto runner = node_with({"test.count", Schedule::every(24h), [&](JobContext&) {
                                       ++count;
                                       if (is_broken) throw std::runtime_error("host away");
                                   }});
    runner->run_due(noon);
    EXPECT_EQ(row(*runner).last_outcome, JobOutcome::failed);
    EXPECT_EQ(row(*runner).last_message, "host away");
    EXPECT_EQ(row(*runner).next_due_us, noon + 10s);
    EXPECT_EQ(runner->run_due(noon + 9s), 0);
    clock.set(noon + 10s);
    runner->run_due(noon + 10s);
    EXPECT_EQ(row(*runner).next_due_us, noon + 30s);
    EXPECT_EQ(row(*runner).failures_in_row, 2);
    is_broken = false;
    clock.set(noon + 30s);
    runner->run_due(noon + 30s);
    EXPECT_EQ(row(*runner).failures_in_row, 0);
    EXPECT_EQ(row(*runner).failures, 2);
    EXPECT_EQ(row(*runner).last_message, "");
    EXPECT_EQ(row(*runner).next_due_us, noon + 30s + 24h);
}

TEST_F(JobsTest, a_trigger_runs_a_job_before_its_time_once) {
    const auto runner = node_with(counting(Schedule::daily_at_minute(13 * 60)));
    EXPECT_EQ(runner->run_due(noon), 0);
    EXPECT_TRUE(runner->trigger("test.count"));
    EXPECT_FALSE(runner->trigger("test.unknown"));
    EXPECT_EQ(runner->run_due(noon), 1);
    EXPECT_EQ(runner->run_due(noon), 0);
    EXPECT_EQ(row(*runner).next_due_us, noon + 1h) << "the regular time stays";
}

TEST_F(JobsTest, a_trigger_during_a_run_is_not_lost) {
    JobRunner* self = nullptr;
    const auto runner = node_with({"test.count", Schedule::every(24h), [&](JobContext&) {
                                       if (++count == 1) self->trigger("test.count");
                                   }});
    self = runner.get();
    EXPECT_EQ(runner->run_due(noon), 1);
    EXPECT_EQ(runner->run_due(noon), 1);
    EXPECT_EQ(runner->run_due(noon), 0);
}

TEST_F(JobsTest, a_one_shot_runs_once_in_its_life) {
    const auto declaration = counting(Schedule::once_at(noon + 1h));
    const auto runner = node_with(declaration);
    EXPECT_EQ(runner->run_due(noon), 0);
    clock.set(noon + 2h);
    EXPECT_EQ(runner->run_due(noon + 2h), 1);
    EXPECT_EQ(node_with(declaration)->run_due(noon + 1000h), 0);
}

TEST_F(JobsTest, a_changed_schedule_takes_effect_at_the_next_start) {
    node_with(counting(Schedule::every(24h)))->run_due(noon);
    const auto restarted = node_with(counting(Schedule::daily_at_minute(12 * 60 + 30)));
    EXPECT_EQ(row(*restarted).next_due_us, noon + 30min);
}

TEST_F(JobsTest, a_job_this_program_does_not_know_is_left_alone) {
    node_with(counting(Schedule::every(10min)));
    const auto other = node();
    other->prepare();
    EXPECT_EQ(other->run_due(noon), 0);
}

TEST_F(JobsTest, two_jobs_of_one_name_are_a_fault) {
    const auto runner = node();
    runner->add(counting(Schedule::every(10min)));
    EXPECT_THROW(runner->add(counting(Schedule::every(10min))), std::logic_error);
}

TEST_F(JobsTest, the_loop_runs_due_jobs_renews_their_leases_and_stops) {
    std::promise<void> started;
    std::promise<void> release;
    const auto runner = node();
    runner->add({"test.long", Schedule::every(24h), [&](JobContext&) {
                     started.set_value();
                     release.get_future().wait();
                 }});
    std::promise<void> short_ran;
    runner->add({"test.short", Schedule::every(24h), [&](JobContext&) { short_ran.set_value(); }});
    runner->prepare();
    runner->start(5ms);
    started.get_future().wait();
    short_ran.get_future().wait();  // a long job holds up no other
    clock.set(noon + 50s);
    for (;;) {
        const auto rows = runner->list();
        if (rows.at(0).lease_until_us == noon + 110s) break;
        std::this_thread::yield();
    }
    release.set_value();
    runner->stop();
    EXPECT_EQ(runner->list().at(0).last_outcome, JobOutcome::succeeded);
    EXPECT_EQ(runner->list().at(0).lease_owner, "");
}

}  // namespace
}  // namespace dlfp::runtime
