// Batches of sales that happened without connection: rows C1, C2, C3, C7 and C8 with their numbers.
#include "scenarios/canteen/server/counter/upload_batch.h"

#include "scenarios/canteen/server/orders/meal_count_repository.h"
#include "scenarios/canteen/server/testing/counter_bank.h"

namespace dlfp::canteen {
namespace {

struct BatchTest : testing::Test {
    CounterBank bank;
    Device device = bank.device();

    SaleFact lunch_fact(std::int64_t seq, int minute, Money amount) {
        return fact_of(seq, bank.at(12, minute), by_card("C1001"), amount);
    }
    SaleFact set_meal(std::int64_t seq, UtcTime device_time) {
        auto fact = fact_of(seq, device_time, by_card("C1001"), yuan(10));
        fact.lines[0].kind = TerminalMode::set_meal;
        return fact;
    }
    SaleView shown(SaleId id) {
        return bank.cashier().call(show_counter_sale_endpoint, {id}).value();
    }
    std::vector<SuspenseView> waiting() {
        return bank.cashier().call(list_suspense_endpoint, {})->items;
    }
    void add_night_price() {
        bank.write([](sql::Transaction& transaction) {
            PriceBooks{transaction}.set_area_price(
                {CanteenBank::set_meals, CanteenBank::night, canteen_operator, yuan(10)});
            return true;
        });
    }
    std::int64_t nights_on(const Diner& diner, BusinessDate day) {
        return bank.read([&](sql::Reader& reader) {
            return meal_count_repository::count(
                reader, diner.id, {CanteenBank::night_period, CanteenBank::night, day});
        });
    }
};

// Row C1: lunch 11:00–13:00, sale 12:05, uploaded 18:30; subsidy 10.00 of 12.00, cash 2.00.
TEST_F(BatchTest, c1_the_meal_is_the_one_of_the_sale_and_not_of_the_upload) {
    const auto diner = bank.zhang_with(yuan(50));
    const auto grant = bank.give_lunch(diner, yuan(10));
    bank.set_time(bank.at(18, 30));
    const auto uploaded = bank.upload(device, {lunch_fact(1, 5, yuan(12))});
    ASSERT_SUCCEEDS(uploaded);
    EXPECT_EQ(bank.balance(grant.account_id), Money{});
    EXPECT_EQ(bank.cash_of(diner), yuan(48));
    const auto sale = shown(*uploaded->receipts.at(0).sale_id);
    EXPECT_EQ(sale.category_id, CanteenBank::lunch);
    EXPECT_EQ(sale.occurred_at_us, bank.at(12, 5));
    EXPECT_EQ(sale.received_at_us, bank.at(18, 30));
    EXPECT_TRUE(sale.is_offline);
}

// Row C2: cash 8.00, subsidy 10.00; lunch 12.00 at 12:05 offline, shop 7.00 at 12:40 online and
// booked first. Both stand: cash −1.00, blocked until topped up.
TEST_F(BatchTest, c2_what_was_eaten_is_owed_and_blocks_until_it_is_paid) {
    const auto diner = bank.zhang_with(yuan(8));
    bank.give_lunch(diner, yuan(10));
    const auto shop = bank.device(CanteenBank::shop);
    bank.set_time(bank.at(12, 40));
    const auto in_shop = [&](std::int64_t seq, Money amount) {
        return bank.call(shop, make_sale_endpoint,
                         fact_of(seq, bank.bank.now(), by_card("C1001"), amount));
    };
    ASSERT_SUCCEEDS(in_shop(1, yuan(7)));
    bank.set_time(bank.at(18, 30));
    const auto uploaded = bank.upload(device, {lunch_fact(1, 5, yuan(12))});
    ASSERT_SUCCEEDS(uploaded);
    EXPECT_EQ(uploaded->receipts.at(0).outcome, FactOutcome::booked);
    EXPECT_EQ(uploaded->receipts.at(0).owed_fen, yuan(1));
    EXPECT_EQ(bank.cash_of(diner), -yuan(1));
    const auto blocked = in_shop(2, yuan(3));
    EXPECT_FAILS(blocked, diner_in_arrears);
    EXPECT_EQ(blocked.fact("owed_fen"), 1'00);
    bank.fill(diner.cash_account_id, yuan(11));
    bank.write([&](sql::Transaction& transaction) {
            return settle_arrears(transaction, bank.platform(), diner);
        })
        .value();
    EXPECT_EQ(bank.cash_of(diner), yuan(10));
    EXPECT_SUCCEEDS(in_shop(2, yuan(3)));
    EXPECT_TRUE(bank.ledger_is_whole());
}

// Row C3: 4711 replayed is one sale; 4711 and 4712 four seconds apart are two, and one is raised.
TEST_F(BatchTest, c3_a_number_is_a_sale_once_and_a_near_repeat_is_raised) {
    const auto diner = bank.zhang_with(yuan(100));
    bank.set_time(bank.at(18));
    const auto first = lunch_fact(4711, 5, yuan(12));
    auto second = lunch_fact(4712, 5, yuan(12));
    second.device_time_us = first.device_time_us + 4s;
    const auto uploaded = bank.upload(device, {first, second});
    ASSERT_SUCCEEDS(uploaded);
    EXPECT_EQ(bank.cash_of(diner), yuan(76));
    EXPECT_EQ(shown(*uploaded->receipts[0].sale_id).suspicion, Suspicion::none);
    EXPECT_EQ(shown(*uploaded->receipts[1].sale_id).twin_sale_id, uploaded->receipts[0].sale_id);
    const auto again = bank.upload(device, {first, second});
    ASSERT_SUCCEEDS(again);
    for (const auto index : {0U, 1U}) {
        EXPECT_EQ(again->receipts[index].outcome, FactOutcome::repeated);
        EXPECT_EQ(again->receipts[index].sale_id, uploaded->receipts[index].sale_id);
    }
    EXPECT_EQ(bank.cash_of(diner), yuan(76));
    const auto to_review = bank.cashier().call(list_counter_sales_endpoint, {.to_review = true});
    ASSERT_EQ(to_review->items.size(), 1U);
    EXPECT_EQ(to_review->items[0].seq, 4712);
}

// Row C7: the night meal of 22:30–01:30 at 00:40 counts to the day before; the second one of that
// night is over the limit of one, online and by its count.
TEST_F(BatchTest, c7_a_meal_after_midnight_belongs_to_the_day_before) {
    add_night_price();
    const auto diner = bank.zhang_with(yuan(100));
    const auto counter = bank.device(CanteenBank::set_meals, TerminalMode::set_meal);
    const auto monday = bank.today();
    bank.set_time(bank.at(24, 50));
    const auto uploaded = bank.upload(counter, {set_meal(1, bank.at(24, 40))});
    ASSERT_SUCCEEDS(uploaded);
    EXPECT_EQ(shown(*uploaded->receipts[0].sale_id).day, monday);
    EXPECT_EQ(nights_on(diner, monday), 1);
    EXPECT_EQ(nights_on(diner, monday.plus_days(1)), 0);
    const auto second = bank.call(counter, make_sale_endpoint, set_meal(2, bank.bank.now()));
    EXPECT_FAILS(second, meal_limit_reached);
    EXPECT_EQ(second.fact("meals_left"), 0);
    bank.set_time(bank.at(24 + 22, 40));
    EXPECT_SUCCEEDS(bank.call(counter, make_sale_endpoint, set_meal(2, bank.bank.now())));
    EXPECT_EQ(nights_on(diner, monday.plus_days(1)), 1);
}

// Row C8: four minutes slow, 12:58 on the terminal is 13:02: outside lunch, both times recorded.
TEST_F(BatchTest, c8_the_measured_offset_corrects_the_terminals_clock) {
    const auto diner = bank.zhang_with(yuan(50));
    const auto grant = bank.give_lunch(diner, yuan(10));
    bank.set_time(bank.at(12, 30));
    ASSERT_SUCCEEDS(bank.call(device, check_clock_endpoint, {bank.at(12, 26), {0}}));
    bank.set_time(bank.at(18, 30));
    const auto uploaded = bank.upload(device, {lunch_fact(1, 58, yuan(12))});
    ASSERT_SUCCEEDS(uploaded);
    EXPECT_EQ(bank.balance(grant.account_id), yuan(10));
    EXPECT_EQ(bank.cash_of(diner), yuan(38));
    const auto sale = shown(*uploaded->receipts[0].sale_id);
    EXPECT_EQ(sale.category_id, std::nullopt);
    EXPECT_EQ(sale.device_time_us, bank.at(12, 58));
    EXPECT_EQ(sale.device_offset_us, Duration{-4min}.count());
    EXPECT_EQ(sale.occurred_at_us, bank.at(13, 2));
}

// clause: 5.1.4-h.2
TEST_F(BatchTest, a_tampered_batch_is_refused_whole) {
    const auto diner = bank.zhang_with(yuan(50));
    auto tampered = bank.batch(device, {lunch_fact(1, 5, yuan(12)), lunch_fact(2, 6, yuan(9))});
    tampered.sales[1].lines[0].unit_price_fen = yuan(1);
    EXPECT_FAILS(bank.call(device, upload_batch_endpoint, tampered), batch_signature_wrong);
    EXPECT_EQ(bank.cash_of(diner), yuan(50));
    auto of_another = bank.batch(bank.device(), {lunch_fact(1, 5, yuan(12))});
    EXPECT_FAILS(bank.call(device, upload_batch_endpoint, of_another), batch_signature_wrong);
    EXPECT_TRUE(bank.cashier().call(list_batches_endpoint, {})->items.empty());
}

TEST_F(BatchTest, a_batch_with_wrong_bounds_or_a_payment_code_is_refused_whole) {
    bank.zhang_with(yuan(50));
    auto wrong_bounds = bank.batch(device, {lunch_fact(1, 5, yuan(12))});
    wrong_bounds.to_seq.value = 2;
    EXPECT_FAILS(bank.call(device, upload_batch_endpoint, wrong_bounds), batch_malformed);
    const auto by_its_code = fact_of(1, bank.at(11, 30), by_code("86123456789012345678"), yuan(12));
    EXPECT_FAILS(bank.upload(device, {by_its_code}), batch_malformed);
}

TEST_F(BatchTest, an_overlapping_batch_goes_on_where_the_first_one_ended) {
    const auto diner = bank.zhang_with(yuan(100));
    bank.set_time(bank.at(14));
    const std::vector facts{lunch_fact(1, 1, yuan(1)), lunch_fact(2, 2, yuan(2)),
                            lunch_fact(3, 3, yuan(3)), lunch_fact(4, 4, yuan(4))};
    ASSERT_SUCCEEDS(bank.upload(device, {facts[0], facts[1]}));
    const auto whole = bank.upload(device, facts);
    ASSERT_SUCCEEDS(whole);
    using enum FactOutcome;
    for (const auto& [index, outcome] : {std::pair{0U, repeated}, std::pair{1U, repeated},
                                         std::pair{2U, booked}, std::pair{3U, booked}})
        EXPECT_EQ(whole->receipts[index].outcome, outcome);
    EXPECT_EQ(bank.cash_of(diner), yuan(90));
    EXPECT_EQ(whole->last_seq, 4);
    EXPECT_TRUE(whole->gaps.empty());
    const auto batches = bank.cashier().call(list_batches_endpoint, {})->items;
    ASSERT_EQ(batches.size(), 2U);
    EXPECT_EQ(batches[0].repeated_count + batches[1].repeated_count, 2);
    EXPECT_TRUE(bank.other_steward().call(list_batches_endpoint, {})->items.empty());
}

TEST_F(BatchTest, missing_numbers_are_told_and_closed_by_a_late_batch_or_a_void) {
    bank.zhang_with(yuan(100));
    bank.set_time(bank.at(14));
    const auto later = bank.upload(device, {lunch_fact(5, 5, yuan(5)), lunch_fact(8, 8, yuan(8))});
    EXPECT_EQ(later->gaps, (std::vector<SeqRange>{{1, 4}, {6, 7}}));
    auto voided = lunch_fact(6, 6, yuan(1));
    voided.lines.clear();
    const auto earlier =
        bank.upload(device, {lunch_fact(1, 1, yuan(1)), lunch_fact(2, 2, yuan(2)),
                             lunch_fact(3, 3, yuan(3)), lunch_fact(4, 4, yuan(4)), voided});
    EXPECT_EQ(earlier->receipts[4].outcome, FactOutcome::voided);
    EXPECT_EQ(earlier->gaps, (std::vector<SeqRange>{{7, 7}}));
    EXPECT_EQ(earlier->last_seq, 8);
}

TEST_F(BatchTest, a_diner_without_customer_pays_offline_from_his_purse) {
    const auto diner = bank.stranger("1002", yuan(20));
    bank.set_time(bank.at(14));
    const auto uploaded =
        bank.upload(device, {fact_of(1, bank.at(12), by_number("1002"), yuan(12))});
    ASSERT_SUCCEEDS(uploaded);
    EXPECT_EQ(bank.cash_of(diner), yuan(8));
}

TEST_F(BatchTest, an_online_sale_whose_reply_was_lost_is_not_doubled_by_the_batch) {
    const auto diner = bank.zhang_with(yuan(50));
    const auto fact = fact_of(1, bank.bank.now(), by_card("C1001"), yuan(12));
    ASSERT_SUCCEEDS(bank.call(device, make_sale_endpoint, fact));
    const auto uploaded = bank.upload(device, {fact});
    EXPECT_EQ(uploaded->receipts[0].outcome, FactOutcome::repeated);
    EXPECT_EQ(bank.cash_of(diner), yuan(38));
}

TEST_F(BatchTest, what_cannot_be_booked_is_acknowledged_and_waits_for_staff) {
    bank.zhang_with(yuan(50));
    bank.set_time(bank.at(14));
    const auto changed = [&](std::int64_t seq, auto&& change) {
        auto fact = lunch_fact(seq, 5 + static_cast<int>(seq), yuan(12));
        change(fact);
        return fact;
    };
    ASSERT_SUCCEEDS(bank.upload(device, {lunch_fact(1, 5, yuan(12))}));
    const std::vector facts{
        changed(1, [](SaleFact& fact) { fact.lines[0].unit_price_fen = yuan(99); }),
        changed(2, [](SaleFact& fact) { fact.payer = by_card("C4040"); }),
        changed(3, [&](SaleFact& fact) { fact.device_time_us = bank.at(15); }),
        changed(4, [&](SaleFact& fact) { fact.device_time_us = bank.at(12) - 24h * 61; }),
        changed(5,
                [&](SaleFact& fact) {
                    fact.lines[0].kind = TerminalMode::set_meal;
                    fact.device_time_us = bank.at(13, 30);
                }),
        changed(6, [](SaleFact& fact) { fact.lines[0].unit_price_fen = Money{}; })};
    const auto uploaded = bank.upload(device, facts);
    ASSERT_SUCCEEDS(uploaded);
    using enum SuspenseReason;
    std::size_t index = 0;
    for (const auto reason : {seq_reused, diner_unknown, time_implausible, time_implausible,
                              price_missing, lines_malformed}) {
        EXPECT_EQ(uploaded->receipts[index].outcome, FactOutcome::suspended);
        EXPECT_EQ(uploaded->receipts[index].reason, reason) << index;
        ++index;
    }
    EXPECT_EQ(waiting().size(), 6U);
    const auto again = bank.upload(device, facts);
    for (const auto& receipt : again->receipts) EXPECT_EQ(receipt.outcome, FactOutcome::repeated);
    EXPECT_EQ(waiting().size(), 6U);
}

TEST_F(BatchTest, a_frozen_purse_makes_a_fact_wait_instead_of_losing_it) {
    const auto diner = bank.zhang_with(yuan(50));
    bank.write([&](sql::Transaction& transaction) {
            return ledger::set_freeze(transaction, diner.cash_account_id, ledger::Freeze::all);
        })
        .value();
    const auto uploaded =
        bank.upload(device, {fact_of(1, bank.at(11, 30), by_card("C1001"), yuan(12))});
    ASSERT_SUCCEEDS(uploaded);
    EXPECT_EQ(uploaded->receipts[0].reason, SuspenseReason::booking_refused);
    EXPECT_EQ(waiting().size(), 1U);
}

}  // namespace
}  // namespace dlfp::canteen
