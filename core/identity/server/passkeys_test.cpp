// Passkeys from registration to removal, and everybody who tries with something else.
#include "core/identity/server/passkeys.h"

#include <future>

#include "core/identity/server/testing/identity_scene.h"
#include "platform/runtime/webauthn/testing/software_authenticator.h"

namespace dlfp::identity {
namespace {

using testing::good_password;
using testing::IdentityScene;

class Passkeys : public ::testing::Test {
protected:
    IdentityScene scene;
    SessionReply session = scene.registered();
    webauthn::SoftwareAuthenticator device;

    void SetUp() override {
        device.relying_party_id = "localhost";
        device.origin = "https://localhost:8443";
    }
    test::Client owner() { return scene.with_token(session.token); }

    PasskeyRegistrationReply opened() {
        auto reply = *owner().call(open_passkey_registration_endpoint, {Secret<>{good_password}});
        device.challenge = crypto::from_base64url(reply.challenge).value();
        return reply;
    }
    RegisterPasskeyRequest answer_to(const PasskeyRegistrationReply& open) const {
        const auto answer = device.register_credential();
        return {open.ceremony_id,
                {"我的手机"},
                crypto::to_base64url(answer.client_data_json),
                crypto::to_base64url(answer.attestation_object)};
    }
    PasskeyItem registered() {
        return *owner().call(register_passkey_endpoint, answer_to(opened()));
    }

