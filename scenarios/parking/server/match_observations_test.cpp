// Visits from reads: the rows P9 to P12 of what naive versions get wrong, and every arrival order.
#include "scenarios/parking/server/match_observations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace dlfp::parking {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using namespace std::chrono_literals;

UtcTime at(std::chrono::seconds since_start) {
    return BusinessDate::parse("2026-11-24")->starts_at() + since_start;
}

Observation entry(std::int64_t number, std::chrono::seconds when, std::string plate = "京A12345") {
    return {number, "entry_1", Direction::entry, std::move(plate), at(when)};
}
Observation leaving(std::int64_t number, std::chrono::seconds when,
                    std::string plate = "京A12345") {
    return {number, "exit_1", Direction::exit, std::move(plate), at(when)};
}

TEST(match_observations, an_entry_and_an_exit_are_a_visit) {
    const auto lot = match_observations({entry(1, 0s), leaving(2, 1h)}, {});
    ASSERT_THAT(lot.sessions, SizeIs(1));
    EXPECT_EQ(lot.sessions[0].state, SessionState::left);
    EXPECT_EQ(lot.sessions[0].entered_at_us, at(0s));
    EXPECT_EQ(lot.sessions[0].left_at_us, at(1h));
    EXPECT_THAT(lot.sessions[0].observations, ElementsAre(1, 2));
    EXPECT_THAT(lot.anomalies, IsEmpty());
}

// P9
TEST(match_observations, a_repeated_read_adds_evidence_and_no_session) {
    const auto lot = match_observations({entry(1, 0s), entry(2, 38s)}, {});
    ASSERT_THAT(lot.sessions, SizeIs(1));
    EXPECT_EQ(lot.sessions[0].state, SessionState::inside);
    EXPECT_EQ(lot.sessions[0].entered_at_us, at(0s));
    EXPECT_THAT(lot.sessions[0].observations, ElementsAre(1, 2));
    EXPECT_THAT(lot.anomalies, IsEmpty());
}

TEST(match_observations, a_read_counts_as_repeated_up_to_the_last_second_of_the_time) {
    EXPECT_THAT(match_observations({entry(1, 0s), entry(2, 60s)}, {}).sessions, SizeIs(1));
    EXPECT_THAT(match_observations({entry(1, 0s), entry(2, 61s)}, {}).sessions, SizeIs(2));
}

TEST(match_observations, a_repeated_read_at_the_exit_leaves_the_moment_of_leaving) {
    const auto lot = match_observations({entry(1, 0s), leaving(2, 1h), leaving(3, 1h + 20s)}, {});
    ASSERT_THAT(lot.sessions, SizeIs(1));
    EXPECT_EQ(lot.sessions[0].left_at_us, at(1h));
    EXPECT_THAT(lot.anomalies, IsEmpty());
}

// P10
TEST(match_observations, a_second_entry_leaves_the_first_visit_for_review) {
    const auto lot = match_observations({entry(1, 0s), entry(2, 4h)}, {});
    ASSERT_THAT(lot.sessions, SizeIs(2));
    EXPECT_EQ(lot.sessions[0].state, SessionState::exit_missing);
    EXPECT_EQ(lot.sessions[0].left_at_us, std::nullopt);
    EXPECT_EQ(lot.sessions[1].state, SessionState::inside);
    EXPECT_THAT(lot.anomalies, ElementsAre(SessionAnomaly{AnomalyKind::exit_missing, 1, {}},
                                           SessionAnomaly{AnomalyKind::duplicate_entry, 2, {}}));
}

// P11
TEST(match_observations, an_exit_without_entry_names_near_plates_that_are_inside) {
    const auto lot = match_observations({entry(1, 0s, "京A82345"), entry(2, 1min, "京A82346"),
                                         entry(3, 2min, "沪C99999"), leaving(4, 1h, "京AB2345")},
                                        {});
    ASSERT_THAT(lot.anomalies, SizeIs(1));
    EXPECT_EQ(lot.anomalies[0].kind, AnomalyKind::entry_missing);
    EXPECT_EQ(lot.anomalies[0].observation, 4);
    EXPECT_THAT(lot.anomalies[0].near, ElementsAre(NearPlate{"京A82345", 1}));
    EXPECT_EQ(lot.sessions.back().state, SessionState::entry_missing);
    EXPECT_EQ(lot.sessions.back().entered_at_us, std::nullopt);
}

TEST(match_observations, who_left_already_is_no_near_plate) {
    const auto lot = match_observations(
        {entry(1, 0s, "京A82345"), leaving(2, 30min, "京A82345"), leaving(3, 1h, "京AB2345")}, {});
    ASSERT_THAT(lot.anomalies, SizeIs(1));
    EXPECT_THAT(lot.anomalies[0].near, IsEmpty());
}

TEST(match_observations, a_lot_may_match_plates_without_their_region) {
    const std::vector events{entry(1, 0s, "京A12345"), leaving(2, 1h, "津A12345")};
    EXPECT_THAT(match_observations(events, {.region = RegionMatch::ignored}).sessions, SizeIs(1));
    EXPECT_THAT(match_observations(events, {}).sessions, SizeIs(2));
}

TEST(match_observations, a_vehicle_comes_and_goes_as_often_as_it_likes) {
    const auto lot =
        match_observations({entry(1, 0s), leaving(2, 1h), entry(3, 2h), leaving(4, 3h)}, {});
    ASSERT_THAT(lot.sessions, SizeIs(2));
    EXPECT_EQ(lot.sessions[1].entered_at_us, at(2h));
    EXPECT_THAT(lot.anomalies, IsEmpty());
}

// P12
TEST(match_observations, every_order_of_arrival_gives_the_same_sessions) {
    std::vector events{entry(1, 0s),      entry(2, 38s),  leaving(3, 1h, "京AB2345"),
                       entry(4, 4h),      leaving(5, 5h), leaving(6, 5h + 10s),
                       entry(7, 5h + 40s)};
    const auto expected = match_observations(events, {});
    const auto by_number = [](const Observation& one, const Observation& other) {
        return one.number < other.number;
    };
    std::size_t orders = 0;
    do {
        ++orders;
        ASSERT_EQ(match_observations(events, {}), expected);
    } while (std::ranges::next_permutation(events, by_number).found);
    EXPECT_EQ(orders, 5040U);
    EXPECT_THAT(expected.sessions, SizeIs(4));
}

TEST(match_observations, an_upload_that_is_repeated_changes_nothing) {
    const std::vector once{entry(1, 0s), leaving(2, 1h)};
    EXPECT_EQ(match_observations({once[0], once[1], once[0], once[1]}, {}),
              match_observations(once, {}));
}

}  // namespace
}  // namespace dlfp::parking
