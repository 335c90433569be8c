// From a draft to prices in force: who may do what, what is refused, what never changes.
#include "core/pricing/server/edit_tables.h"

#include "core/pricing/server/testing/pricing_bank.h"
#include "core/pricing/server/verify_prices.h"

namespace dlfp::pricing {
namespace {

using namespace testing;

struct EditTablesTest : ::testing::Test, PricingBank {};

TEST_F(EditTablesTest, a_table_begins_with_a_draft_that_can_be_priced_with) {
    const auto made = created();
    const auto shown = maker().call(show_version_endpoint, {made.version_id});
    EXPECT_EQ(shown->version.state, VersionState::draft);
    EXPECT_TRUE(shown->findings.empty());
    EXPECT_EQ(shown->table, starter_table("停车场"));
    const auto listed = maker().call(list_tables_endpoint, {});
    ASSERT_EQ(listed->items.size(), 1U);
    EXPECT_FALSE(listed->items[0].in_force);
    EXPECT_EQ(listed->items[0].latest->number, 1);
}

TEST_F(EditTablesTest, two_tables_of_an_operator_have_two_codes) {
    created();
    EXPECT_FAILS(
        maker().call(create_table_endpoint, {std::string("car_park"), std::string("另一处")}),
        table_code_taken);
    EXPECT_SUCCEEDS(
        foreigner().call(create_table_endpoint, {std::string("car_park"), std::string("别家")}));
}

// clause: 3.1.5-1
TEST_F(EditTablesTest, operators_do_not_see_each_other) {
    const auto made = in_force();
    const auto quoted = quote(made.table_id, 60);
    EXPECT_TRUE(foreigner().call(list_tables_endpoint, {})->items.empty());
    EXPECT_FAILS(foreigner().call(show_table_endpoint, {made.table_id}), table_not_found);
    EXPECT_FAILS(foreigner().call(show_version_endpoint, {made.version_id}), version_not_found);
    EXPECT_FAILS(foreigner().call(draft_version_endpoint, {made.table_id, made.version_id}),
                 table_not_found);
    EXPECT_FAILS(
        foreigner().call(save_draft_endpoint, {made.version_id, 1, std::string(), tariff_g()}),
        version_not_found);
    EXPECT_FAILS(foreigner().call(submit_version_endpoint, {made.version_id, today()}),
                 version_not_found);
    EXPECT_FAILS(foreigner().call(compare_versions_endpoint, {made.version_id, made.version_id}),
                 version_not_found);
    EXPECT_FAILS(foreigner().call(quote_stay_endpoint,
                                  {.table_id = made.table_id, .stay = stay_until_now(5)}),
                 table_not_found);
    EXPECT_FAILS(foreigner().call(show_quote_endpoint, {quoted->quote_id}), quote_not_found);
    EXPECT_FAILS(foreigner().call(honour_quote_endpoint, {quoted->quote_id, std::string("order")}),
                 quote_not_found);
    const auto theirs =
        foreigner().call(create_table_endpoint, {std::string("theirs"), std::string("别家")});
    EXPECT_FAILS(maker().call(draft_version_endpoint, {made.table_id, theirs->version_id}),
                 version_not_found);
}

TEST_F(EditTablesTest, a_draft_is_saved_as_it_is_with_what_is_wrong) {
    const auto made = created();
    auto table = tariff_g();
    table.collections[0].lines[1].duration_start = 90;
    const auto saved = save(made.version_id, table);
    EXPECT_EQ(saved.revision, 2);
    ASSERT_EQ(saved.findings.size(), 1U);
    EXPECT_EQ(saved.findings[0].kind, FindingKind::gap);
    const auto refused = maker().call(submit_version_endpoint, {made.version_id, today()});
    EXPECT_FAILS(refused, table_has_findings);
    EXPECT_EQ(refused.fact("count"), 1);
    EXPECT_EQ(maker().call(show_version_endpoint, {made.version_id})->table, table);
}

TEST_F(EditTablesTest, nobody_overwrites_what_somebody_else_saved) {
    const auto made = created();
    save(made.version_id, tariff_g());
    const auto late =
        maker().call(save_draft_endpoint, {made.version_id, 1, std::string(), starter_table("迟")});
    EXPECT_FAILS(late, version_changed);
    EXPECT_EQ(late.fact("revision"), 2);
    EXPECT_EQ(maker().call(show_version_endpoint, {made.version_id})->table, tariff_g());
}

TEST_F(EditTablesTest, prices_hold_from_their_day_on_when_a_second_person_agreed) {
    const auto made = created();
    const auto asked = submitted(made.version_id, today().plus_days(1));
    EXPECT_EQ(version(made.version_id).state, VersionState::waiting);
    auto both = as(1, {"approval.decide_approvals", "pricing.agree"});
    EXPECT_EQ(both.call(approval::approve_endpoint, {asked}).code, "approval.own_request");
    approve(asked);
    EXPECT_EQ(version(made.version_id).state, VersionState::approved);
    EXPECT_FAILS(quote(made.table_id, 60), no_price_in_force)
    << "its day has not come";
    bank.advance(24h);
    EXPECT_TRUE(version(made.version_id).is_in_force);
    EXPECT_EQ(quote(made.table_id, 60)->price.total_fen, yuan(5));
}

TEST_F(EditTablesTest, what_was_handed_in_or_approved_never_changes) {
    const auto made = created();
    const auto asked = submitted(made.version_id, today());
    const SaveDraftRequest change{made.version_id, 1, std::string(), tariff_g()};
    EXPECT_FAILS(maker().call(save_draft_endpoint, change), version_not_draft);
    EXPECT_FAILS(maker().call(submit_version_endpoint, {made.version_id, today()}),
                 version_not_draft);
    approve(asked);
    EXPECT_FAILS(maker().call(save_draft_endpoint, change), version_not_draft);
    EXPECT_EQ(maker().call(show_version_endpoint, {made.version_id})->table,
              starter_table("停车场"));
    EXPECT_TRUE(verify_prices(bank.platform()).empty());
}

TEST_F(EditTablesTest, a_rejected_version_is_a_draft_again) {
    const auto made = created();
    const auto asked = submitted(made.version_id, today());
    EXPECT_SUCCEEDS(checker().call(approval::reject_endpoint, {asked}));
    EXPECT_EQ(version(made.version_id).state, VersionState::draft);
    EXPECT_FALSE(version(made.version_id).valid_from);
    EXPECT_EQ(save(made.version_id, tariff_g()).revision, 2);
    approve(submitted(made.version_id, today()));
}

TEST_F(EditTablesTest, an_approval_that_comes_after_the_day_is_refused) {
    const auto made = created();
    const auto asked = submitted(made.version_id, today());
    bank.advance(24h);
    const auto late = checker().call(approval::approve_endpoint, {asked});
    EXPECT_FAILS(late, approval::change_not_applicable);
    EXPECT_NE(late.body.find("pricing.valid_from_refused"), std::string::npos);
    EXPECT_EQ(version(made.version_id).state, VersionState::waiting);
}

TEST_F(EditTablesTest, days_in_the_past_and_far_ahead_are_refused) {
    const auto made = created();
    for (const auto days : {-1, 367})
        EXPECT_FAILS(
            maker().call(submit_version_endpoint, {made.version_id, today().plus_days(days)}),
            valid_from_refused);
}

TEST_F(EditTablesTest, the_next_version_takes_over_and_old_stays_keep_their_prices) {
    const auto made = in_force();
    const auto next = maker().call(draft_version_endpoint, {made.table_id, made.version_id});
    auto dearer = starter_table("停车场二");
    dearer.collections[0].lines[0].value_fen = yuan(8);
    save(next->version_id, dearer);
    approve(submitted(next->version_id, today().plus_days(1)));
    EXPECT_EQ(quote(made.table_id, 60)->price.total_fen, yuan(5));
    bank.advance(24h);
    EXPECT_EQ(quote(made.table_id, 60)->price.total_fen, yuan(8));
    EXPECT_EQ(quote(made.table_id, 13 * 60)->price.total_fen, yuan(30))
        << "began yesterday, by the prices of yesterday";
    const auto shown = maker().call(show_table_endpoint, {made.table_id});
    EXPECT_EQ(shown->name, "停车场二");
    ASSERT_EQ(shown->versions.size(), 2U);
    EXPECT_TRUE(shown->versions[0].is_in_force);
    EXPECT_FALSE(shown->versions[1].is_in_force);
}

TEST_F(EditTablesTest, a_comparison_names_what_differs_and_what_it_costs) {
    const auto made = in_force();
    const auto next = maker().call(draft_version_endpoint, {made.table_id, made.version_id});
    auto dearer = starter_table("停车场");
    dearer.collections[0].lines[0].value_fen = yuan(8);
    dearer.collections[0].visit_max_value_fen = yuan(50);
    save(next->version_id, dearer);
    const auto compared =
        maker().call(compare_versions_endpoint, {made.version_id, next->version_id});
    ASSERT_EQ(compared->differences.size(), 2U);
    EXPECT_EQ(compared->differences[0].place, "/collections/all/lines/first_hour/value_fen");
    EXPECT_EQ(compared->differences[0].before, "500");
    EXPECT_EQ(compared->differences[0].after, "800");
    EXPECT_EQ(compared->differences[1].place, "/collections/all/visit_max_value_fen");
    EXPECT_FALSE(compared->differences[1].before);
    const auto hour = std::ranges::find(compared->samples, 60, &SamplePrice::minutes);
    EXPECT_EQ(hour->before_fen, yuan(5));
    EXPECT_EQ(hour->after_fen, yuan(8));
}

TEST_F(EditTablesTest, a_comparison_with_a_draft_that_cannot_price_shows_what_it_lacks) {
    const auto made = in_force();
    const auto next = maker().call(draft_version_endpoint, {made.table_id, made.version_id});
    auto unfinished = starter_table("停车场");
    auto& all = unfinished.collections[0];
    all.lines.pop_back();
    all.lines[0].usage.day_kinds = {DayKind::rest_day, DayKind::holiday};
    save(next->version_id, unfinished);
    const auto compared =
        maker().call(compare_versions_endpoint, {made.version_id, next->version_id});
    const auto difference = [&](std::string_view place) {
        const auto found =
            std::ranges::find(compared->differences, "/collections/all/lines/" + std::string(place),
                              &Difference::place);
        return found == compared->differences.end() ? Difference{} : *found;
    };
    EXPECT_EQ(difference("further/value_fen").before, "200");
    EXPECT_FALSE(difference("further/value_fen").after);
    EXPECT_FALSE(difference("first_hour/usage/day_kinds").before);
    EXPECT_EQ(difference("first_hour/usage/day_kinds").after, "rest_day holiday");
    for (const auto& sample : compared->samples) {
        EXPECT_TRUE(sample.before_fen);
        EXPECT_FALSE(sample.after_fen);
    }
}

TEST_F(EditTablesTest, a_trial_prices_any_table_or_says_what_is_wrong) {
    const auto trial =
        maker().call(try_price_endpoint,
                     {.table = tariff_g(), .priced = PricedCase::stay, .stay = stay_of(0, 70)});
    EXPECT_EQ(trial->explained->price.total_fen, yuan(7));
    EXPECT_FALSE(trial->explained->steps.empty());
    auto broken = tariff_g();
    broken.collections[0].lines.pop_back();
    const auto told = maker().call(try_price_endpoint, {.table = broken, .stay = stay_of(0, 70)});
    EXPECT_FALSE(told->explained);
    EXPECT_EQ(told->findings.at(0).kind, FindingKind::ladder_ends);
    EXPECT_FAILS(maker().call(try_price_endpoint, {.table = tariff_g(), .stay = stay_of(70, 0)}),
                 left_before_entered);
    EXPECT_FAILS(maker().call(try_price_endpoint, {.table = tariff_g(),
                                                   .priced = PricedCase::missing_entry,
                                                   .stay = stay_of(70, 70)}),
                 entry_unknown);
}

}  // namespace
}  // namespace dlfp::pricing