    LogInByPasskeyRequest log_in_request() {
        const auto open = *scene.nobody().call(open_passkey_log_in_endpoint, {});
        device.challenge = crypto::from_base64url(open.challenge).value();
        const auto answer = device.assert_presence();
        return {open.ceremony_id,
                crypto::to_base64url(answer.credential_id),
                crypto::to_base64url(answer.client_data_json),
                crypto::to_base64url(answer.authenticator_data),
                crypto::to_base64url(answer.signature),
                {}};
    }
    test::Outcome<SessionReply> log_in() {
        return scene.nobody().call(log_in_by_passkey_endpoint, log_in_request());
    }
};

TEST_F(Passkeys, a_registered_passkey_logs_its_customer_in) {
    const auto passkey = registered();
    EXPECT_EQ(passkey.title, "我的手机");
    device.sign_count = 1;
    const auto opened_session = log_in();
    const auto profile = scene.with_token(opened_session->token).call(show_session_endpoint, {});
    EXPECT_EQ(profile->masked_mobile, "139****5678");
    const auto listed = owner().call(list_passkeys_endpoint, {});
    ASSERT_EQ(listed->items.size(), 1U);
    EXPECT_EQ(listed->items.front().last_used_at_us, scene.bank.now());
}

/// Two devices with one key count apart: whichever comes second falls behind.
TEST_F(Passkeys, a_key_that_may_have_been_copied_opens_nothing) {
    registered();
    device.sign_count = 7;
    EXPECT_SUCCEEDS(log_in());
    EXPECT_FAILS(log_in(), passkey_log_in_refused);
    device.sign_count = 6;
    EXPECT_FAILS(log_in(), passkey_log_in_refused);
    device.sign_count = 8;
    EXPECT_SUCCEEDS(log_in());
}

TEST_F(Passkeys, a_new_one_asks_for_the_login_password) {
    EXPECT_FAILS(owner().call(open_passkey_registration_endpoint, {Secret<>{"wrong password 1"}}),
                 password_wrong);
}

TEST_F(Passkeys, a_challenge_is_good_for_one_answer) {
    registered();
    const auto request = log_in_request();
    EXPECT_SUCCEEDS(scene.nobody().call(log_in_by_passkey_endpoint, request));
    EXPECT_FAILS(scene.nobody().call(log_in_by_passkey_endpoint, request), passkey_log_in_refused);
}

TEST_F(Passkeys, a_wrong_answer_uses_the_challenge_up) {
    registered();
    const auto request = log_in_request();
    auto broken = request;
    broken.signature = crypto::to_base64url(crypto::Bytes(70, std::byte{1}));
    EXPECT_FAILS(scene.nobody().call(log_in_by_passkey_endpoint, broken), passkey_log_in_refused);
    EXPECT_FAILS(scene.nobody().call(log_in_by_passkey_endpoint, request), passkey_log_in_refused);
}

TEST_F(Passkeys, a_challenge_waits_three_minutes) {
    registered();
    auto request = log_in_request();
    scene.bank.advance(passkey_ceremony_validity - 1s);
    EXPECT_SUCCEEDS(scene.nobody().call(log_in_by_passkey_endpoint, request));
    request = log_in_request();
    scene.bank.advance(passkey_ceremony_validity);
    EXPECT_FAILS(scene.nobody().call(log_in_by_passkey_endpoint, request), passkey_log_in_refused);
}

TEST_F(Passkeys, keys_nobody_registered_are_refused_like_wrong_ones) {
    EXPECT_FAILS(log_in(), passkey_log_in_refused);
}

TEST_F(Passkeys, a_removed_one_opens_nothing) {
    const auto passkey = registered();
    const auto request = log_in_request();
    EXPECT_SUCCEEDS(owner().call(remove_passkey_endpoint, {passkey.passkey_id}));
    EXPECT_FAILS(scene.nobody().call(log_in_by_passkey_endpoint, request), passkey_log_in_refused);
    EXPECT_FAILS(owner().call(remove_passkey_endpoint, {passkey.passkey_id}), passkey_not_found);
}

// clause: 5.3-6
TEST_F(Passkeys, guessed_passwords_do_not_shut_the_owner_out) {
    registered();
    for (int tries = 0; tries < 12; ++tries) scene.log_in("wrong password 1");
    EXPECT_FAILS(scene.log_in(good_password), login_refused);
    EXPECT_SUCCEEDS(log_in());
}

TEST_F(Passkeys, an_answer_for_another_site_is_refused_with_its_reason) {
    const auto open = opened();
    device.origin = "https://localhost.evil.example";
    const auto refused = owner().call(register_passkey_endpoint, answer_to(open));
    EXPECT_FAILS(refused, passkey_refused);
    EXPECT_NE(refused.body.find("wrong_origin"), std::string::npos);
    device.origin = "https://localhost:8443";
    EXPECT_FAILS(owner().call(register_passkey_endpoint, answer_to(open)), passkey_ceremony_over);
}

TEST_F(Passkeys, nobody_answers_the_registration_of_another_customer) {
    const auto open = opened();
    const auto other = scene.registered(*MobileNumber::parse("13800001111"));
    EXPECT_FAILS(scene.with_token(other.token).call(register_passkey_endpoint, answer_to(open)),
                 passkey_ceremony_over);
    EXPECT_SUCCEEDS(owner().call(register_passkey_endpoint, answer_to(open)))
        << "a stranger's try does not use it up";
}

TEST_F(Passkeys, a_log_in_challenge_registers_nothing) {
    const auto open = *scene.nobody().call(open_passkey_log_in_endpoint, {});
    device.challenge = crypto::from_base64url(open.challenge).value();
    PasskeyRegistrationReply borrowed{.ceremony_id = open.ceremony_id};
    EXPECT_FAILS(owner().call(register_passkey_endpoint, answer_to(borrowed)),
                 passkey_ceremony_over);
}

TEST_F(Passkeys, a_key_belongs_to_one_customer) {
    registered();
    const auto open = opened();
    EXPECT_EQ(open.excluded_credential_ids.size(), 1U);
    EXPECT_FAILS(owner().call(register_passkey_endpoint, answer_to(open)),
                 passkey_already_registered);
}

TEST_F(Passkeys, ten_are_enough) {
    for (std::size_t number = 0; number < passkeys_per_customer_max; ++number) {
        device.credential_id.assign(16, static_cast<std::byte>(number));
        registered();
    }
    EXPECT_FAILS(owner().call(open_passkey_registration_endpoint, {Secret<>{good_password}}),
                 passkeys_too_many);
}

TEST_F(Passkeys, names_are_the_owners_to_change) {
    const auto passkey = registered();
    EXPECT_SUCCEEDS(owner().call(rename_passkey_endpoint, {passkey.passkey_id, {"旧手机"}}));
    EXPECT_EQ(owner().call(list_passkeys_endpoint, {})->items.front().title, "旧手机");
    const auto other = scene.registered(*MobileNumber::parse("13800001111"));
    auto stranger = scene.with_token(other.token);
    EXPECT_FAILS(stranger.call(rename_passkey_endpoint, {passkey.passkey_id, {"x"}}),
                 passkey_not_found);
    EXPECT_FAILS(stranger.call(remove_passkey_endpoint, {passkey.passkey_id}), passkey_not_found);
}

TEST_F(Passkeys, of_many_answers_at_once_one_opens_a_session) {
    registered();
    const auto request = log_in_request();
    std::vector<std::future<bool>> answers;
    for (int client = 0; client < 8; ++client)
        answers.push_back(std::async(std::launch::async, [&] {
            return scene.nobody().call(log_in_by_passkey_endpoint, request).reply.has_value();
        }));
    int opened_sessions = 0;
    for (auto& answer : answers) opened_sessions += answer.get() ? 1 : 0;
    EXPECT_EQ(opened_sessions, 1);
}

}  // namespace
}  // namespace dlfp::identity
