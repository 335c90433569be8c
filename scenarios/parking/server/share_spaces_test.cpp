// Leased spaces that several vehicles share: who is covered when, and what the rest costs by the
// price list G of the domain (P7, P8).
#include "scenarios/parking/server/share_spaces.h"

#include <gmock/gmock.h>
#include <rapidcheck.h>

#include <rapidcheck/gtest.h>
#include "core/pricing/server/calendar.h"
#include "core/pricing/server/testing/tables.h"

namespace dlfp::parking {
namespace {

using pricing::testing::at_minute;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::int64_t day = 1440;

Visit visit(std::int64_t number, std::int64_t from, std::optional<std::int64_t> until) {
    return {number, at_minute(from), until ? std::optional{at_minute(*until)} : std::nullopt};
}
SpaceLease lease(std::size_t spaces = 1) {
    return {"lease-1", at_minute(0), at_minute(day), spaces};
}

using Span = std::pair<std::int64_t, std::int64_t>;
std::vector<Span> minutes_of(const CoveredVisit& covered) {
    std::vector<Span> spans;
    for (const auto& right : covered.rights) {
        EXPECT_EQ(right.kind, pricing::RightKind::leased_space);
        EXPECT_EQ(right.reference, "lease-1");
        spans.emplace_back((right.from_us - at_minute(0)) / std::chrono::minutes(1),
                           (right.until_us - at_minute(0)) / std::chrono::minutes(1));
    }
    return spans;
}

Money price_of(const Visit& visited, const CoveredVisit& covered) {
    const auto price = pricing::price_stay(pricing::Tariff{pricing::testing::tariff_g()},
                                           pricing::china_calendar(),
                                           {.entered_at_us = visited.entered_at_us,
                                            .left_at_us = *visited.left_at_us,
                                            .rights = covered.rights});
    return price->total_fen;
}

// P8
TEST(share_spaces, the_second_vehicle_is_covered_from_the_moment_the_first_leaves) {
    const std::vector visits{visit(1, 60, 180), visit(2, 120, 240)};
    const auto covered = share_spaces(visits, lease());
    ASSERT_THAT(covered, SizeIs(2));
    EXPECT_THAT(minutes_of(covered[0]), ElementsAre(Span{60, 180}));
    EXPECT_THAT(minutes_of(covered[1]), ElementsAre(Span{180, 240}));
    EXPECT_EQ(price_of(visits[0], covered[0]), Money{});
    EXPECT_EQ(price_of(visits[1], covered[1]), yuan(5));
}

// P7
TEST(share_spaces, what_lies_after_the_lease_is_paid) {
    const auto visits = std::vector{visit(1, day - 120, day + 60)};
    const auto covered = share_spaces(visits, lease());
    EXPECT_THAT(minutes_of(covered[0]), ElementsAre(Span{day - 120, day}));
    EXPECT_EQ(price_of(visits[0], covered[0]), yuan(5));
}

TEST(share_spaces, what_lies_before_the_lease_is_paid) {
    EXPECT_THAT(minutes_of(share_spaces({visit(1, -60, 60)}, lease())[0]),
                ElementsAre(Span{0, 60}));
}

TEST(share_spaces, a_vehicle_that_is_inside_is_covered_to_the_end_of_the_lease_at_most) {
    const auto covered = share_spaces({visit(1, 60, std::nullopt), visit(2, 90, 100)}, lease());
    EXPECT_THAT(minutes_of(covered[0]), ElementsAre(Span{60, day}));
    EXPECT_THAT(covered[1].rights, IsEmpty());
}

TEST(share_spaces, two_spaces_cover_the_two_that_came_first) {
    const auto covered =
        share_spaces({visit(1, 0, 300), visit(2, 10, 60), visit(3, 20, 300)}, lease(2));
    EXPECT_THAT(minutes_of(covered[0]), ElementsAre(Span{0, 300}));
    EXPECT_THAT(minutes_of(covered[1]), ElementsAre(Span{10, 60}));
    EXPECT_THAT(minutes_of(covered[2]), ElementsAre(Span{60, 300}));
}

TEST(share_spaces, who_comes_when_another_leaves_finds_the_space_free) {
    const auto covered = share_spaces({visit(1, 0, 60), visit(2, 60, 90)}, lease());
    EXPECT_THAT(minutes_of(covered[1]), ElementsAre(Span{60, 90}));
}

TEST(share_spaces, of_two_that_came_at_once_the_lower_number_is_covered) {
    const auto covered = share_spaces({visit(2, 0, 60), visit(1, 0, 60)}, lease());
    EXPECT_EQ(covered[0].number, 1);
    EXPECT_THAT(minutes_of(covered[0]), ElementsAre(Span{0, 60}));
    EXPECT_THAT(covered[1].rights, IsEmpty());
}

TEST(share_spaces, a_lease_without_spaces_and_a_moment_inside_cover_nothing) {
    EXPECT_THAT(share_spaces({visit(1, 0, 60)}, lease(0))[0].rights, IsEmpty());
    EXPECT_THAT(share_spaces({visit(1, 30, 30)}, lease())[0].rights, IsEmpty());
    EXPECT_THAT(share_spaces({}, lease()), IsEmpty());
}

std::vector<Visit> any_visits() {
    std::vector<Visit> visits;
    const auto count = *rc::gen::inRange<std::int64_t>(0, 7);
    for (std::int64_t number = 1; number <= count; ++number) {
        const auto from = *rc::gen::inRange<std::int64_t>(-100, day + 100);
        const auto stays = *rc::gen::inRange<std::int64_t>(0, 600);
        visits.push_back(visit(number, from, from + stays));
    }
    return visits;
}

std::size_t covered_at(const std::vector<CoveredVisit>& covered, UtcTime moment) {
    std::size_t count = 0;
    for (const auto& one : covered)
        for (const auto& right : one.rights)
            count += right.from_us <= moment && moment < right.until_us;
    return count;
}

std::size_t inside_at(const std::vector<Visit>& visits, UtcTime moment) {
    return static_cast<std::size_t>(std::ranges::count_if(visits, [&](const Visit& one) {
        return one.entered_at_us <= moment && moment < *one.left_at_us;
    }));
}

RC_GTEST_PROP(share_spaces, at_every_moment_as_many_are_covered_as_are_inside_and_fit, ()) {
    const auto visits = any_visits();
    const auto spaces = *rc::gen::inRange<std::size_t>(0, 4);
    const auto covered = share_spaces(visits, lease(spaces));
    for (std::int64_t minute = 0; minute < day; minute += 7) {
        const auto moment = at_minute(minute);
        RC_ASSERT(covered_at(covered, moment) == std::min(spaces, inside_at(visits, moment)));
    }
    RC_ASSERT(covered_at(covered, at_minute(-1)) == 0U);
    RC_ASSERT(covered_at(covered, at_minute(day)) == 0U);
}

RC_GTEST_PROP(share_spaces, the_order_in_which_visits_are_told_changes_nothing, ()) {
    auto visits = any_visits();
    const auto expected = share_spaces(visits, lease());
    std::ranges::reverse(visits);
    const auto again = share_spaces(visits, lease());
    RC_ASSERT(again.size() == expected.size());
    for (std::size_t place = 0; place < again.size(); ++place)
        RC_ASSERT(minutes_of(again[place]) == minutes_of(expected[place]));
}

}  // namespace
}  // namespace dlfp::parking
