// The register over the endpoints: what comes in by tests, probes and attachments shows, and nobody
// alone can make a clause look fulfilled.
#include <gtest/gtest.h>

#include "services/conformance/server/print_register.h"
#include "services/conformance/server/testing/register_bank.h"

#include <sstream>

namespace dlfp::conformance {
namespace {

using namespace testing;

struct RegisterTest : ::testing::Test, RegisterBank {
    /// A clause whose first named test is real, and that test.
    static std::pair<std::string, NamedEvidence> tested_clause() {
        for (const auto& [clause, lines] : catalogue().evidence)
            if (lines.size() == 1 && lines[0].runner == "gtest" && !lines[0].is_simulated)
                return {clause, lines[0]};
        throw std::logic_error("no clause with one test");
    }
    static ResultFile results(TestOutcome outcome, UtcTime at) {
        const auto line = tested_clause().second;
        return {.commit = {},
                .results = std::vector<TestResult>{{line.runner, line.path, line.test, outcome, at},
                                                   {{"gtest"}, {"x"}, {"a.b"}, outcome, at}}};
    }
    void hand_in(TestOutcome outcome) {
        const auto asked = officer().call(import_results_endpoint, results(outcome, bank.now()));
        ASSERT_TRUE(asked) << asked.body;
        EXPECT_EQ(asked->known_count, 1);
        EXPECT_EQ(asked->ignored_count, 1);
        approve(asked->approval_id);
    }
    Standing standing(std::string_view id) { return clause(id).line.standing; }
    ClauseState state(std::string_view id) { return clause(id).line.state; }
};

TEST_F(RegisterTest, every_clause_is_counted_once) {
    const auto overview = officer().call(show_overview_endpoint, {});
    std::int64_t total = 0;
    for (const auto& count : overview->states) total += count.count;
    EXPECT_EQ(total, 591);
    EXPECT_EQ(overview->clause_count, 591);
    EXPECT_FALSE(overview->last_import);
    std::int64_t in_chapters = 0;
    for (const auto& chapter : overview->chapters)
        for (const auto& count : chapter.states) in_chapters += count.count;
    EXPECT_EQ(in_chapters, 591);
}

TEST_F(RegisterTest, lists_are_filtered_searched_and_paged) {
    const auto tenth = officer().call(list_clauses_endpoint, {.chapter = api::Whole<1, 99>{10},
                                                              .priority = api::Whole<1, 3>{1},
                                                              .limit = api::Whole<1, 200>{5}});
    ASSERT_EQ(tenth->items.size(), 5U);
    for (const auto& item : tenth->items) {
        EXPECT_EQ(item.chapter, 10);
        EXPECT_EQ(item.priority, 1);
    }
    const auto rest =
        officer().call(list_clauses_endpoint, {.chapter = api::Whole<1, 99>{10},
                                               .priority = api::Whole<1, 3>{1},
                                               .after = api::Whole<0, 100'000>{*tenth->next_after},
                                               .limit = api::Whole<1, 200>{200}});
    EXPECT_EQ(std::ssize(rest->items), tenth->total - 5);
    EXPECT_FALSE(rest->next_after);
    const auto found = officer().call(list_clauses_endpoint, {.search = std::string("验证码")});
    EXPECT_GT(found->total, 3);
    EXPECT_EQ(
        officer().call(list_clauses_endpoint, {.search = std::string("no such words")})->total, 0);
    const auto open = officer().call(list_clauses_endpoint, {.state = ClauseState::not_yet});
    EXPECT_GT(open->total, 0);
    EXPECT_EQ(officer()
                  .call(list_clauses_endpoint,
                        {.state = ClauseState::not_yet, .standing = Standing::broken})
                  ->total,
              0);
}

TEST_F(RegisterTest, unknown_clause_is_not_found) {
    EXPECT_FAILS(officer().call(show_clause_endpoint, {std::string("99.9-z")}), clause_not_found);
}

TEST_F(RegisterTest, a_named_test_without_result_is_amber_until_one_is_agreed_to) {
    const auto [id, line] = tested_clause();
    EXPECT_EQ(state(id), ClauseState::tested);
    EXPECT_EQ(standing(id), Standing::ageing);
    hand_in(TestOutcome::passed);
    EXPECT_EQ(standing(id), Standing::holds);
    EXPECT_EQ(clause(id).tests.at(0).outcome, TestOutcome::passed);
    const auto last = officer().call(show_overview_endpoint, {})->last_import;
    ASSERT_TRUE(last);
    EXPECT_EQ(last->source, ImportSource::staff);
    EXPECT_EQ(last->result_count, 1);
}

TEST_F(RegisterTest, a_failed_test_breaks_and_an_old_one_turns_amber) {
    const auto id = tested_clause().first;
    hand_in(TestOutcome::passed);
    const auto days = clause(id).period_days;
    bank.advance(24h * days + 1s);
    EXPECT_EQ(standing(id), Standing::ageing);
    hand_in(TestOutcome::failed);
    EXPECT_EQ(standing(id), Standing::broken);
}

TEST_F(RegisterTest, an_older_result_never_replaces_a_newer_one) {
    const auto id = tested_clause().first;
    hand_in(TestOutcome::failed);
    const auto old =
        officer().call(import_results_endpoint, results(TestOutcome::passed, bank.now() - 1h));
    approve(old->approval_id);
    EXPECT_EQ(standing(id), Standing::broken);
}

TEST_F(RegisterTest, results_of_nothing_known_or_of_the_future_are_refused) {
    auto future = results(TestOutcome::passed, bank.now() + 6min);
    EXPECT_FAILS(officer().call(import_results_endpoint, future), results_of_the_future);
    auto foreign = results(TestOutcome::passed, bank.now());
    foreign.results.erase(foreign.results.begin());
    EXPECT_FAILS(officer().call(import_results_endpoint, foreign), results_unknown);
    EXPECT_TRUE(parse_results("{\"commit\":1}").failed_with(results_unreadable));
    EXPECT_TRUE(parse_results("passed").failed_with(results_unreadable));
}

TEST_F(RegisterTest, operations_import_at_once_and_leave_an_audit_record) {
    const auto line = tested_clause().second;
    const auto text = R"({"commit":"c0ffee","results":[{"runner":"gtest","path":")" + line.path +
                      R"(","test":")" + line.test + R"(","outcome":"passed","finished_at_us":)" +
                      std::to_string(bank.now().us()) + "}]}";
    EXPECT_EQ(import_by_operations(bank.platform(), text).value(), 1);
    EXPECT_EQ(standing(tested_clause().first), Standing::holds);
    EXPECT_EQ(officer().call(show_overview_endpoint, {})->last_import->revision, "c0ffee");
    std::int64_t records = 0;
    bank.database().read([&](sql::Reader& reader) {
        records = reader.value<std::int64_t>({"test.records",
                                              "SELECT COUNT(*) FROM audit_record WHERE action = "
                                              "'conformance.import_results'"});
    });
    EXPECT_EQ(records, 1);
}

