// Facts that waited find their diner or are written off.
#include "scenarios/canteen/server/counter/resolve_suspense.h"

#include "scenarios/canteen/server/testing/counter_bank.h"

namespace dlfp::canteen {
namespace {

struct SuspenseTest : testing::Test {
    CounterBank bank;
    Device device = bank.device();
    Diner diner = bank.zhang_with(yuan(50));

    SuspenseView waiting() { return bank.steward().call(list_suspense_endpoint, {})->items.at(0); }
    SuspenseView suspended(SaleFact fact) {
        bank.set_time(bank.at(14));
        bank.upload(device, {std::move(fact)}).value();
        return waiting();
    }
    SuspenseView of_unknown_card() {
        return suspended(fact_of(1, bank.at(12, 5), by_card("C4040"), yuan(12)));
    }
    test::Outcome<SuspenseView> book(SuspenseId id, std::string number = "1001") {
        return bank.steward().call(book_suspense_endpoint, {id, std::move(number), {"本人确认"}});
    }
};

TEST_F(SuspenseTest, a_found_diner_pays_for_the_meal_at_its_time) {
    const auto grant = bank.give_lunch(diner, yuan(10));
    const auto item = of_unknown_card();
    EXPECT_EQ(item.payer_ref, "card:C4040");
    EXPECT_EQ(item.shown_fen, yuan(12));
    EXPECT_EQ(item.lines.at(0).dish_name, "午餐");
    const auto booked = book(item.suspense_id);
    ASSERT_SUCCEEDS(booked);
    EXPECT_EQ(booked->state, SuspenseState::booked);
    EXPECT_EQ(bank.balance(grant.account_id), Money{});
    EXPECT_EQ(bank.cash_of(diner), yuan(48));
    EXPECT_FAILS(book(item.suspense_id), suspense_already_resolved);
    const auto again =
        bank.upload(device, {fact_of(1, bank.at(12, 5), by_card("C4040"), yuan(12))});
    EXPECT_EQ(again->receipts[0].outcome, FactOutcome::repeated);
    EXPECT_EQ(bank.cash_of(diner), yuan(48));
}

TEST_F(SuspenseTest, what_is_given_up_stays_with_its_reason) {
    const auto item = of_unknown_card();
    const auto given_up =
        bank.steward().call(write_off_suspense_endpoint, {item.suspense_id, {"卡号不存在"}});
    ASSERT_SUCCEEDS(given_up);
    EXPECT_TRUE(bank.steward().call(list_suspense_endpoint, {})->items.empty());
    const auto listed =
        bank.steward().call(list_suspense_endpoint, {.state = SuspenseState::written_off});
    ASSERT_EQ(listed->items.size(), 1U);
    EXPECT_EQ(listed->items[0].note, "卡号不存在");
    EXPECT_FAILS(bank.steward().call(write_off_suspense_endpoint, {item.suspense_id, {"x"}}),
                 suspense_already_resolved);
}

TEST_F(SuspenseTest, what_still_cannot_be_booked_says_why) {
    const auto first = fact_of(1, bank.at(12, 5), by_card("C1001"), yuan(12));
    bank.set_time(bank.at(14));
    bank.upload(device, {first}).value();
    auto changed = first;
    changed.lines[0].unit_price_fen = yuan(13);
    EXPECT_FAILS(book(suspended(changed).suspense_id), suspense_not_bookable);
}

TEST_F(SuspenseTest, unknown_diners_foreign_items_and_cashiers_are_refused) {
    const auto item = of_unknown_card();
    EXPECT_FAILS(book(item.suspense_id, "4040"), diner_not_found);
    EXPECT_FAILS(book(SuspenseId::fixed(404)), suspense_not_found);
    EXPECT_FAILS(bank.other_steward().call(write_off_suspense_endpoint, {item.suspense_id, {"x"}}),
                 suspense_not_found);
    EXPECT_TRUE(bank.other_steward().call(list_suspense_endpoint, {})->items.empty());
    EXPECT_EQ(bank.cashier().call(write_off_suspense_endpoint, {item.suspense_id, {"x"}}).status,
              403);
}

}  // namespace
}  // namespace dlfp::canteen
