// A verified customer with a real session, the payment PIN and a passkey, who pays orders.
#pragma once

#include "core/identity/server/demo.h"
#include "core/identity/server/log_in.h"
#include "core/identity/server/passkeys.h"
#include "core/identity/server/ports.h"
#include "core/identity/server/send_sms_code.h"
#include "core/payment/server/cashier.h"
#include "core/payment/server/testing/payment_bank.h"
#include "platform/runtime/crypto/bytes.h"
#include "platform/runtime/webauthn/testing/software_authenticator.h"

namespace dlfp::payment {

/// Keeps the newest code.
class KeptCode final : public identity::SmsPort {
public:
    void send(sql::Transaction&, const identity::SmsMessage& message) override {
        const auto& text = message.text.reveal();
        code = text.substr(text.find_first_of("0123456789"), 6);
    }
    std::string code;
};

class ConfirmingPayer {
public:
    ConfirmingPayer() {
        identity::make_module().load_demo(bank.platform());
        device.relying_party_id = "localhost";
        device.origin = "https://localhost:8443";
        log_in();
    }

    PaymentBank bank;
    webauthn::SoftwareAuthenticator device;
    std::string pin{identity::demo_logins().front().payment_pin};
    test::Client client = bank.bank.as_nobody();

    void log_in() {
        use(*bank.bank.as_nobody().call(identity::log_in_endpoint,
                                        {mobile(), Secret<>{password()}, {}}));
    }
    void log_in_by_code() {
        const auto kept = std::make_shared<KeptCode>();
        bank.platform().ports.provide<identity::SmsPort>(kept);
        auto nobody = bank.bank.as_nobody();
        EXPECT_SUCCEEDS(nobody.call(identity::send_sms_code_endpoint,
                                    {mobile(), identity::OpenSmsPurpose::log_in}));
        use(*nobody.call(identity::log_in_by_code_endpoint, {mobile(), Secret<>{kept->code}, {}}));
    }

    void register_passkey() {
        const auto open =
            *client.call(identity::open_passkey_registration_endpoint, {Secret<>{password()}});
        device.challenge = crypto::from_base64url(open.challenge).value();
        const auto answer = device.register_credential();
        passkey_id_ = client
                          .call(identity::register_passkey_endpoint,
                                {open.ceremony_id,
                                 {"我的手机"},
                                 crypto::to_base64url(answer.client_data_json),
                                 crypto::to_base64url(answer.attestation_object)})
                          ->passkey_id;
    }
    void remove_passkey() {
        EXPECT_SUCCEEDS(client.call(identity::remove_passkey_endpoint, {passkey_id_}));
    }

    PaymentId order_of(Money amount) {
        bank.fill(bank.cash, amount);
        return unfunded_order_of(amount);
    }
    PaymentId unfunded_order_of(Money amount) {
        auto draft = bank.cash_order(amount);
        draft.payer_customer_id = identity::demo_verified_customer_id;
        return bank.order(draft);
    }
    /// As the payer's screen shows it.
    std::string digest_of(PaymentId id) {
        return client.call(show_payment_endpoint, {id})->operation_digest;
    }

    /// Asks for a confirmation and answers it with the device.
    identity::ConfirmationAnswer confirm(PaymentId id) {
        const auto asked = *client.call(open_charge_confirmation_endpoint, {id});
        EXPECT_EQ(asked.operation_digest, digest_of(id));
        EXPECT_EQ(asked.credential_ids.size(), 1U);
        device.challenge = crypto::from_base64url(asked.challenge).value();
        return {asked.confirmation_id, signed_answer()};
    }
    /// A good answer to the challenge of a log-in, under that ceremony's id.
    identity::ConfirmationAnswer answer_of_log_in() {
        const auto asked = *client.call(identity::open_passkey_log_in_endpoint, {});
        device.challenge = crypto::from_base64url(asked.challenge).value();
        return {identity::ConfirmationId{asked.ceremony_id.bytes()}, signed_answer()};
    }

    test::Outcome<ChargeReply> charge(
        PaymentId id, const std::optional<identity::ConfirmationAnswer>& answer = {}) {
        return charge_as_seen(id, digest_of(id), answer);
    }
    test::Outcome<ChargeReply> charge_as_seen(
        PaymentId id, const std::string& seen,
        const std::optional<identity::ConfirmationAnswer>& answer) {
        return client.call(charge_payment_endpoint,
                           {id, Secret<>{pin}, api::Text<64>{seen}, answer});
    }

private:
    static identity::MobileNumber mobile() {
        return *identity::MobileNumber::parse(identity::demo_verified_mobile);
    }
    static std::string password() { return std::string(identity::demo_logins().front().password); }
    void use(const identity::SessionReply& session) {
        client = bank.bank.as_nobody();
        client.with_authorization("Bearer " + session.token);
    }
    identity::PasskeyAnswer signed_answer() {
        const auto answer = device.assert_presence();
        return {crypto::to_base64url(answer.credential_id),
                crypto::to_base64url(answer.client_data_json),
                crypto::to_base64url(answer.authenticator_data),
                crypto::to_base64url(answer.signature)};
    }

    identity::PasskeyId passkey_id_;
};

}  // namespace dlfp::payment
