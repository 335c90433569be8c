// Linked cards pay through the host: the order stays unknown until the host has answered.
#include "core/payment/server/charge_card.h"

#include "core/account/server/eaccount_repository.h"
#include "core/host/server/sandbox_host.h"
#include "core/payment/server/expire_orders.h"
#include "core/payment/server/testing/payment_bank.h"

namespace dlfp::payment {
namespace {

constexpr std::size_t at_own_bank = 0;
constexpr std::size_t timing_out_moved = 5;
constexpr std::size_t timing_out_not_moved = 6;
constexpr std::size_t nearly_empty = 8;

struct ChargeCardTest : testing::Test {
    PaymentBank bank;

    std::string link(std::size_t line, identity::CustomerId customer_id = zhang) {
        const auto bound = bank.bound(line);
        const auto id = bank.bank.next_id<account::BindingTag>();
        bank.write([&](sql::Transaction& transaction) {
            account::EAccountBooks{transaction}.add_binding(
                {.id = id,
                 .customer_id = customer_id,
                 .agreement_number = bound.agreement_number,
                 .number_masked = bound.number_masked,
                 .bank_code = bound.bank_code,
                 .bank_name = bound.bank_name,
                 .bound_class = bound.account_class,
                 .bound_at_us = bank.bank.now()});
            return done;
        });
        return id.to_text();
    }
    static Tender by_card(std::string card, Money amount) {
        return {TenderKind::linked_card, account::host_clearing_account_id, amount,
                std::move(card)};
    }
    /// 10.00 of the cash purse and the rest by card, charged.
    PaymentId begun(std::size_t line, Money by_card_amount) {
        bank.fill(bank.cash, yuan(10));
        const auto id =
            bank.order(bank.draft({PaymentBank::from(TenderKind::cash_purse, bank.cash, yuan(10)),
                                   by_card(link(line), by_card_amount)}));
        EXPECT_EQ(bank.take(id)->state, PaymentState::unknown);
        return id;
    }
    void ask() { advance_cards(bank.platform(), bank.bank.now()); }
    PaymentState state_of(PaymentId id) { return bank.stored(id).state; }
    Money available(ledger::AccountId id) {
        return bank.read([&](sql::Reader& reader) {
            return ledger::find_account(reader, id).value().available_fen();
        });
    }
    Money clearing() { return bank.balance(bank.merchant.clearing_account_id); }
};

// clause (simulated): 3.1.3-12
TEST_F(ChargeCardTest, the_order_is_charged_when_the_host_took_the_money) {
    const auto id = begun(at_own_bank, yuan(5));
    EXPECT_EQ(available(bank.cash), Money{}) << "the other tender is held";
    EXPECT_EQ(bank.balance(bank.cash), yuan(10));
    ask();
    EXPECT_EQ(state_of(id), PaymentState::charged);
    EXPECT_EQ(bank.balance(bank.cash), Money{});
    EXPECT_EQ(clearing(), yuan(15));
    EXPECT_EQ(bank.balance(account::host_clearing_account_id), yuan(15));
    EXPECT_EQ(bank.stored(id).method, ChargeMethod::pin);
    ask();
    EXPECT_EQ(clearing(), yuan(15));
}

TEST_F(ChargeCardTest, a_clock_set_back_over_midnight_takes_no_card_payment_to_the_day_before) {
    bank.bank.advance(12h + 30min);
    bank.charged(yuan(30));
    const auto day_after = bank.today();
    bank.bank.advance(-1h);
    ASSERT_LT(bank.today(), day_after);
    const auto id = begun(at_own_bank, yuan(5));
    ask();
    EXPECT_EQ(state_of(id), PaymentState::charged);
    EXPECT_EQ(bank.stored(id).charged_day, day_after);
}

TEST_F(ChargeCardTest, an_unknown_outcome_is_kept_and_never_paid_anew) {
    const auto id = begun(timing_out_moved, yuan(5));
    ask();
    EXPECT_EQ(state_of(id), PaymentState::unknown);
    EXPECT_TRUE(bank.take(id).failed_with(outcome_pending));
    const auto closing = bank.in_unit([&](const Scope& scope) { return close_order(scope, id); });
    EXPECT_TRUE(closing.failed_with(outcome_pending));
    bank.bank.advance(1h);
    expire_orders(bank.platform(), bank.bank.now());
    EXPECT_EQ(state_of(id), PaymentState::unknown) << "it does not expire";
    ask();
    EXPECT_EQ(state_of(id), PaymentState::charged);
    EXPECT_EQ(clearing(), yuan(15));
}

TEST_F(ChargeCardTest, when_nothing_moved_everything_is_given_back_and_may_be_paid_again) {
    const auto id = begun(timing_out_not_moved, yuan(5));
    ask();
    EXPECT_EQ(state_of(id), PaymentState::unknown);
    bank.bank.advance(host::sandbox_settles_after);
    ask();
    EXPECT_EQ(state_of(id), PaymentState::created);
    EXPECT_EQ(available(bank.cash), yuan(10));
    EXPECT_EQ(clearing(), Money{});
    EXPECT_EQ(bank.take(id)->state, PaymentState::unknown) << "a try of its own";
}

TEST_F(ChargeCardTest, a_card_with_too_little_refuses_at_once) {
    const auto id = begun(nearly_empty, yuan(6));
    ask();
    EXPECT_EQ(state_of(id), PaymentState::created);
    EXPECT_EQ(available(bank.cash), yuan(10));
}

TEST_F(ChargeCardTest, only_an_own_linked_card_in_last_place_pays) {
    const auto make = [&](std::vector<Tender> tenders) {
        return bank.in_unit(
            [&](const Scope& scope) { return create_order(scope, bank.draft(tenders)); });
    };
    const auto card = link(at_own_bank);
    const auto cash = PaymentBank::from(TenderKind::cash_purse, bank.cash, yuan(1));
    EXPECT_TRUE(make({by_card(card, yuan(1)), cash}).failed_with(order_malformed));
    auto elsewhere = by_card(card, yuan(1));
    elsewhere.account_id = bank.cash;
    EXPECT_TRUE(make({elsewhere}).failed_with(order_malformed));
    const auto beside = PaymentBank::from(TenderKind::eaccount, bank.open(zhang), yuan(1));
    EXPECT_TRUE(make({beside, by_card(card, yuan(1))}).failed_with(order_malformed));
    for (const auto& foreign : {link(at_own_bank, li), std::string("bnd_nothing")}) {
        const auto id = make({by_card(foreign, yuan(1))}).value();
        EXPECT_TRUE(bank.take(id).failed_with(account::linked_card_not_found));
    }
    const auto short_order = make({cash, by_card(card, yuan(1))}).value();
    EXPECT_TRUE(bank.take(short_order).failed_with(tender_short));
}

TEST_F(ChargeCardTest, a_refund_goes_to_the_card_first_and_is_followed_until_it_arrived) {
    const auto id = begun(at_own_bank, yuan(5));
    ask();
    bank.bank.advance(1s);
    const auto refunded = bank.give_back(id, yuan(7));
    ASSERT_TRUE(refunded);
    EXPECT_EQ(refunded->parts[0].kind, TenderKind::linked_card);
    EXPECT_EQ(bank.balance(bank.cash), yuan(2));
    EXPECT_EQ(clearing(), yuan(8));
    ask();
    const auto lines = bank.platform().ports.get<host::HostPort>().statement(bank.today()).lines;
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[1].direction, host::MovementDirection::credit);
    bank.bank.advance(24h);
    const auto report =
        bank.staff(reconcile_books).call(run_reconciliation_endpoint, {bank.today().plus_days(-1)});
    EXPECT_TRUE(report->differences.empty()) << report.body;
    EXPECT_EQ(report->run->host_count, 2);
}

TEST_F(ChargeCardTest, a_refund_that_the_card_does_not_take_waits_in_suspense) {
    const auto id = begun(at_own_bank, yuan(5));
    ask();
    bank.write([&](sql::Transaction& transaction) {
        host::SandboxBooks{transaction}.set_frozen("6222020000000000011", 1);
        return done;
    });
    ASSERT_TRUE(bank.give_back(id, yuan(5)));
    ask();
    EXPECT_EQ(bank.balance(suspense_account_id), yuan(5));
    const auto open = bank.staff(reconcile_books).call(list_open_differences_endpoint, {});
    ASSERT_EQ(open->items.size(), 1U);
    EXPECT_EQ(open->items[0].kind, DifferenceKind::refund_undelivered);
}

}  // namespace
}  // namespace dlfp::payment
