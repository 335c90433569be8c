// Sales with a connection: by payment code and by card, once each.
#include "scenarios/canteen/server/counter/sell_at_counter.h"

#include "scenarios/canteen/server/diners/own_switches.h"
#include "scenarios/canteen/server/testing/counter_bank.h"

namespace dlfp::canteen {
namespace {

struct SellTest : testing::Test {
    CounterBank bank;
    Device device = bank.device();

    test::Outcome<SaleView> sell(const SaleFact& fact) {
        return bank.call(device, make_sale_endpoint, fact);
    }
    SaleFact fact(std::int64_t seq, SalePayer payer, Money amount) {
        return fact_of(seq, bank.bank.now(), std::move(payer), amount);
    }
    SaleFact of_item(std::int64_t seq, DishId dish, std::int64_t quantity, Money shown) {
        auto made = fact(seq, by_card("C1001"), shown);
        made.lines[0].menu_item_id = CanteenBank::item(dish);
        made.lines[0].dish_id = dish;
        made.lines[0].quantity = {quantity};
        return made;
    }
    SaleFact set_meal(std::int64_t seq) {
        auto made = fact(seq, by_card("C1001"), yuan(12));
        made.lines[0].kind = TerminalMode::set_meal;
        return made;
    }
};

// clause: 3.1.3-3
TEST_F(SellTest, a_payment_code_pays_from_the_purses_in_their_order) {
    const auto diner = bank.zhang_with(yuan(20));
    const auto grant = bank.give_lunch(diner, yuan(10));
    const auto sold = sell(fact(1, by_code(bank.code_of(bank.zhang_id)), Money::fen(15'80)));
    ASSERT_SUCCEEDS(sold);
    EXPECT_EQ(sold->total_fen, Money::fen(15'80));
    ASSERT_EQ(sold->tenders.size(), 2U);
    EXPECT_EQ(sold->tenders[0].kind, payment::TenderKind::subsidy);
    EXPECT_EQ(sold->tenders[0].amount_fen, yuan(10));
    EXPECT_EQ(sold->tenders[1].amount_fen, Money::fen(5'80));
    EXPECT_EQ(sold->diner_number, "1001");
    EXPECT_EQ(sold->category_id, CanteenBank::lunch);
    EXPECT_FALSE(sold->is_offline);
    EXPECT_EQ(bank.balance(grant.account_id), Money{});
    EXPECT_EQ(bank.cash_of(diner), Money::fen(14'20));
    EXPECT_EQ(bank.stored(sold->payment_id).method, payment::ChargeMethod::payment_code);
    EXPECT_EQ(bank.stored(sold->payment_id).scene_ref, sold->sale_id.to_text());
}

// Row C3: the reply was lost; the terminal sends the same number again under a fresh signature.
TEST_F(SellTest, a_repeated_sale_answers_the_first_one_and_charges_once) {
    const auto diner = bank.zhang_with(yuan(20));
    const auto once = fact(4711, by_code(bank.code_of(bank.zhang_id)), yuan(12));
    const auto first = sell(once);
    ASSERT_SUCCEEDS(first);
    bank.bank.advance(10min);
    const auto second = sell(once);
    ASSERT_SUCCEEDS(second);
    EXPECT_EQ(second->sale_id, first->sale_id);
    EXPECT_EQ(second.body, first.body);
    EXPECT_EQ(bank.cash_of(diner), yuan(8));
    auto changed = once;
    changed.lines[0].unit_price_fen = yuan(1);
    EXPECT_FAILS(sell(changed), sale_seq_reused);
}

TEST_F(SellTest, a_code_is_used_once_and_given_back_when_the_sale_fails) {
    const auto diner = bank.zhang_with(yuan(5));
    const auto code = bank.code_of(bank.zhang_id);
    EXPECT_FAILS(sell(fact(1, by_code(code), yuan(12))), purses_insufficient);
    bank.fill(diner.cash_account_id, yuan(20));
    EXPECT_SUCCEEDS(sell(fact(1, by_code(code), yuan(12))));
    EXPECT_FAILS(sell(fact(2, by_code(code), yuan(12))), payment::code_unknown);
}

TEST_F(SellTest, above_its_limit_a_code_asks_for_the_pin) {
    bank.zhang_with(yuan(500));
    const auto refused = sell(fact(1, by_code(bank.code_of(bank.zhang_id)), yuan(201)));
    EXPECT_FAILS(refused, payment::code_needs_pin);
    EXPECT_EQ(refused.fact("limit_fen"), 200'00);
}

TEST_F(SellTest, a_card_pays_up_to_what_its_owner_allows) {
    const auto diner = bank.zhang_with(yuan(500));
    ASSERT_SUCCEEDS(sell(fact(1, by_card("C1001"), yuan(50))));
    EXPECT_FAILS(sell(fact(2, by_card("C1001"), yuan(51))), counter_limit_exceeded);
    EXPECT_EQ(bank.cash_of(diner), yuan(450));
}

// clause: 3.1.3-6
TEST_F(SellTest, what_the_customer_allows_without_pin_counts_from_the_next_sale_on) {
    const auto diner = bank.zhang_with(yuan(100));
    ASSERT_SUCCEEDS(sell(fact(1, by_card("C1001"), yuan(12))));
    ASSERT_SUCCEEDS(
        bank.customer(bank.zhang_id).call(set_switches_endpoint, {true, yuan(10), true}));
    const auto refused = sell(fact(2, by_card("C1001"), Money::fen(10'01)));
    EXPECT_FAILS(refused, counter_limit_exceeded);
    EXPECT_EQ(refused.fact("limit_fen"), 10'00);
    EXPECT_EQ(bank.cash_of(diner), yuan(88));
    // A payment code is the customer's agreement to this sale: it has a limit of its own.
    ASSERT_SUCCEEDS(sell(fact(2, by_code(bank.code_of(bank.zhang_id)), Money::fen(10'01))));
    ASSERT_SUCCEEDS(sell(fact(3, by_card("C1001"), yuan(10))));
    ASSERT_SUCCEEDS(
        bank.customer(bank.zhang_id).call(set_switches_endpoint, {true, Money{}, true}));
    EXPECT_FAILS(sell(fact(4, by_card("C1001"), Money::fen(1))), counter_limit_exceeded);
}

TEST_F(SellTest, who_may_not_dine_is_refused_and_keeps_the_money) {
    const auto stranger = bank.stranger("1002", yuan(100));
    EXPECT_FAILS(sell(fact(1, by_card("C1002"), yuan(12))), dining_account_missing);
    EXPECT_FAILS(sell(fact(1, by_card("C4040"), yuan(12))), diner_not_found);
    EXPECT_FAILS(sell(fact(1, by_number("1002"), yuan(12))), payer_not_proven);
    EXPECT_FAILS(sell(fact(1, by_code(bank.code_of(bank.zhang_id)), yuan(12))), not_a_diner);
    EXPECT_EQ(bank.cash_of(stranger), yuan(100));
    auto nobody = fact(1, by_card("C1001"), yuan(12));
    bank.zhang_with(yuan(100));
    bank.write([&](sql::Transaction& transaction) {
        DinerBooks books{transaction};
        auto row = *books.find_by_number(canteen_operator, "1001");
        row.state = DinerState::disabled;
        books.replace(row);
        return true;
    });
    EXPECT_FAILS(sell(nobody), diner_disabled);
}

// clause: 5.1.4-h.1
TEST_F(SellTest, dishes_of_the_menu_have_its_price_and_stock) {
    const auto diner = bank.zhang_with(yuan(100));
    const auto stale = sell(of_item(1, CanteenBank::scarce, 1, yuan(11)));
    EXPECT_FAILS(stale, sale_price_changed);
    EXPECT_EQ(stale.fact("price_fen"), 12'00);
    ASSERT_SUCCEEDS(sell(of_item(1, CanteenBank::scarce, 2, yuan(12))));
    EXPECT_EQ(bank.cash_of(diner), yuan(76));
    EXPECT_FAILS(sell(of_item(2, CanteenBank::scarce, 1, yuan(12))), dish_sold_out);
    auto gone = of_item(2, CanteenBank::scarce, 1, yuan(12));
    gone.lines[0].menu_item_id = MenuItemId::fixed(404);
    EXPECT_FAILS(sell(gone), menu_item_not_found);
}

// Row C4 at the counter: 9.18 + 6.70 + 1.02.
TEST_F(SellTest, a_weighing_counter_charges_lines_that_add_up) {
    const auto diner = bank.zhang_with(yuan(20));
    const auto scale = bank.device(CanteenBank::weighing, TerminalMode::weigh);
    auto weighed = fact(1, by_card("C1001"), yuan(1));
    weighed.lines.clear();
    for (const auto& [dish, grams, price_fen] : {std::tuple{CanteenBank::beef_kg, 356, 25'80},
                                                 std::tuple{CanteenBank::fish_kg, 212, 31'60},
                                                 std::tuple{CanteenBank::greens_kg, 148, 6'90}})
        weighed.lines.push_back({.kind = TerminalMode::weigh,
                                 .menu_item_id = CanteenBank::item(dish),
                                 .dish_id = dish,
                                 .dish_name = std::string("自选"),
                                 .quantity = {1},
                                 .weight_g = api::Whole<1, 50'000>{grams},
                                 .unit_price_fen = Money::fen(price_fen)});
    const auto sold = bank.call(scale, make_sale_endpoint, weighed);
    ASSERT_SUCCEEDS(sold);
    EXPECT_EQ(sold->total_fen, Money::fen(16'90));
    EXPECT_EQ(sold->lines[0].amount_fen, Money::fen(9'18));
    EXPECT_EQ(sold->lines[1].amount_fen, Money::fen(6'70));
    EXPECT_EQ(sold->lines[2].amount_fen, Money::fen(1'02));
    EXPECT_EQ(bank.cash_of(diner), Money::fen(3'10));
}

// Row C6: 张三's class pays 15 for lunch where the area's price is 12.
TEST_F(SellTest, a_set_meal_has_the_price_of_the_diners_class) {
    bank.zhang_with(yuan(100));
    const auto counter = bank.device(CanteenBank::set_meals, TerminalMode::set_meal);
    const auto sold = bank.call(counter, make_sale_endpoint, set_meal(1));
    ASSERT_SUCCEEDS(sold);
    EXPECT_EQ(sold->total_fen, yuan(15));
    bank.set_time(bank.at(15));
    EXPECT_FAILS(bank.call(counter, make_sale_endpoint, set_meal(2)), set_meal_price_missing);
}

TEST_F(SellTest, lines_that_the_counter_does_not_sell_or_cannot_read_are_refused) {
    bank.zhang_with(yuan(100));
    auto foreign = fact(1, by_card("C1001"), yuan(12));
    foreign.lines[0].kind = TerminalMode::free_amount;
    EXPECT_FAILS(sell(foreign), line_not_for_terminal);
    auto weighed = fact(1, by_card("C1001"), yuan(12));
    weighed.lines[0].weight_g = api::Whole<1, 50'000>{100};
    EXPECT_FAILS(sell(weighed), sale_line_malformed);
    EXPECT_FAILS(sell(fact(1, by_card("C1001"), Money{})), sale_without_amount);
}

TEST_F(SellTest, a_sale_of_another_time_is_no_sale_of_now) {
    bank.zhang_with(yuan(100));
    const auto late = fact_of(1, bank.bank.now() - 3min, by_card("C1001"), yuan(12));
    EXPECT_FAILS(sell(late), sale_not_now);
    ASSERT_SUCCEEDS(bank.call(device, check_clock_endpoint, {bank.bank.now() - 3min, {0}}));
    const auto corrected = sell(late);
    ASSERT_SUCCEEDS(corrected);
    EXPECT_EQ(corrected->occurred_at_us, bank.bank.now());
    EXPECT_EQ(corrected->device_time_us, bank.bank.now() - 3min);
    EXPECT_EQ(corrected->device_offset_us, Duration{-3min}.count());
}

TEST_F(SellTest, a_terminal_of_a_closed_area_sells_nothing) {
    bank.zhang_with(yuan(100));
    bank.write([&](sql::Transaction& transaction) {
        OfferBooks{transaction}.replace_area({CanteenBank::stir_fry, canteen_operator,
                                              CanteenBank::outlet, "小炒窗口", ManageMode::retail,
                                              EntryState::retired});
        return true;
    });
    EXPECT_FAILS(sell(fact(1, by_card("C1001"), yuan(12))), serving_area_not_found);
}

// Row C3: two sales, and somebody is asked.
TEST_F(SellTest, the_same_amount_four_seconds_later_is_a_second_sale_that_is_raised) {
    const auto diner = bank.zhang_with(yuan(100));
    const auto first = sell(fact(4711, by_card("C1001"), yuan(12)));
    bank.bank.advance(4s);
    const auto second = sell(fact(4712, by_card("C1001"), yuan(12)));
    ASSERT_SUCCEEDS(second);
    EXPECT_EQ(bank.cash_of(diner), yuan(76));
    EXPECT_EQ(first->suspicion, Suspicion::none);
    EXPECT_EQ(second->suspicion, Suspicion::repeated_soon);
    EXPECT_EQ(second->twin_sale_id, first->sale_id);
}

TEST_F(SellTest, numbers_that_were_skipped_are_known_as_gaps) {
    bank.zhang_with(yuan(100));
    ASSERT_SUCCEEDS(sell(fact(3, by_card("C1001"), yuan(12))));
    ASSERT_SUCCEEDS(sell(fact(1, by_card("C1001"), yuan(13))));
    const auto view = bank.steward().call(list_terminals_endpoint, {})->items.at(0);
    EXPECT_EQ(view.last_seq, 3);
    EXPECT_EQ(view.gaps, (std::vector<SeqRange>{{2, 2}}));
    EXPECT_EQ(view.missing_count, 1);
}

TEST_F(SellTest, the_desk_shows_the_menu_of_its_own_area) {
    const auto desk = bank.call(device, show_desk_endpoint, {});
    ASSERT_SUCCEEDS(desk);
    const auto lunch = std::ranges::find(desk->meals, CanteenBank::lunch, &DeskMeal::category_id);
    ASSERT_NE(lunch, desk->meals.end());
    ASSERT_EQ(lunch->items.size(), 3U);
    EXPECT_EQ(lunch->set_meal_fen, std::nullopt);
    EXPECT_EQ(desk->server_time_us, bank.bank.now());
    // Last night's meal went on until 01:30 today.
    EXPECT_EQ(desk->meals.front().category_id, CanteenBank::night);
    EXPECT_EQ(desk->meals.front().ends_at_us, bank.at(1, 30));
}

}  // namespace
}  // namespace dlfp::canteen
