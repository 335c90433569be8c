// Replays, changed content and sales that look like a slip of the hand.
#include "scenarios/canteen/server/counter/decide_repeat.h"

#include <gtest/gtest.h>

#include "scenarios/canteen/server/counter/sale_fact.h"

namespace dlfp::canteen {
namespace {

SaleFact fact_of(std::int64_t seq, Money amount) {
    return {.seq = {seq},
            .device_time_us = UtcTime::from_us(1'795'406'400'000'000),
            .payer = {PayerKind::card, std::string("C1001")},
            .lines = {{.kind = TerminalMode::free_amount,
                       .dish_name = std::string("午餐"),
                       .quantity = {1},
                       .weight_g = {},
                       .unit_price_fen = amount}}};
}

// Row C3.
TEST(decide_repeat, the_same_number_and_content_is_a_replay) {
    const auto hash = content_hash_of(fact_of(4711, yuan(12)));
    EXPECT_EQ(decide_repeat(std::nullopt, hash, 4711).value(), Repeat::fresh);
    EXPECT_EQ(decide_repeat(hash, content_hash_of(fact_of(4711, yuan(12))), 4711).value(),
              Repeat::replay);
}

// Row C3.
TEST(decide_repeat, the_same_number_with_other_content_is_a_conflict) {
    const auto hash = content_hash_of(fact_of(4711, yuan(12)));
    const auto decided = decide_repeat(hash, content_hash_of(fact_of(4711, yuan(13))), 4711);
    EXPECT_TRUE(decided.failed_with(sale_seq_reused));
}

TEST(decide_repeat, every_part_of_a_fact_is_part_of_its_content) {
    const auto fact = fact_of(4711, yuan(12));
    auto later = fact;
    later.device_time_us = fact.device_time_us + 1s;
    auto other_payer = fact;
    other_payer.payer.value = std::string("C1002");
    auto other_kind = fact;
    other_kind.payer.kind = PayerKind::diner_number;
    auto renamed = fact;
    renamed.lines[0].dish_name = std::string("晚餐");
    auto weighed = fact;
    weighed.lines[0].weight_g = api::Whole<1, 50'000>{1};
    for (const auto& changed : {later, other_payer, other_kind, renamed, weighed})
        EXPECT_NE(content_hash_of(changed), content_hash_of(fact));
}

/// The same literal stands in the console's test: both sides build one text.
TEST(sale_fact, the_signed_text_is_the_one_of_the_protocol) {
    SaleFact fact{.seq = {7},
                  .device_time_us = UtcTime::from_us(1'795'406'400'000'000),
                  .payer = {PayerKind::card, std::string("C1001")},
                  .lines = {{.kind = TerminalMode::weigh,
                             .dish_name = std::string("红烧肉"),
                             .quantity = {1},
                             .weight_g = api::Whole<1, 50'000>{356},
                             .unit_price_fen = Money::fen(25'80)}}};
    EXPECT_EQ(batch_text({TerminalId::fixed(1), 7, 7}, {fact}),
              "dlfp-batch-1\ntrm_00000000000000000000000001\n7\n7\n"
              "sale\n7\n1795406400000000\ncard:C1001\nweigh\t\t\t红烧肉\t1\t356\t2580\n");
}

constexpr auto noon = UtcTime::from_us(1'795'406'400'000'000);

// Row C3: seq 4711 and 4712, same card and amount, 4 s apart.
TEST(decide_suspicion, the_same_diner_and_amount_four_seconds_apart_is_raised) {
    const std::vector<NearbySale> nearby{{SaleId::fixed(4711), yuan(12), noon}};
    EXPECT_EQ(decide_suspicion(nearby, yuan(12), noon + 4s), SaleId::fixed(4711));
    EXPECT_EQ(decide_suspicion(nearby, yuan(12), noon - 4s), SaleId::fixed(4711));
}

TEST(decide_suspicion, another_amount_or_more_than_a_minute_is_not) {
    const std::vector<NearbySale> nearby{{SaleId::fixed(4711), yuan(12), noon}};
    EXPECT_EQ(decide_suspicion(nearby, yuan(13), noon + 4s), std::nullopt);
    EXPECT_EQ(decide_suspicion(nearby, yuan(12), noon + 60s), SaleId::fixed(4711));
    EXPECT_EQ(decide_suspicion(nearby, yuan(12), noon + 61s), std::nullopt);
    EXPECT_EQ(decide_suspicion({}, yuan(12), noon), std::nullopt);
}

TEST(decide_suspicion, the_nearest_sale_is_named) {
    const std::vector<NearbySale> nearby{{SaleId::fixed(1), yuan(12), noon - 30s},
                                         {SaleId::fixed(2), yuan(12), noon - 5s}};
    EXPECT_EQ(decide_suspicion(nearby, yuan(12), noon), SaleId::fixed(2));
}

}  // namespace
}  // namespace dlfp::canteen
