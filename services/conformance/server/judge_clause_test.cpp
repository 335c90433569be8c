// What evidence comes to, as tables.
#include "services/conformance/server/judge_clause.h"

#include <gtest/gtest.h>

#include "services/conformance/server/catalogue.h"

namespace dlfp::conformance {
namespace {

const auto now = UtcTime::from_us(1'795'406'400'000'000);
constexpr Duration week = 24h * 7;

TestEvidence test_piece(TestOutcome outcome, Duration age = 1h) {
    return {.runner = "gtest", .test = "a.b", .outcome = outcome, .finished_at_us = now - age};
}
TestEvidence simulated_piece(TestOutcome outcome) {
    auto made = test_piece(outcome);
    made.is_simulated = true;
    return made;
}
ProbeEvidence measured_piece(ReadingOutcome outcome, Duration age = 1h) {
    return {.probe = "m", .amount = 1, .read_at_us = now - age, .outcome = outcome};
}
ProbeEvidence counted_piece(ReadingOutcome outcome, Duration newest = 1h) {
    return {.probe = "c",
            .is_count = true,
            .amount = 1,
            .read_at_us = now,
            .newest_at_us = now - newest,
            .outcome = outcome};
}
AttestedEvidence attested_piece(Duration age = 1h) { return {{}, now - age}; }

TEST(judge_clause, state_follows_the_strongest_kind_of_evidence) {
    using enum ClauseState;
    constexpr auto passed = TestOutcome::passed;
    constexpr auto within = ReadingOutcome::within;
    constexpr auto outside = ReadingOutcome::outside;
    const std::vector<std::pair<ClauseEvidence, ClauseState>> table{
        {{}, not_yet},
        {{{test_piece(passed)}, {measured_piece(within)}, {attested_piece()}}, tested},
        {{{simulated_piece(passed)}, {measured_piece(within), counted_piece(within)}, {}},
         measured},
        {{{simulated_piece(passed)}, {counted_piece(within)}, {attested_piece()}}, recorded},
        {{{simulated_piece(passed)}, {}, {attested_piece()}}, attested},
        {{{simulated_piece(passed)}, {}, {}}, simulated},
        {{{}, {measured_piece(ReadingOutcome::unknown)}, {}}, not_yet},
        {{{}, {counted_piece(outside)}, {}}, not_yet}};
    for (const auto& [evidence, state] : table)
        EXPECT_EQ(judge_clause(evidence, week, now).state, state)
            << boost::describe::enum_to_string(state, "");
}

TEST(judge_clause, standing_is_good_amber_or_broken) {
    using enum Standing;
    constexpr auto within = ReadingOutcome::within;
    constexpr auto outside = ReadingOutcome::outside;
    const std::vector<std::pair<ClauseEvidence, Standing>> table{
        {{}, open},
        {{{test_piece(TestOutcome::passed)}, {}, {}}, holds},
        {{{test_piece(TestOutcome::passed, week)}, {}, {}}, holds},
        {{{test_piece(TestOutcome::passed, week + 1us)}, {}, {}}, ageing},
        {{{test_piece(TestOutcome::passed), test_piece(TestOutcome::skipped)}, {}, {}}, ageing},
        {{{test_piece(TestOutcome::unknown)}, {}, {}}, ageing},
        {{{test_piece(TestOutcome::passed), test_piece(TestOutcome::failed)}, {}, {}}, broken},
        {{{test_piece(TestOutcome::passed), simulated_piece(TestOutcome::failed)}, {}, {}}, broken},
        {{{test_piece(TestOutcome::passed)}, {measured_piece(outside)}, {}}, broken},
        {{{test_piece(TestOutcome::passed)}, {measured_piece(within, week * 2)}, {}}, holds},
        {{{}, {measured_piece(within, week * 2)}, {}}, ageing},
        {{{}, {measured_piece(outside)}, {}}, broken},
        {{{}, {counted_piece(within, week * 2)}, {}}, ageing},
        {{{}, {}, {attested_piece(week * 2)}}, ageing},
        {{{simulated_piece(TestOutcome::passed)}, {}, {}}, holds}};
    for (std::size_t row = 0; row < table.size(); ++row)
        EXPECT_EQ(judge_clause(table[row].first, week, now).standing, table[row].second)
            << "row " << row;
}

TEST(judge_clause, its_age_is_that_of_the_newest_piece) {
    const ClauseEvidence evidence{
        {test_piece(TestOutcome::passed, 3h), test_piece(TestOutcome::passed, 2h)},
        {measured_piece({}, 1h)},
        {}};
    EXPECT_EQ(judge_clause(evidence, week, now).newest_at_us, now - 2h);
}

TEST(decide_reading, bounds_are_part_of_what_is_allowed) {
    using enum ReadingOutcome;
    EXPECT_EQ(decide_reading(api::Bound::at_most, 500, 500), within);
    EXPECT_EQ(decide_reading(api::Bound::at_most, 500, 501), outside);
    EXPECT_EQ(decide_reading(api::Bound::at_least, 1, 1), within);
    EXPECT_EQ(decide_reading(api::Bound::at_least, 1, 0), outside);
}

TEST(catalogue, carries_all_clauses_with_their_numbers_as_printed) {
    const auto& known = catalogue();
    EXPECT_EQ(known.clauses.size(), 591U);
    EXPECT_FALSE(known.version.empty());
    const auto* page_time = known.find("7.2.3-1");
    ASSERT_NE(page_time, nullptr);
    EXPECT_EQ(page_time->chapter, 7);
    ASSERT_EQ(page_time->thresholds.size(), 1U);
    EXPECT_EQ(page_time->thresholds[0].value, "0.5");
    EXPECT_EQ(known.find("10.2.1-a")->chapter, 10);
    EXPECT_EQ(known.find("7.1.2-a.2")->thresholds[0].value, "4.4.2");
    EXPECT_EQ(known.find("77"), nullptr);
}

TEST(catalogue, every_open_number_has_an_owner_bounds_and_known_clauses) {
    for (const auto& value : catalogue().values) {
        EXPECT_FALSE(value.owner.empty()) << value.key;
        EXPECT_LT(value.min, value.max) << value.key;
        if (value.proposed) {
            EXPECT_GE(*value.proposed, value.min) << value.key;
            EXPECT_LE(*value.proposed, value.max) << value.key;
        }
        for (const auto& clause : value.clauses)
            EXPECT_NE(catalogue().find(clause), nullptr) << clause;
    }
    for (const auto& clause : catalogue().clauses)
        EXPECT_NE(catalogue().find_value(period_key(clause.kind)), nullptr) << clause.kind;
}

TEST(catalogue, every_named_test_speaks_for_a_clause_that_exists) {
    EXPECT_FALSE(catalogue().evidence.empty());
    for (const auto& [clause, lines] : catalogue().evidence) {
        EXPECT_NE(catalogue().find(clause), nullptr) << clause;
        EXPECT_FALSE(lines.empty());
    }
}

}  // namespace
}  // namespace dlfp::conformance
