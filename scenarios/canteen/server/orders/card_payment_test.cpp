// A linked card pays what the purses lack: the order waits for the host's answer, and only then has
// a number. Counters sell at once and never ask the card.
#include "core/account/server/eaccount_repository.h"
#include "core/host/server/sandbox_demo.h"
#include "core/payment/server/charge_card.h"
#include "scenarios/canteen/server/diners/own_purses.h"
#include "scenarios/canteen/server/diners/own_switches.h"
#include "scenarios/canteen/server/testing/order_bank.h"

namespace dlfp::canteen {
namespace {

constexpr std::size_t at_own_bank = 0;
constexpr std::size_t nearly_empty = 8;

/// 10.00 in the cash purse, nothing in the electronic account, pork for 18.00.
struct CardPaymentTest : testing::Test {
    OrderBank bank;

    CardPaymentTest() { bank.fill(bank.diner.cash_account_id, yuan(10)); }

    void link(std::size_t line) {
        const auto bound = bank.bound(line);
        bank.write([&](sql::Transaction& transaction) {
            account::EAccountBooks{transaction}.add_binding(
                {.id = bank.bank.next_id<account::BindingTag>(),
                 .customer_id = bank.zhang_san,
                 .agreement_number = bound.agreement_number,
                 .number_masked = bound.number_masked,
                 .bank_code = bound.bank_code,
                 .bank_name = bound.bank_name,
                 .bound_class = bound.account_class,
                 .bound_at_us = bank.bank.now()});
            return done;
        });
    }
    test::Outcome<PlaceOrderReply> place_pork() {
        return bank.place({OrderBank::ordered(CanteenBank::pork)}, yuan(18));
    }
    void ask_host() { payment::advance_cards(bank.platform(), bank.bank.now()); }
};

// clause (simulated): 3.1.3-12
TEST_F(CardPaymentTest, the_order_has_its_number_when_the_host_has_answered) {
    EXPECT_FAILS(place_pork(), purses_insufficient);
    link(at_own_bank);
    const auto quote =
        bank.orderer->call(quote_order_endpoint, {{OrderBank::ordered(CanteenBank::pork)}});
    ASSERT_EQ(quote->tenders.size(), 2U);
    EXPECT_EQ(quote->tenders[1].kind, payment::TenderKind::linked_card);
    EXPECT_EQ(quote->tenders[1].amount_fen, yuan(8));
    EXPECT_EQ(quote->tenders[1].name, bank.bound(at_own_bank).number_masked);

    const auto placed = place_pork();
    ASSERT_TRUE(placed) << placed.body;
    EXPECT_EQ(bank.pay(placed->payment_id)->state, payment::PaymentState::unknown);
    EXPECT_EQ(bank.view(placed->order_id).state, OrderState::unpaid);
    EXPECT_FAILS(bank.orderer->call(cancel_order_endpoint, {.order_id = placed->order_id}),
                 payment::outcome_pending);
    ask_host();
    EXPECT_EQ(bank.view(placed->order_id).state, OrderState::paid);
    EXPECT_EQ(bank.view(placed->order_id).pick_up_number, 1);
    EXPECT_EQ(bank.kitchen_of_lunch().tickets.size(), 1U);
    EXPECT_EQ(bank.cash_left(), Money{});
}

/// Row C5: the card was used last, so it gets its money first.
TEST_F(CardPaymentTest, a_refund_returns_to_the_card_and_then_to_the_purse) {
    link(at_own_bank);
    const auto placed = place_pork();
    bank.pay(placed->payment_id).value();
    ask_host();
    const auto card_before = bank.balance(account::host_clearing_account_id);
    const auto cancelled =
        bank.orderer->call(cancel_order_endpoint, {.order_id = placed->order_id});
    ASSERT_TRUE(cancelled) << cancelled.body;
    ask_host();
    EXPECT_EQ(bank.cash_left(), yuan(10));
    EXPECT_EQ(card_before - bank.balance(account::host_clearing_account_id), yuan(8));
    const auto view = bank.view(placed->order_id);
    EXPECT_EQ(view.state, OrderState::cancelled);
    for (const auto& tender : view.tenders) EXPECT_EQ(tender.refunded_fen, tender.amount_fen);
}

TEST_F(CardPaymentTest, a_card_without_money_leaves_the_order_unpaid_and_the_purse_whole) {
    link(nearly_empty);
    const auto placed = place_pork();
    bank.pay(placed->payment_id).value();
    ask_host();
    EXPECT_EQ(bank.view(placed->order_id).state, OrderState::unpaid);
    EXPECT_EQ(bank.cash_left(), yuan(10));
    EXPECT_TRUE(bank.orderer->call(cancel_order_endpoint, {.order_id = placed->order_id}));
    EXPECT_EQ(bank.view(placed->order_id).state, OrderState::closed);
}

// clause: 3.1.3-6
TEST_F(CardPaymentTest, the_purses_name_the_card_unless_bank_money_is_switched_off) {
    const auto card_shown = [&] {
        return bank.orderer->call(list_own_purses_endpoint, {})->canteens.at(0).linked_card;
    };
    EXPECT_FALSE(card_shown());
    link(at_own_bank);
    EXPECT_EQ(card_shown(), bank.bound(at_own_bank).number_masked);
    bank.orderer->call(set_switches_endpoint, {.uses_eaccount = false}).value();
    EXPECT_FALSE(card_shown());
    EXPECT_FAILS(place_pork(), purses_insufficient);
}

}  // namespace
}  // namespace dlfp::canteen
