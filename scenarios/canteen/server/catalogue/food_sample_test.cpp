// Kept samples of finished dishes (row C10): weight, time, discarding, and whose they are.
#include "scenarios/canteen/server/catalogue/food_sample.h"

#include "scenarios/canteen/server/catalogue/keep_food_samples.h"
#include "scenarios/canteen/server/testing/canteen_bank.h"

namespace dlfp::canteen {
namespace {

using Bank = CanteenBank;

// row: C10
TEST(plan_discard_after, a_sample_has_125_grams_and_stays_48_hours) {
    const auto now = test::test_noon;
    EXPECT_TRUE(plan_discard_after(124, now, now).failed_with(sample_too_small));
    EXPECT_EQ(payment::fact_of(plan_discard_after(1, now, now).error(), "grams_min"), 125);
    EXPECT_EQ(*plan_discard_after(125, now, now), now + 48h);
    EXPECT_EQ(*plan_discard_after(300, now - 24h, now), now + 24h);
    EXPECT_TRUE(plan_discard_after(125, now + 1us, now).failed_with(sample_time_malformed));
    EXPECT_TRUE(plan_discard_after(125, now - 24h - 1us, now).failed_with(sample_time_malformed));
}

struct FoodSampleTest : testing::Test {
    Bank bank;

    auto keep(std::int64_t grams, UtcTime taken_at) {
        return bank.kitchen().call(keep_food_sample_endpoint, {.period_id = Bank::lunch_period,
                                                               .day = bank.today(),
                                                               .dish_id = Bank::pork,
                                                               .grams = {grams},
                                                               .keeper = "王师傅",
                                                               .taken_at_us = taken_at});
    }
    auto discard(FoodSampleId id) {
        return bank.kitchen().call(discard_food_sample_endpoint, {id});
    }
    ListSamplesReply list() { return *bank.steward().call(list_food_samples_endpoint, {}); }
};

// row: C10
TEST_F(FoodSampleTest, mondays_lunch_goes_on_wednesday_after_the_same_time) {
    const auto kept = keep(150, bank.at(11, 30));
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->discard_after_us, bank.at(48 + 11, 30));
    bank.set_time(bank.at(48 + 11, 30) - 1us);
    EXPECT_FALSE(list().kept.at(0).is_due);
    const auto early = discard(kept->food_sample_id);
    EXPECT_FAILS(early, sample_still_kept);
    EXPECT_EQ(early.fact("discard_after_us"), kept->discard_after_us.us());
    bank.set_time(bank.at(48 + 11, 30));
    EXPECT_TRUE(list().kept.at(0).is_due);
    EXPECT_SUCCEEDS(discard(kept->food_sample_id));
    EXPECT_TRUE(list().kept.empty());
    EXPECT_EQ(list().discarded.at(0).discarded_by, "王师傅");
    EXPECT_EQ(list().discarded.at(0).discarded_at_us, bank.bank.now());
    EXPECT_FAILS(discard(kept->food_sample_id), sample_discarded);
}

TEST_F(FoodSampleTest, what_is_due_first_stands_first) {
    ASSERT_TRUE(keep(200, bank.at(11, 50)));
    ASSERT_TRUE(keep(130, bank.at(11, 10)));
    const auto kept = list().kept;
    ASSERT_EQ(kept.size(), 2U);
    EXPECT_EQ(kept[0].grams, 130);
    EXPECT_EQ(kept[0].dish_name, "红烧肉");
    EXPECT_EQ(kept[0].keeper, "王师傅");
}

TEST_F(FoodSampleTest, too_little_or_from_memory_is_refused_and_nothing_is_kept) {
    EXPECT_FAILS(keep(124, bank.bank.now()), sample_too_small);
    EXPECT_FAILS(keep(200, bank.bank.now() + 1s), sample_time_malformed);
    EXPECT_TRUE(list().kept.empty());
}

TEST_F(FoodSampleTest, another_operator_neither_sees_nor_discards) {
    const auto kept = keep(150, bank.bank.now());
    EXPECT_TRUE(bank.other_steward().call(list_food_samples_endpoint, {})->kept.empty());
    bank.bank.advance(49h);
    EXPECT_FAILS(bank.other_steward().call(discard_food_sample_endpoint, {kept->food_sample_id}),
                 food_sample_not_found);
    EXPECT_EQ(bank.cashier().call(discard_food_sample_endpoint, {kept->food_sample_id}).status, 403)
        << "cashiers have no work in the kitchen";
}

}  // namespace
}  // namespace dlfp::canteen
