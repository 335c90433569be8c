// Money of counter sales goes back to where it came from.
#include "scenarios/canteen/server/counter/refund_sale.h"

#include "core/payment/server/testing/decide_refund.h"
#include "scenarios/canteen/server/testing/counter_bank.h"

namespace dlfp::canteen {
namespace {

SaleLineRow line_row(std::int64_t line, Money amount, Money refunded) {
    return {.line = line, .dish_name = "菜", .amount_fen = amount, .refunded_fen = refunded};
}

TEST(plan_sale_refund, parts_fit_their_lines) {
    const std::vector lines{line_row(0, yuan(10), yuan(4)), line_row(1, yuan(5), Money{})};
    const std::vector<SaleRefundRow> waiting{
        {.line = 1, .amount_fen = yuan(2), .state = payment::RefundState::waiting_approval}};
    EXPECT_EQ(plan_sale_refund(lines, {}, {{{0}, yuan(6)}, {{1}, yuan(5)}}).value(), yuan(11));
    EXPECT_TRUE(
        plan_sale_refund(lines, {}, {{{0}, yuan(7)}}).failed_with(sale_refund_exceeds_line));
    EXPECT_TRUE(
        plan_sale_refund(lines, waiting, {{{1}, yuan(4)}}).failed_with(sale_refund_exceeds_line));
    EXPECT_TRUE(plan_sale_refund(lines, {}, {{{7}, yuan(1)}}).failed_with(sale_line_unknown));
    EXPECT_TRUE(plan_sale_refund(lines, {}, {{{0}, yuan(1)}, {{0}, yuan(1)}})
                    .failed_with(sale_line_unknown));
    EXPECT_TRUE(plan_sale_refund(lines, {}, {}).failed_with(sale_refund_empty));
    EXPECT_TRUE(plan_sale_refund(lines, {}, {{{0}, Money{}}}).failed_with(sale_refund_empty));
}

TEST(plan_spread, money_without_a_line_falls_on_the_last_lines_that_have_some_left) {
    const std::vector lines{line_row(0, yuan(10), yuan(4)), line_row(1, yuan(5), yuan(5)),
                            line_row(2, yuan(3), Money{})};
    const std::vector<SaleRefundRow> waiting{
        {.line = 2, .amount_fen = yuan(1), .state = payment::RefundState::waiting_approval}};
    const auto parts = plan_spread(lines, waiting, yuan(5));
    ASSERT_EQ(parts.size(), 2U);
    EXPECT_EQ(parts[0].line.value, 2);
    EXPECT_EQ(parts[0].amount_fen, yuan(2)) << "one yuan of it waits for another refund";
    EXPECT_EQ(parts[1].line.value, 0);
    EXPECT_EQ(parts[1].amount_fen, yuan(3));
}

struct RefundSaleTest : testing::Test {
    CounterBank bank;
    Device device = bank.device();
    Diner diner = bank.zhang_with(yuan(1'000));

    SaleView sell(std::int64_t seq, const std::vector<Money>& amounts) {
        auto fact = fact_of(seq, bank.bank.now(), by_card("C1001"), amounts.front());
        for (std::size_t index = 1; index < amounts.size(); ++index) {
            fact.lines.push_back(fact.lines.front());
            fact.lines.back().unit_price_fen = amounts[index];
        }
        return bank.call(device, make_sale_endpoint, fact).value();
    }
    test::Outcome<RefundSaleReply> refund(SaleId id, std::vector<SaleLineRefund> lines) {
        return bank.cashier().call(refund_sale_endpoint, {id, std::move(lines), {"不合口味"}});
    }
    /// Above 200 yuan a second person decides.
    SaleView large_sale() {
        auto fact = fact_of(9, bank.at(11, 30), by_card("C1001"), yuan(300));
        const auto uploaded = bank.upload(device, {fact});
        return bank.cashier()
            .call(show_counter_sale_endpoint, {*uploaded->receipts.at(0).sale_id})
            .value();
    }
    void decide(payment::RefundId id, payment::RefundDecision decision) {
        bank.in_unit([&](const payment::Scope& scope) {
                return payment::decide_refund(scope, id, decision, "checker");
            })
            .value();
    }
    SaleView shown(SaleId id) {
        return bank.cashier().call(show_counter_sale_endpoint, {id}).value();
    }
};

// clause: 3.1.3-3
TEST_F(RefundSaleTest, a_refund_on_the_page_of_payments_reaches_the_lines_of_the_sale) {
    const auto sold = sell(1, {yuan(8), yuan(6)});
    ASSERT_TRUE(bank.give_back(sold.payment_id, yuan(9), CanteenBank::cashier_id.to_text()));
    bank.bank.deliver_events();
    const auto seen = shown(sold.sale_id);
    EXPECT_EQ(seen.refunded_fen, yuan(9));
    EXPECT_EQ(seen.lines[1].refunded_fen, yuan(6));
    EXPECT_EQ(seen.lines[0].refunded_fen, yuan(3));
    EXPECT_FAILS(refund(sold.sale_id, {{{1}, yuan(1)}}), sale_refund_exceeds_line);
    EXPECT_SUCCEEDS(refund(sold.sale_id, {{{0}, yuan(5)}}));
    EXPECT_EQ(shown(sold.sale_id).refunded_fen, yuan(14));
}

// Row C5: 15.80 = 10.00 subsidy + 5.80 cash; 6.90 come back as 5.80 cash and 1.10 subsidy.
// clause: 3.1.3-3
TEST_F(RefundSaleTest, c5_the_purse_used_last_gets_its_money_first) {
    const auto grant = bank.give_lunch(diner, yuan(10));
    const auto sold = sell(1, {Money::fen(8'90), Money::fen(6'90)});
    ASSERT_EQ(bank.cash_of(diner), Money::fen(994'20));
    const auto refunded = refund(sold.sale_id, {{{1}, Money::fen(6'90)}});
    ASSERT_SUCCEEDS(refunded);
    EXPECT_EQ(refunded->state, payment::RefundState::refunded);
    EXPECT_EQ(bank.cash_of(diner), yuan(1'000));
    EXPECT_EQ(bank.balance(grant.account_id), Money::fen(1'10));
    EXPECT_EQ(refunded->sale.lines[1].refunded_fen, Money::fen(6'90));
    EXPECT_EQ(refunded->sale.refunded_fen, Money::fen(6'90));
    EXPECT_FAILS(refund(sold.sale_id, {{{1}, Money::fen(1)}}), sale_refund_exceeds_line);
    EXPECT_TRUE(bank.ledger_is_whole());
}

TEST_F(RefundSaleTest, a_large_refund_waits_and_counts_when_it_is_approved) {
    const auto sold = large_sale();
    const auto asked = refund(sold.sale_id, {{{0}, yuan(250)}});
    ASSERT_SUCCEEDS(asked);
    EXPECT_EQ(asked->state, payment::RefundState::waiting_approval);
    EXPECT_EQ(asked->sale.refunded_fen, Money{});
    EXPECT_FAILS(refund(sold.sale_id, {{{0}, yuan(60)}}), sale_refund_exceeds_line);
    decide(asked->refund_id, payment::RefundDecision::approve);
    EXPECT_EQ(shown(sold.sale_id).lines[0].refunded_fen, yuan(250));
    EXPECT_EQ(shown(sold.sale_id).refunds.at(0).state, payment::RefundState::refunded);
}

TEST_F(RefundSaleTest, a_rejected_refund_frees_its_line) {
    const auto sold = large_sale();
    const auto asked = refund(sold.sale_id, {{{0}, yuan(250)}});
    decide(asked->refund_id, payment::RefundDecision::reject);
    EXPECT_SUCCEEDS(refund(sold.sale_id, {{{0}, yuan(60)}}));
    EXPECT_EQ(shown(sold.sale_id).refunded_fen, yuan(60));
}

TEST_F(RefundSaleTest, a_suspicious_sale_is_confirmed_or_refunded_and_then_reviewed) {
    sell(1, {yuan(12)});
    const auto doubled = sell(2, {yuan(12)});
    const auto real = sell(3, {yuan(12)});
    const auto to_review = [&] {
        return bank.cashier().call(list_counter_sales_endpoint, {.to_review = true})->items.size();
    };
    EXPECT_EQ(to_review(), 2U);
    ASSERT_SUCCEEDS(refund(doubled.sale_id, {{{0}, yuan(12)}}));
    EXPECT_EQ(to_review(), 1U);
    const auto confirmed = bank.cashier().call(review_sale_endpoint, {real.sale_id});
    ASSERT_SUCCEEDS(confirmed);
    EXPECT_EQ(confirmed->reviewed_at_us, bank.bank.now());
    EXPECT_EQ(to_review(), 0U);
    EXPECT_EQ(bank.cash_of(diner), yuan(976));
}

TEST_F(RefundSaleTest, other_operators_see_and_touch_nothing) {
    const auto sold = sell(1, {yuan(12)});
    auto other = bank.other_steward();
    EXPECT_TRUE(other.call(list_counter_sales_endpoint, {})->items.empty());
    EXPECT_FAILS(other.call(show_counter_sale_endpoint, {sold.sale_id}), sale_not_found);
    EXPECT_FAILS(other.call(refund_sale_endpoint, {sold.sale_id, {{{0}, yuan(1)}}, {"x"}}),
                 sale_not_found);
    EXPECT_FAILS(other.call(review_sale_endpoint, {sold.sale_id}), sale_not_found);
    EXPECT_FAILS(bank.cashier().call(review_sale_endpoint, {sold.sale_id}), sale_not_suspicious);
    EXPECT_EQ(
        bank.kitchen().call(refund_sale_endpoint, {sold.sale_id, {{{0}, yuan(1)}}, {"x"}}).status,
        403);
}

TEST_F(RefundSaleTest, sales_are_listed_by_day_and_page) {
    for (std::int64_t seq = 1; seq <= 3; ++seq) {
        bank.bank.advance(2min);
        sell(seq, {yuan(1)});
    }
    auto cashier = bank.cashier();
    const auto page = cashier.call(list_counter_sales_endpoint,
                                   {.day = bank.today(), .limit = api::Whole<1, 200>{2}});
    ASSERT_EQ(page->items.size(), 2U);
    EXPECT_EQ(page->items[0].seq, 3);
    const auto rest =
        cashier.call(list_counter_sales_endpoint, {.day = bank.today(), .after = page->next_after});
    ASSERT_EQ(rest->items.size(), 1U);
    EXPECT_EQ(rest->items[0].seq, 1);
    EXPECT_TRUE(cashier.call(list_counter_sales_endpoint, {.day = bank.today().plus_days(1)})
                    ->items.empty());
}

}  // namespace
}  // namespace dlfp::canteen
