// Every kind of finding, with the place it names; the tables of the domain have none.
#include "core/pricing/server/validate_table.h"

#include <gtest/gtest.h>

#include "core/pricing/server/testing/tables.h"

namespace dlfp::pricing {
namespace {

using namespace testing;

struct Case {
    std::string what;
    std::function<void(RateTable&)> spoil;
    FindingKind kind;
    std::string place;
};

RateLineCollection& first(RateTable& table) { return table.collections[0]; }
RateLine& line(RateTable& table, std::size_t place) { return first(table).lines[place]; }

std::vector<Case> number_cases() {
    const std::string all = "/collections/0";
    return {
        {"no collection", [](RateTable& t) { t.collections.clear(); }, FindingKind::no_collection,
         "/collections"},
        {"no line", [](RateTable& t) { first(t).lines.clear(); }, FindingKind::no_line,
         all + "/lines"},
        {"negative price", [](RateTable& t) { line(t, 1).value_fen = Money::fen(-1); },
         FindingKind::negative_price, all + "/lines/1/value_fen"},
        {"negative cap", [](RateTable& t) { first(t).max_value_fen = Money::fen(-1); },
         FindingKind::negative_price, all + "/max_value_fen"},
        {"a price beyond reason", [](RateTable& t) { line(t, 0).value_fen = yuan(10'000'001); },
         FindingKind::price_too_high, all + "/lines/0/value_fen"},
        {"least above most",
         [](RateTable& t) {
             line(t, 0).min_value_fen = yuan(2), line(t, 0).max_value_fen = yuan(1);
         },
         FindingKind::least_above_most, all + "/lines/0/min_value_fen"},
        {"minute 1441", [](RateTable& t) { line(t, 0).usage.until_minute = 1441; },
         FindingKind::bad_number, all + "/lines/0/usage/until_minute"},
        {"an empty band", [](RateTable& t) { line(t, 0).usage = {60, 60, {}, {}}; },
         FindingKind::bad_number, all + "/lines/0/usage/until_minute"},
        {"no increment", [](RateTable& t) { line(t, 1).increment_minutes.reset(); },
         FindingKind::increment_missing, all + "/lines/1/increment_minutes"},
        {"an increment of nothing", [](RateTable& t) { line(t, 1).increment_minutes = 0; },
         FindingKind::bad_number, all + "/lines/1/increment_minutes"},
        {"a tier with an increment", [](RateTable& t) { line(t, 0).increment_minutes = 30; },
         FindingKind::increment_unused, all + "/lines/0/increment_minutes"},
        {"the same code twice", [](RateTable& t) { line(t, 1).code = "first_hour"; },
         FindingKind::repeated_code, all + "/lines/1/code"},
        {"a tier that ends before it begins", [](RateTable& t) { line(t, 1).duration_end = 30; },
         FindingKind::unreachable_line, all + "/lines/1/duration_end"},
        {"the same collection twice", [](RateTable& t) { t.collections.push_back(first(t)); },
         FindingKind::repeated_code, "/collections/1/code"},
        {"visits that end before they begin",
         [](RateTable& t) {
             first(t).eligibility.visit_from = 3, first(t).eligibility.visit_until = 2;
         },
         FindingKind::bad_number, all + "/eligibility/visit_until"},
        {"grace of days", [](RateTable& t) { t.policy.grace_minutes = 1441; },
         FindingKind::bad_number, "/policy/grace_minutes"},
    };
}

std::vector<Case> coverage_cases() {
    const std::string all = "/collections/0";
    return {
        {"a hole in the ladder", [](RateTable& t) { line(t, 1).duration_start = 90; },
         FindingKind::gap, all},
        {"a ladder that ends", [](RateTable& t) { line(t, 1).duration_end = 600; },
         FindingKind::ladder_ends, all + "/lines"},
        {"a tier twice", [](RateTable& t) { line(t, 1).duration_start = 30; }, FindingKind::overlap,
         all + "/lines/0"},
        {"hours without a band", [](RateTable& t) { line(t, 1).usage = {480, 1200, {}, {}}; },
         FindingKind::gap, all},
        {"holidays without a band",
         [](RateTable& t) { line(t, 1).usage.day_kinds = {DayKind::working_day}; },
         FindingKind::gap, all},
        {"a tier after the ladder has restarted",
         [](RateTable& t) {
             line(t, 1).duration_end = 2000;
             first(t).lines.push_back(increment("never", 2000, 60, 100));
         },
         FindingKind::unreachable_line, all + "/lines/2/duration_start"},
        {"vehicles nobody prices",
         [](RateTable& t) { first(t).eligibility.energies = {Energy::fuel}; },
         FindingKind::vehicles_left_out, "/collections"},
        {"a collection behind one that takes all",
         [](RateTable& t) {
             t.collections.push_back(first(t));
             t.collections[1].code = "other", t.collections[1].eligibility.priority = 2;
         },
         FindingKind::unreachable_collection, "/collections/1/eligibility"},
        {"two collections with one priority",
         [](RateTable& t) {
             t.collections.push_back(first(t));
             t.collections[1].code = "other";
         },
         FindingKind::ambiguous_priority, "/collections/1/eligibility/priority"},
    };
}

TEST(validate_table, every_finding_names_its_place) {
    auto cases = number_cases();
    for (auto& one : coverage_cases()) cases.push_back(std::move(one));
    for (const auto& one : cases) {
        auto table = tariff_g();
        one.spoil(table);
        const auto findings = validate_table(table);
        ASSERT_FALSE(findings.empty()) << one.what;
        EXPECT_EQ(findings[0].kind, one.kind) << one.what;
        EXPECT_EQ(findings[0].place, one.place) << one.what;
        EXPECT_THROW(Tariff{table}, std::invalid_argument) << one.what;
    }
}

TEST(validate_table, a_gap_says_from_when_until_when_and_on_which_days) {
    auto table = tariff_g();
    line(table, 1).usage = {480, 1200, {DayKind::working_day, DayKind::rest_day}, {}};
    const auto findings = validate_table(table);
    ASSERT_EQ(findings.size(), 3U) << "before eight, after eight in the evening, holidays";
    EXPECT_EQ(findings[0].duration_start, 60);
    EXPECT_FALSE(findings[0].duration_end);
    EXPECT_EQ(findings[0].from_minute, 0);
    EXPECT_EQ(findings[0].until_minute, 480);
    EXPECT_EQ(findings[0].day_kinds, (std::vector{DayKind::working_day, DayKind::rest_day}));
    EXPECT_EQ(findings[2].day_kinds, std::vector{DayKind::holiday});
    EXPECT_EQ(findings[2].until_minute, 1440);
}

TEST(validate_table, an_overlap_names_both_lines) {
    auto table = tariff_g();
    auto again = line(table, 1);
    again.code = "night", again.usage = {1200, 480, {}, {}};
    first(table).lines.push_back(again);
    const auto findings = validate_table(table);
    ASSERT_EQ(findings.size(), 2U);
    EXPECT_EQ(findings[0].kind, FindingKind::overlap);
    EXPECT_EQ(findings[0].place, "/collections/0/lines/1");
    EXPECT_EQ(findings[0].other_place, "/collections/0/lines/2");
}

TEST(validate_table, a_whole_table_has_no_findings) {
    EXPECT_TRUE(validate_table(tariff_g()).empty());
    auto with_spare_end = tariff_g();
    line(with_spare_end, 1).duration_end = 1440;
    EXPECT_TRUE(validate_table(with_spare_end).empty())
        << "the ladder may end with the window in which it restarts";
    auto bounded = tariff_g();
    line(bounded, 0).min_value_fen = line(bounded, 0).max_value_fen = yuan(5);
    first(bounded).min_value_fen = yuan(1);
    EXPECT_TRUE(validate_table(bounded).empty()) << "the least may be the most";
}

}  // namespace
}  // namespace dlfp::pricing