TEST_F(RegisterTest, a_probe_shows_value_threshold_and_time) {
    EXPECT_EQ(state(probed_clause), ClauseState::not_yet);
    const auto measured = officer().call(measure_now_endpoint, {});
    ASSERT_TRUE(measured) << measured.body;
    EXPECT_EQ(measured->outside_count, 1);
    const auto shown = clause(probed_clause);
    EXPECT_EQ(shown.line.state, ClauseState::measured);
    EXPECT_EQ(shown.line.standing, Standing::broken) << "7 is above the configured 6";
    ASSERT_EQ(shown.probes.size(), 1U);
    EXPECT_EQ(shown.probes[0].amount, 7);
    EXPECT_EQ(shown.probes[0].threshold, 6);
    EXPECT_EQ(shown.probes[0].read_at_us, bank.now());
    told = api::Reading{.value = 6};
    bank.advance(1min);
    measure(bank.platform(), bank.now());
    EXPECT_EQ(standing(probed_clause), Standing::holds);
    EXPECT_EQ(clause(probed_clause).history.size(), 2U) << "the outcome changed";
    bank.advance(1min);
    measure(bank.platform(), bank.now());
    EXPECT_EQ(clause(probed_clause).history.size(), 2U) << "nothing changed on this day";
    told.reset();
    measure(bank.platform(), bank.now());
    EXPECT_EQ(state(probed_clause), ClauseState::not_yet) << "what is not known proves nothing";
}

