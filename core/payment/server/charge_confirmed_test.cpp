// Charges above what the PIN alone may pay: what is asked, what completes them, and everybody who
// tries with something else than an agreement to this very order.
#include "core/payment/server/charge_confirmed.h"

#include "core/payment/server/testing/confirming_payer.h"

namespace dlfp::payment {
namespace {

using identity::ConfirmationAnswer;

struct ChargeConfirmed : testing::Test {
    ConfirmingPayer payer;
    PaymentBank& bank = payer.bank;

    void SetUp() override { payer.register_passkey(); }

    /// A charge of 3,000.00 with this answer.
    test::Outcome<ChargeReply> charge_with(PaymentId id, const ConfirmationAnswer& answer) {
        return payer.charge(id, answer);
    }
    void change(const char* text, PaymentId id) {
        bank.write([&](sql::Transaction& transaction) {
            EXPECT_EQ(transaction.execute({"test.change", text}, id), 1) << text;
            return done;
        });
    }
};

// clause: 5.3-1, 5.3.1-c.1
TEST_F(ChargeConfirmed, the_pin_pays_small_amounts_and_a_fen_more_asks_for_the_passkey) {
    ASSERT_TRUE(payer.charge(payer.order_of(yuan(1'000))));
    bank.bank.advance(24h);
    payer.log_in();
    const auto id = payer.order_of(yuan(1'000) + Money::fen(1));
    const auto refused = payer.charge(id);
    EXPECT_FAILS(refused, identity::step_up_required);
    EXPECT_EQ(refused.status, 403);
    EXPECT_NE(refused.body.find(R"("missing":"passkey")"), std::string::npos) << refused.body;
    EXPECT_EQ(refused.fact("limit_fen"), 1'000'00);
    EXPECT_EQ(bank.stored(id).state, PaymentState::created);
}

// clause: 5.3-1, 5.3-4, 9.1.3-d.2
TEST_F(ChargeConfirmed, the_passkey_completes_it_and_the_order_keeps_what_was_agreed_to) {
    const auto id = payer.order_of(yuan(3'000));
    const auto digest = payer.digest_of(id);
    ASSERT_TRUE(charge_with(id, payer.confirm(id)));
    EXPECT_EQ(bank.stored(id).method, ChargeMethod::passkey);
    EXPECT_EQ(bank.balance(bank.cash), Money{});
    const auto kept = bank.read([&](sql::Reader& reader) {
        return std::pair{
            reader.value<sql::Bytes>(
                {"test.digest", "SELECT confirmed_digest FROM payment_order WHERE id = $1"}, id),
            reader.value<std::string>(
                {"test.by", "SELECT confirmed_by FROM payment_order WHERE id = $1"}, id)};
    });
    EXPECT_EQ(crypto::to_hex(kept.first), digest);
    EXPECT_EQ(kept.second, "login_password/payment_pin+passkey");
}

// clause: 5.3-1
TEST_F(ChargeConfirmed, the_day_adds_up_and_signed_payments_leave_the_small_ones_be) {
    const auto large = payer.order_of(yuan(3'000));
    ASSERT_TRUE(charge_with(large, payer.confirm(large)));
    ASSERT_TRUE(payer.charge(payer.order_of(yuan(600))));
    const auto refused = payer.charge(payer.order_of(yuan(500)));
    EXPECT_FAILS(refused, identity::step_up_required);
    EXPECT_EQ(refused.fact("limit_fen"), 400'00);
    ASSERT_TRUE(payer.charge(payer.order_of(yuan(400))));
    bank.bank.advance(24h);
    payer.log_in();
    EXPECT_TRUE(payer.charge(payer.order_of(yuan(500)))) << "tomorrow is another day";
}

// clause: 5.3-1
TEST_F(ChargeConfirmed, the_year_adds_up) {
    for (int days = 0; days < 20; ++days) {
        const auto id = payer.order_of(yuan(10'000));
        ASSERT_TRUE(charge_with(id, payer.confirm(id))) << days;
        bank.bank.advance(24h);
        payer.log_in();
    }
    EXPECT_FAILS(payer.charge(payer.order_of(Money::fen(1))), identity::operation_above_limits);
    bank.bank.advance(24h * 30);
    payer.log_in();
    EXPECT_TRUE(payer.charge(payer.order_of(Money::fen(1)))) << "next year";
}

// clause: 5.3-1, 5.3.1-c.1
TEST_F(ChargeConfirmed, a_log_in_by_code_and_the_pin_are_two_kinds_and_pay_more) {
    payer.log_in_by_code();
    ASSERT_TRUE(payer.charge(payer.order_of(yuan(5'000))));
    EXPECT_FAILS(payer.charge(payer.order_of(Money::fen(1))), identity::step_up_required);
}

TEST_F(ChargeConfirmed, above_the_highest_amount_nothing_helps) {
    const auto id = payer.order_of(yuan(10'000) + Money::fen(1));
    const auto refused = payer.charge(id);
    EXPECT_FAILS(refused, identity::operation_above_limits);
    EXPECT_EQ(refused.fact("limit_fen"), 10'000'00);
    EXPECT_FAILS(charge_with(id, payer.confirm(id)), identity::operation_above_limits);
}

// clause: 5.3-4
TEST_F(ChargeConfirmed, one_confirmation_agrees_to_no_other_order) {
    const auto seen = payer.order_of(yuan(3'000));
    const auto other = payer.order_of(yuan(3'000));
    const auto answer = payer.confirm(seen);
    EXPECT_FAILS(charge_with(other, answer), identity::confirmation_of_another);
    EXPECT_FAILS(charge_with(seen, answer), identity::confirmation_over)
    << "it is used up";
    EXPECT_EQ(bank.balance(bank.cash), yuan(6'000));
}

struct Change {
    const char* what;
    const char* text;
};

// clause: 5.3-4
TEST_F(ChargeConfirmed, one_confirmation_agrees_to_no_other_amount_payee_account_or_subject) {
    const Change changes[] = {
        {"amount", "UPDATE payment_order SET amount_fen = amount_fen + 1 WHERE id = $1"},
        {"payee", "UPDATE payment_order SET organisation_id = clearing_account_id WHERE id = $1"},
        {"payee's account", "UPDATE payment_order SET clearing_account_id = id WHERE id = $1"},
        {"subject", "UPDATE payment_order SET subject = 'x' WHERE id = $1"},
        {"tender's amount",
         "UPDATE payment_tender SET amount_fen = amount_fen + 1 WHERE payment_id = $1"},
        {"paying account",
         "UPDATE payment_tender SET account_id = payment_id WHERE payment_id = $1"},
        {"kind of tender", "UPDATE payment_tender SET kind = 'subsidy' WHERE payment_id = $1"},
        {"source", "UPDATE payment_tender SET source_ref = 'x' WHERE payment_id = $1"}};
    for (const auto& [what, text] : changes) {
        const auto id = payer.order_of(yuan(3'000));
        const auto seen = payer.digest_of(id);
        const auto answer = payer.confirm(id);
        change(text, id);
        EXPECT_FAILS(payer.charge_as_seen(id, seen, answer), identity::operation_changed)
        << what;
        EXPECT_FAILS(charge_with(id, answer), identity::confirmation_of_another)
        << what << ": the new digest with the old confirmation";
        EXPECT_EQ(bank.stored(id).state, PaymentState::created) << what;
    }
}

// clause: 5.3-4
TEST_F(ChargeConfirmed, the_pin_too_goes_only_with_what_was_seen) {
    const auto id = payer.order_of(yuan(30));
    const auto seen = payer.digest_of(id);
    const auto other = payer.order_of(yuan(30));
    EXPECT_FAILS(payer.charge_as_seen(other, seen, {}), identity::operation_changed);
    EXPECT_FAILS(payer.client.call(charge_payment_endpoint, {other, Secret<>{payer.pin}, {}, {}}),
                 identity::operation_changed)
    << "nothing was seen";
    EXPECT_TRUE(payer.charge_as_seen(id, seen, {}));
}

// clause: 5.3-4
TEST_F(ChargeConfirmed, a_confirmation_is_of_one_customer_and_one_session) {
    const auto id = payer.order_of(yuan(3'000));
    const auto answer = payer.confirm(id);
    const auto session = payer.client;
    payer.log_in();
    EXPECT_FAILS(charge_with(id, answer), identity::confirmation_over)
    << "another session";
    ConfirmationAnswer unknown = answer;
    unknown.confirmation_id = identity::ConfirmationId::fixed(1);
    EXPECT_FAILS(charge_with(id, unknown), identity::confirmation_over);
    payer.client = session;
    EXPECT_TRUE(charge_with(id, answer)) << "strangers do not use it up";
}

// clause: 5.3-4
TEST_F(ChargeConfirmed, a_confirmation_waits_three_minutes) {
    auto id = payer.order_of(yuan(3'000));
    auto answer = payer.confirm(id);
    bank.bank.advance(identity::confirmation_validity);
    EXPECT_FAILS(charge_with(id, answer), identity::confirmation_over);
    answer = payer.confirm(id);
    bank.bank.advance(identity::confirmation_validity - 1s);
    EXPECT_TRUE(charge_with(id, answer));
}

// clause: 5.3-4
TEST_F(ChargeConfirmed, a_confirmation_that_paid_pays_nothing_else) {
    const auto id = payer.order_of(yuan(3'000));
    const auto answer = payer.confirm(id);
    ASSERT_TRUE(charge_with(id, answer));
    EXPECT_FAILS(charge_with(id, answer), already_charged);
    EXPECT_FAILS(charge_with(payer.order_of(yuan(3'000)), answer), identity::confirmation_over);
}

TEST_F(ChargeConfirmed, a_wrong_answer_uses_the_question_up) {
    const auto id = payer.order_of(yuan(3'000));
    const auto answer = payer.confirm(id);
    auto broken = answer;
    broken.answer.signature = {crypto::to_base64url(crypto::Bytes(70, std::byte{1}))};
    EXPECT_FAILS(charge_with(id, broken), identity::confirmation_refused);
    EXPECT_FAILS(charge_with(id, answer), identity::confirmation_over);
    EXPECT_TRUE(charge_with(id, payer.confirm(id)));
}

TEST_F(ChargeConfirmed, a_charge_that_fails_later_keeps_the_confirmation) {
    const auto id = payer.unfunded_order_of(yuan(3'000));
    const auto answer = payer.confirm(id);
    EXPECT_FAILS(charge_with(id, answer), tender_short);
    bank.fill(bank.cash, yuan(3'000));
    EXPECT_TRUE(charge_with(id, answer));
}

// clause: 5.3.1-c.1
TEST_F(ChargeConfirmed, steps_out_of_order_lead_nowhere) {
    const auto id = payer.order_of(yuan(3'000));
    const auto answer = payer.confirm(id);
    EXPECT_FAILS(payer.client.call(charge_payment_endpoint,
                                   {id, {}, api::Text<64>{payer.digest_of(id)}, answer}),
                 pin_required)
    << "the passkey does not stand in for the PIN";
    EXPECT_FAILS(charge_with(id, payer.answer_of_log_in()), identity::confirmation_over)
    << "the answer to a log-in agrees to nothing";
    payer.device.flags = 0x01;
    EXPECT_FAILS(charge_with(id, payer.confirm(id)), identity::confirmation_refused)
    << "the device did not verify its user";
    EXPECT_EQ(bank.balance(bank.cash), yuan(3'000));
}

// clause: 3.8-2
TEST_F(ChargeConfirmed, a_wrong_pin_is_counted_before_the_passkey_is_looked_at) {
    const auto id = payer.order_of(yuan(3'000));
    const auto answer = payer.confirm(id);
    const auto pin = std::exchange(payer.pin, "000000");
    EXPECT_FAILS(charge_with(id, answer), identity::payment_pin_wrong);
    payer.pin = pin;
    EXPECT_TRUE(charge_with(id, answer));
}

TEST_F(ChargeConfirmed, without_a_passkey_there_is_nothing_to_ask) {
    const auto id = payer.order_of(yuan(3'000));
    payer.remove_passkey();
    EXPECT_FAILS(payer.client.call(open_charge_confirmation_endpoint, {id}),
                 identity::passkey_absent);
}

TEST_F(ChargeConfirmed, only_orders_that_wait_for_their_payment_are_asked_about) {
    const auto id = payer.order_of(yuan(30));
    EXPECT_FAILS(bank.customer(li).call(open_charge_confirmation_endpoint, {id}),
                 payment_not_found);
    ASSERT_TRUE(payer.charge(id));
    EXPECT_FAILS(payer.client.call(open_charge_confirmation_endpoint, {id}), already_charged);
}

}  // namespace
}  // namespace dlfp::payment
