// Quotes are honoured as they stand or refused.
#include "core/pricing/server/quote.h"

#include "core/pricing/server/testing/pricing_bank.h"
#include "core/pricing/server/verify_prices.h"

namespace dlfp::pricing {
namespace {

using namespace testing;

struct QuoteTest : ::testing::Test, PricingBank {
    DraftReply made = in_force();

    test::Outcome<QuoteView> honour(QuoteId id, std::string reference = "order-1") {
        return maker().call(honour_quote_endpoint, {id, std::move(reference)});
    }
};

TEST_F(QuoteTest, a_quote_holds_version_facts_price_and_steps) {
    const auto quoted = quote(made.table_id, 190);
    EXPECT_EQ(quoted->price.total_fen, yuan(15));
    EXPECT_EQ(quoted->version_id, made.version_id);
    EXPECT_EQ(quoted->version_number, 1);
    EXPECT_EQ(quoted->expires_at_us, bank.now() + 15min);
    const auto shown = maker().call(show_quote_endpoint, {quoted->quote_id});
    EXPECT_EQ(shown->price.total_fen, yuan(15));
    EXPECT_EQ(shown->steps.size(), quoted->steps.size());
    EXPECT_EQ(shown->stay.entered_at_us, bank.now() - 190min);
    EXPECT_FALSE(shown->honoured_at_us);
}

// Row P14 of the domain: fetched at nine, paid at two.
TEST_F(QuoteTest, an_expired_quote_is_refused_and_another_one_is_asked_for) {
    const auto quoted = quote(made.table_id, 60);
    bank.advance(15min);
    EXPECT_SUCCEEDS(honour(quoted->quote_id)) << "the last moment is within";
    const auto later = quote(made.table_id, 75);
    bank.advance(15min + 1s);
    EXPECT_FAILS(honour(later->quote_id), quote_expired);
    EXPECT_FALSE(maker().call(show_quote_endpoint, {later->quote_id})->honoured_at_us);
}

TEST_F(QuoteTest, a_quote_is_honoured_once_and_again_only_for_the_same_thing) {
    const auto quoted = quote(made.table_id, 60);
    EXPECT_EQ(honour(quoted->quote_id)->price.due_fen, yuan(5));
    EXPECT_EQ(honour(quoted->quote_id)->honoured_for, "order-1");
    EXPECT_FAILS(honour(quoted->quote_id, "order-2"), quote_used);
    bank.advance(1h);
    EXPECT_SUCCEEDS(honour(quoted->quote_id)) << "it was honoured in time";
}

TEST_F(QuoteTest, a_price_change_does_not_reach_a_quote) {
    auto quoted = maker().call(quote_stay_endpoint, {.table_id = made.table_id,
                                                     .stay = stay_until_now(60),
                                                     .valid_minutes = api::Whole<1, 1440>{1440}});
    const auto next = maker().call(draft_version_endpoint, {made.table_id, made.version_id});
    auto dearer = starter_table("停车场");
    dearer.collections[0].lines[0].value_fen = yuan(80);
    save(next->version_id, dearer);
    approve(submitted(next->version_id, today()));
    EXPECT_EQ(quote(made.table_id, 60)->price.total_fen, yuan(30));
    EXPECT_EQ(honour(quoted->quote_id)->price.total_fen, yuan(5));
    EXPECT_TRUE(verify_prices(bank.platform()).empty());
}

TEST_F(QuoteTest, unknown_things_and_impossible_stays_are_refused_in_order) {
    EXPECT_FAILS(maker().call(show_quote_endpoint, {QuoteId::fixed(9)}), quote_not_found);
    EXPECT_FAILS(honour(QuoteId::fixed(9)), quote_not_found);
    EXPECT_FAILS(maker().call(quote_stay_endpoint,
                              {.table_id = TableId::fixed(9), .stay = stay_until_now(1)}),
                 table_not_found);
    auto reversed = stay_until_now(1);
    std::swap(reversed.entered_at_us, reversed.left_at_us);
    EXPECT_FAILS(maker().call(quote_stay_endpoint, {.table_id = made.table_id, .stay = reversed}),
                 left_before_entered);
    auto spoiled = stay_until_now(1);
    spoiled.visit_number = 0;
    EXPECT_FAILS(maker().call(quote_stay_endpoint, {.table_id = made.table_id, .stay = spoiled}),
                 stay_malformed);
    EXPECT_FAILS(quote(created("empty").table_id, 1), no_price_in_force);
    EXPECT_FAILS(maker().call(quote_stay_endpoint, {.table_id = made.table_id,
                                                    .priced = PricedCase::missing_entry,
                                                    .stay = stay_until_now(0)}),
                 entry_unknown);
}

TEST_F(QuoteTest, a_quote_that_was_tampered_with_is_found) {
    const auto quoted = quote(made.table_id, 60);
    bank.database().write([&](sql::Transaction& transaction) {
        transaction.execute({"test.tamper", "UPDATE pricing_quote SET due_fen = 1 WHERE id = $1"},
                            quoted->quote_id);
        return true;
    });
    EXPECT_EQ(verify_prices(bank.platform()).size(), 1U);
    bank.database().write([&](sql::Transaction& transaction) {
        transaction.execute({"test.tamper", "UPDATE pricing_version SET content = '{}'"});
        return true;
    });
    EXPECT_EQ(verify_prices(bank.platform()).size(), 1U) << "the version, no longer the quote";
}

}  // namespace
}  // namespace dlfp::pricing