TEST_F(RegisterTest, availability_counts_the_minutes_in_which_the_platform_ran) {
    const auto availability = [&] {
        std::optional<api::Reading> reading;
        bank.database().read([&](sql::Reader& reader) {
            reading = read_availability(bank.platform(), reader, bank.now());
        });
        return reading;
    };
    EXPECT_FALSE(availability());
    for (int minute = 0; minute < 20; ++minute) {
        beat(bank.platform(), bank.now());
        beat(bank.platform(), bank.now());
        bank.advance(1min);
    }
    EXPECT_EQ(availability()->value, 10'000);
    bank.advance(20min);
    EXPECT_EQ(availability()->value, 5'000);
}

TEST_F(RegisterTest, reports_hold_every_clause_and_no_markup_of_others) {
    const auto page = officer().call(export_html_endpoint, {});
    ASSERT_TRUE(page);
    for (const auto& known : catalogue().clauses)
        EXPECT_NE(page->bytes.find("<td>" + known.id + "</td>"), std::string::npos) << known.id;
    EXPECT_NE(page->bytes.find("lang=\"zh-CN\""), std::string::npos);
    const auto english = officer().call(export_html_endpoint, {.language = ReportLanguage::en});
    EXPECT_NE(english->bytes.find("not yet"), std::string::npos);
    const Clause sly{.id = "1-1", .zh = "<script>", .kind = "server"};
    const auto rendered = render_html({{&sly, {}, {}}}, ReportLanguage::zh, bank.now());
    EXPECT_EQ(rendered.find("<script>"), std::string::npos);
    const auto workbook = officer().call(export_workbook_endpoint, {});
    EXPECT_TRUE(workbook->bytes.starts_with("PK"));
}

TEST_F(RegisterTest, the_command_prints_counts_clauses_and_json) {
    const auto command = conformance_command();
    const auto printed = [&](const std::map<std::string, std::string>& given) {
        std::ostringstream out;
        api::CommandLine line{{}, out};
        for (const auto& option : command.options)
            line.options[std::string(option.name)] = option.otherwise;
        for (const auto& [name, value] : given) line.options[name] = value;
        EXPECT_EQ(command.run(bank.platform(), line), 0);
        return out.str();
    };
    const auto text = printed({});
    EXPECT_NE(text.find("591 clauses"), std::string::npos);
    EXPECT_NE(text.find(tested_clause().second.test), std::string::npos);
    EXPECT_EQ(printed({{"--list", "no"}}).find(tested_clause().second.test), std::string::npos);
    const auto json =
        api::JsonDocument::parse(printed({{"--format", "json"}, {"--chapter", "10"}}));
    ASSERT_TRUE(json);
    EXPECT_GT(json->root().find("clauses")->size(), 50U);
    EXPECT_EQ(json->root().find("states")->size(), 6U);
    EXPECT_THROW(printed({{"--state", "perfect"}}), std::runtime_error);
    EXPECT_THROW(printed({{"--results", "/nowhere/at/all"}}), std::runtime_error);
}

TEST_F(RegisterTest, who_may_not_look_sees_nothing) {
    auto stranger = as(9, {});
    EXPECT_FALSE(stranger.call(show_overview_endpoint, {}));
    EXPECT_FALSE(stranger.call(list_values_endpoint, {}));
    auto viewer = as(9, {"conformance.view_register"});
    EXPECT_TRUE(viewer.call(show_overview_endpoint, {}));
    EXPECT_FALSE(viewer.call(attest_endpoint, statement()));
    EXPECT_FALSE(viewer.call(measure_now_endpoint, {}));
}

}  // namespace
}  // namespace dlfp::conformance
