// Test vectors that the specification publishes (Web Authentication Level 3, section 16).
#include <gtest/gtest.h>

#include "platform/runtime/webauthn/passkey.h"

namespace dlfp::webauthn {
namespace {

crypto::Bytes hex(std::string_view text) { return crypto::from_hex(text).value(); }

struct Vector {
    std::string_view name;
    std::string_view registration_challenge;
    std::string_view registration_client_data;
    std::string_view attestation_object;
    Attestation attestation;
    std::string_view credential_id;
    std::string_view challenge;
    std::string_view client_data;
    std::string_view authenticator_data;
    std::string_view signature;
};

constexpr std::array vectors{
    Vector{
        .name = "none.ES256",
        .registration_challenge =
            "00c30fb78531c464d2b6771dab8d7b603c01162f2fa486bea70f283ae556e130",
        .registration_client_data =
            "7b2274797065223a22776562617574686e2e637265617465222c226368616c6c656e6765223a22414d4d50"
            "7434557878475453746e63647134313759447742466938767049612d7077386f4f755657345441222c226f"
            "726967696e223a2268747470733a2f2f6578616d706c652e6f7267222c2263726f73734f726967696e223a"
            "66616c73652c22657874726144617461223a22636c69656e74446174614a534f4e206d6179206265206578"
            "74656e6465642077697468206164646974696f6e616c206669656c647320696e2074686520667574757265"
            "2c207375636820617320746869733a20426b5165446a646354427258426941774a544c453551227d",
        .attestation_object =
            "a363666d74646e6f6e656761747453746d74a068617574684461746158a4bfabc37432958b063360d3ad64"
            "61c9c4735ae7f8edd46592a5e0f01452b2e4b559000000008446ccb9ab1db374750b2367ff6f3a1f0020f9"
            "1f391db4c9b2fde0ea70189cba3fb63f579ba6122b33ad94ff3ec330084be4a5010203262001215820afef"
            "a16f97ca9b2d23eb86ccb64098d20db90856062eb249c33a9b672f26df61225820930a56b87a2fca66334b"
            "03458abf879717c12cc68ed73290af2e2664796b9220",
        .attestation = Attestation::none,
        .credential_id = "f91f391db4c9b2fde0ea70189cba3fb63f579ba6122b33ad94ff3ec330084be4",
        .challenge = "39c0e7521417ba54d43e8dc95174f423dee9bf3cd804ff6d65c857c9abf4d408",
        .client_data =
            "7b2274797065223a22776562617574686e2e676574222c226368616c6c656e6765223a224f63446e556851"
            "58756c5455506f334a5558543049393770767a7a59425039745a63685879617630314167222c226f726967"
            "696e223a2268747470733a2f2f6578616d706c652e6f7267222c2263726f73734f726967696e223a66616c"
            "73657d",
        .authenticator_data =
            "bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b51900000000",
        .signature =
            "3046022100f50a4e2e4409249c4a853ba361282f09841df4dd4547a13a87780218deffcd380221008480ac"
            "0f0b93538174f575bf11a1dd5d78c6e486013f937295ea13653e331e87"},
    Vector{
        .name = "packed-self.ES256",
        .registration_challenge =
            "7869c2b772d4b58eba9378cf8f29e26cf935aa77df0da89fa99c0bdc0a76f7e5",
        .registration_client_data =
            "7b2274797065223a22776562617574686e2e637265617465222c226368616c6c656e6765223a2265476e43"
            "74334c55745936366b336a506a796e6962506b31716e666644616966715a774c33417032392d55222c226f"
            "726967696e223a2268747470733a2f2f6578616d706c652e6f7267222c2263726f73734f726967696e223a"
            "66616c73652c22657874726144617461223a22636c69656e74446174614a534f4e206d6179206265206578"
            "74656e6465642077697468206164646974696f6e616c206669656c647320696e2074686520667574757265"
            "2c207375636820617320746869733a205539685458764b453255526b4d6e625f307859485667227d",
        .attestation_object =
            "a363666d74667061636b65646761747453746d74a263616c672663736967584630440220067a20754ab925"
            "005dbf378097c92120031581c73228d1fb4f5b881bcd7da98302207fc7b147558c7c0eba3af18bd9d121fa"
            "3d3a26d17fe3f220272178f473b6006d68617574684461746158a4bfabc37432958b063360d3ad6461c9c4"
            "735ae7f8edd46592a5e0f01452b2e4b55d00000000df850e09db6afbdfab51697791506cfc0020455ef34e"
            "2043a87db3d4afeb39bbcb6cc32df9347c789a865ecdca129cbef58ca5010203262001215820eb151c8176"
            "b225cc651559fecf07af450fd85802046656b34c18f6cf193843c5225820927b8aa427a2be1b8834d233a2"
            "d34f61f13bfd44119c325d5896e183fee484f2",
        .attestation = Attestation::self,
        .credential_id = "455ef34e2043a87db3d4afeb39bbcb6cc32df9347c789a865ecdca129cbef58c",
        .challenge = "4478a10b1352348dd160c1353b0d469b5db19eb91c27f7dfa6fed39fe26af20b",
        .client_data =
            "7b2274797065223a22776562617574686e2e676574222c226368616c6c656e6765223a22524869684378"
            "4e534e493352594d45314f7731476d3132786e726b634a5f6666707637546e2d4a71386773222c226f7269"
            "67696e223a2268747470733a2f2f6578616d706c652e6f7267222c2263726f73734f726967696e223a6661"
            "6c73652c22657874726144617461223a22636c69656e74446174614a534f4e206d61792062652065787465"
            "6e6465642077697468206164646974696f6e616c206669656c647320696e20746865206675747572652c20"
            "7375636820617320746869733a206754623533727a36456853576f6d58477a696d433151227d",
        .authenticator_data =
            "bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b50900000000",
        .signature =
            "304402203310b9431903c401f1be2bdc8d23a4007682dbbddcf846994947b7f465daf84002204e94dd0004"
            "7b316061b3b99772b7efd95994a83ef584b3b6b825ea3550251b66"}};

Ceremony ceremony(const crypto::Bytes& challenge) {
    return {.relying_party_id = "example.org",
            .origins = {"https://example.org"},
            .challenge = challenge,
            .user_verification = UserVerification::preferred};
}

TEST(webauthn_vectors, registrations_and_assertions_of_the_specification_pass) {
    for (const auto& vector : vectors) {
        SCOPED_TRACE(vector.name);
        const auto registration_challenge = hex(vector.registration_challenge);
        const auto registered = check_registration(
            ceremony(registration_challenge),
            {hex(vector.registration_client_data), hex(vector.attestation_object)});
        const auto* credential = std::get_if<Credential>(&registered);
        ASSERT_NE(credential, nullptr) << to_text(std::get<Refusal>(registered));
        EXPECT_EQ(credential->id, hex(vector.credential_id));
        EXPECT_EQ(credential->attestation, vector.attestation);

        const auto challenge = hex(vector.challenge);
        const auto asserted =
            check_assertion(ceremony(challenge), *credential,
                            {credential->id, hex(vector.client_data),
                             hex(vector.authenticator_data), hex(vector.signature)});
        const auto* refused = std::get_if<Refusal>(&asserted);
        EXPECT_EQ(refused, nullptr) << to_text(*refused);
    }
}

}  // namespace
}  // namespace dlfp::webauthn
