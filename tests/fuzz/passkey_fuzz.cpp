// What an authenticator answers: CBOR around a new credential, and the client data of a browser.
#include "platform/runtime/webauthn/attestation_object.h"
#include "platform/runtime/webauthn/authenticator_data.h"
#include "platform/runtime/webauthn/client_data.h"
#include "platform/runtime/webauthn/passkey.h"
#include "tests/fuzz/require.h"

namespace {

using namespace dlfp;

void check_authenticator_data(const webauthn::Ceremony& ceremony, crypto::BytesView bytes) {
    const auto read = webauthn::read_authenticator_data(bytes);
    if (!read || webauthn::find_authenticator_fault(ceremony, *read)) return;
    fuzz::require(bytes.size() >= 37, "accepted data has hash, flags and counter");
    fuzz::require(read->is_user_present && read->is_user_verified, "a person was asked");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto challenge = crypto::from_hex("00112233445566778899aabbccddeeff").value();
    const webauthn::Ceremony ceremony{.relying_party_id = "example.org",
                                      .origins = {"https://example.org"},
                                      .challenge = challenge};
    const auto input = crypto::view_of(fuzz::text_of(bytes, size));
    check_authenticator_data(ceremony, input);
    if (const auto object = webauthn::read_attestation_object(input))
        check_authenticator_data(ceremony, object->authenticator_data);
    constexpr std::string_view client_data =
        R"({"type":"webauthn.create","challenge":"ABEiM0RVZneImaq7zN3u_w",)"
        R"("origin":"https://example.org"})";
    const auto client_bytes = crypto::view_of(client_data);
    const auto made = webauthn::check_registration(
        ceremony, {.client_data_json = {client_bytes.begin(), client_bytes.end()},
                   .attestation_object = {input.begin(), input.end()}});
    if (const auto* credential = std::get_if<webauthn::Credential>(&made))
        fuzz::require(credential->is_user_verified && !credential->id.empty(),
                      "a credential is of a person who was asked");
    fuzz::require(webauthn::find_client_data_fault(ceremony, "webauthn.get", client_bytes) ==
                      webauthn::Refusal::wrong_ceremony,
                  "client data is of one ceremony");
    (void)webauthn::find_client_data_fault(ceremony, "webauthn.create", input);
    return 0;
}
