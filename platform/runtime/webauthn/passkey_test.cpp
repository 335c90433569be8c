// Every verification step of the specification: what passes, and what breaks it alone.
#include "platform/runtime/webauthn/passkey.h"

#include <gtest/gtest.h>

#include "platform/runtime/webauthn/testing/software_authenticator.h"

namespace dlfp::webauthn {
namespace {

class PasskeyTest : public ::testing::Test {
protected:
    SoftwareAuthenticator device;
    crypto::Bytes opened = crypto::Bytes(32, std::byte{7});

    Ceremony ceremony(UserVerification verification = UserVerification::required) const {
        return {.relying_party_id = "bank.example",
                .origins = {"https://bank.example", "https://m.bank.example"},
                .challenge = opened,
                .user_verification = verification};
    }
    Verdict<Credential> enrol() const {
        return check_registration(ceremony(), device.register_credential());
    }
    /// The word of the refusal; empty when accepted.
    template <class Accepted>
    static std::string refusal(const Verdict<Accepted>& verdict) {
        const auto* refused = std::get_if<Refusal>(&verdict);
        return refused ? std::string(to_text(*refused)) : "";
    }
    std::string refused_registration() const { return refusal(enrol()); }
    Credential enrolled() const { return std::get<Credential>(enrol()); }
    std::string refused_assertion(const Credential& credential) const {
        return refusal(check_assertion(ceremony(), credential, device.assert_presence()));
    }
};

TEST_F(PasskeyTest, a_registration_gives_the_credential) {
    device.model.assign(16, std::byte{0xAB});
    device.flags = 0x1D;
    device.sign_count = 5;
    const auto credential = enrolled();
    EXPECT_EQ(credential.id, device.credential_id);
    EXPECT_EQ(credential.public_key.size(), 64U);
    EXPECT_EQ(credential.algorithm, cose_es256);
    EXPECT_EQ(credential.model, device.model);
    EXPECT_EQ(credential.sign_count, 5);
    EXPECT_TRUE(credential.is_user_verified);
    EXPECT_TRUE(credential.is_backup_eligible);
    EXPECT_TRUE(credential.is_backed_up);
    EXPECT_EQ(credential.attestation, Attestation::none);
}

TEST_F(PasskeyTest, an_assertion_of_the_same_key_is_accepted) {
    const auto credential = enrolled();
    device.sign_count = 3;
    const auto verdict = check_assertion(ceremony(), credential, device.assert_presence());
    ASSERT_EQ(refusal(verdict), "");
    EXPECT_EQ(std::get<Assertion>(verdict).sign_count, 3);
    EXPECT_FALSE(std::get<Assertion>(verdict).is_count_suspicious);
}

TEST_F(PasskeyTest, the_ceremony_must_be_the_one_that_was_opened) {
    const auto credential = enrolled();
    auto answer = device.register_credential();
    answer.client_data_json = device.client_data("webauthn.get");
    EXPECT_EQ(refusal(check_registration(ceremony(), answer)), "wrong_ceremony");
    auto assertion = device.assert_presence();
    assertion.client_data_json = device.client_data("webauthn.create");
    EXPECT_EQ(refusal(check_assertion(ceremony(), credential, assertion)), "wrong_ceremony");
    assertion.client_data_json = device.client_data("WEBAUTHN.GET");
    EXPECT_EQ(refusal(check_assertion(ceremony(), credential, assertion)), "wrong_ceremony");
}

TEST_F(PasskeyTest, the_challenge_must_be_the_one_that_was_handed_out) {
    const auto credential = enrolled();
    device.challenge.back() = std::byte{8};
    EXPECT_EQ(refused_registration(), "wrong_challenge");
    EXPECT_EQ(refused_assertion(credential), "wrong_challenge");
    device.challenge.clear();
    EXPECT_EQ(refused_registration(), "wrong_challenge");
    EXPECT_EQ(refused_assertion(credential), "wrong_challenge");
}

TEST_F(PasskeyTest, the_origin_must_be_one_of_ours_as_text) {
    const auto credential = enrolled();
    device.origin = "https://m.bank.example";
    EXPECT_EQ(refused_registration(), "");
    for (const auto* foreign : {"https://bank.example.evil.example", "http://bank.example",
                                "https://bank.example:8443", "https://BANK.example", ""}) {
        device.origin = foreign;
        EXPECT_EQ(refused_registration(), "wrong_origin") << foreign;
        EXPECT_EQ(refused_assertion(credential), "wrong_origin") << foreign;
    }
}

TEST_F(PasskeyTest, a_page_inside_a_foreign_page_is_refused) {
    const auto credential = enrolled();
    device.extra_client_data = R"(,"topOrigin":"https://shop.example")";
    EXPECT_EQ(refused_registration(), "embedded");
    EXPECT_EQ(refused_assertion(credential), "embedded");
    device.extra_client_data = R"(,"crossOrigin":true)";
    EXPECT_EQ(refused_registration(), "embedded");
}

TEST_F(PasskeyTest, unknown_members_and_a_byte_order_mark_are_tolerated) {
    device.extra_client_data = R"(,"later":{"deep":[1,2]})";
    auto answer = device.register_credential();
    EXPECT_EQ(refusal(check_registration(ceremony(), answer)), "");
    const auto mark = SoftwareAuthenticator::bytes_of("\xEF\xBB\xBF");
    answer.client_data_json.insert(answer.client_data_json.begin(), mark.begin(), mark.end());
    EXPECT_EQ(refusal(check_registration(ceremony(), answer)), "");
}

TEST_F(PasskeyTest, client_data_that_is_no_object_is_malformed) {
    auto answer = device.register_credential();
    for (const auto* text : {"", "[]", "null", "{\"type\":\"webauthn.create\"", "\xFF\xFE"}) {
        answer.client_data_json = SoftwareAuthenticator::bytes_of(text);
        EXPECT_EQ(refusal(check_registration(ceremony(), answer)), "malformed") << text;
    }
    answer.client_data_json.assign(5000, std::byte{' '});
    EXPECT_EQ(refusal(check_registration(ceremony(), answer)), "malformed");
}

TEST_F(PasskeyTest, the_relying_party_must_be_this_one) {
    const auto credential = enrolled();
    for (const auto* foreign : {"evil.example", "example", "m.bank.example"}) {
        device.relying_party_id = foreign;
        EXPECT_EQ(refused_registration(), "wrong_relying_party") << foreign;
        EXPECT_EQ(refused_assertion(credential), "wrong_relying_party") << foreign;
    }
}

TEST_F(PasskeyTest, the_user_must_be_there_and_verified_where_asked) {
    const auto credential = enrolled();
    device.flags = 0x04;
    EXPECT_EQ(refused_registration(), "user_absent");
    EXPECT_EQ(refused_assertion(credential), "user_absent");
    device.flags = 0x01;
    EXPECT_EQ(refused_registration(), "user_not_verified");
    EXPECT_EQ(refused_assertion(credential), "user_not_verified");
    const auto lenient = ceremony(UserVerification::preferred);
    const auto verdict = check_assertion(lenient, credential, device.assert_presence());
    ASSERT_EQ(refusal(verdict), "");
    EXPECT_FALSE(std::get<Assertion>(verdict).is_user_verified);
}

TEST_F(PasskeyTest, a_backup_needs_a_credential_that_may_be_backed_up) {
    const auto credential = enrolled();
    device.flags = 0x15;
    EXPECT_EQ(refused_registration(), "impossible_backup");
    EXPECT_EQ(refused_assertion(credential), "impossible_backup");
    device.flags = 0x0D;  // eligible now, but not when it was made
    EXPECT_EQ(refused_assertion(credential), "impossible_backup");
}

TEST_F(PasskeyTest, an_algorithm_that_was_not_offered_is_refused) {
    device.named_algorithm = -35;
    EXPECT_EQ(refused_registration(), "algorithm_not_offered");
}

TEST_F(PasskeyTest, a_statement_is_verified_and_its_format_taken_literally) {
    auto answer = device.register_attested();
    const auto verdict = check_registration(ceremony(), answer);
    ASSERT_EQ(refusal(verdict), "");
    EXPECT_EQ(std::get<Credential>(verdict).attestation, Attestation::self);

    const auto replaced = [&](std::string_view from, std::string_view to) {
        auto text = crypto::text_of(device.register_attested().attestation_object);
        text.replace(text.find(from), from.size(), to);
        return RegistrationAnswer{answer.client_data_json, SoftwareAuthenticator::bytes_of(text)};
    };
    EXPECT_EQ(refusal(check_registration(ceremony(), replaced("packed", "PACKED"))),
              "attestation_refused");
    EXPECT_EQ(refusal(check_registration(ceremony(), replaced("packed", "tpm-ii"))),
              "attestation_refused");
    answer.client_data_json.push_back(std::byte{' '});  // the same JSON, another digest
    EXPECT_EQ(refusal(check_registration(ceremony(), answer)), "attestation_refused");
}

TEST_F(PasskeyTest, a_credential_id_has_at_most_1023_bytes) {
    device.credential_id.assign(1023, std::byte{1});
    EXPECT_EQ(refused_registration(), "");
    device.credential_id.assign(1024, std::byte{1});
    EXPECT_EQ(refused_registration(), "credential_id_too_long");
    device.credential_id.clear();
    EXPECT_EQ(refused_registration(), "malformed");
}

TEST_F(PasskeyTest, bytes_left_over_or_missing_are_malformed) {
    const auto credential = enrolled();
    auto answer = device.register_credential();
    answer.attestation_object.push_back(std::byte{0});
    EXPECT_EQ(refusal(check_registration(ceremony(), answer)), "malformed");
    for (std::size_t length = 0; length + 1 < answer.attestation_object.size(); ++length) {
        auto cut = answer;
        cut.attestation_object.resize(length);
        EXPECT_EQ(refusal(check_registration(ceremony(), cut)), "malformed") << length;
    }
    device.appended = {std::byte{0xA0}};
    EXPECT_EQ(refused_registration(), "malformed");
    EXPECT_EQ(refused_assertion(credential), "malformed");
    device.appended.clear();
    auto assertion = device.assert_presence();
    assertion.authenticator_data.resize(36);
    EXPECT_EQ(refusal(check_assertion(ceremony(), credential, assertion)), "malformed");
}

TEST_F(PasskeyTest, only_the_key_of_this_credential_signs_for_it) {
    const auto credential = enrolled();
    const SoftwareAuthenticator thief;
    EXPECT_EQ(refusal(check_assertion(ceremony(), credential, thief.assert_presence())),
              "wrong_signature");
    auto answer = device.assert_presence();
    answer.signature.back() ^= std::byte{1};
    EXPECT_EQ(refusal(check_assertion(ceremony(), credential, answer)), "wrong_signature");
    answer.signature.clear();
    EXPECT_EQ(refusal(check_assertion(ceremony(), credential, answer)), "wrong_signature");
    answer = device.assert_presence();
    answer.authenticator_data[36] ^= std::byte{1};  // the counter is under the signature
    EXPECT_EQ(refusal(check_assertion(ceremony(), credential, answer)), "wrong_signature");
}

TEST_F(PasskeyTest, an_answer_for_another_credential_is_refused) {
    const auto credential = enrolled();
    device.credential_id.back() = std::byte{1};
    EXPECT_EQ(refused_assertion(credential), "wrong_credential");
    device.credential_id.clear();
    EXPECT_EQ(refused_assertion(credential), "wrong_credential");
}

TEST_F(PasskeyTest, a_counter_that_does_not_grow_is_told) {
    auto credential = enrolled();
    credential.sign_count = 4;
    const auto is_suspicious = [&](std::uint32_t count) {
        device.sign_count = count;
        return std::get<Assertion>(
                   check_assertion(ceremony(), credential, device.assert_presence()))
            .is_count_suspicious;
    };
    EXPECT_FALSE(is_suspicious(5));
    EXPECT_TRUE(is_suspicious(4));
    EXPECT_TRUE(is_suspicious(0));
}

}  // namespace
}  // namespace dlfp::webauthn
