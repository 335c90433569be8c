// Stored credential, challenge and answer put together for the check of the specification.
#include "core/identity/server/passkey_assertion.h"

#include "core/identity/server/internal/vault.h"
#include "platform/runtime/crypto/bytes.h"
#include "platform/runtime/log/log.h"

namespace dlfp::identity {
namespace {

webauthn::Credential credential_of(const passkey_repository::StoredPasskey& passkey) {
    return {.id = passkey.credential_id,
            .public_key = passkey.public_key,
            .algorithm = passkey.algorithm,
            .model = passkey.model,
            .sign_count = passkey.sign_count,
            .is_backup_eligible = passkey.is_backup_eligible,
            .is_backed_up = passkey.is_backed_up,
            .attestation = passkey.attestation};
}

}  // namespace

sql::Bytes bytes_of(const std::string& base64url) {
    return crypto::from_base64url(base64url).value_or(sql::Bytes{});
}

CheckedAssertion check_passkey_answer(const PasskeyAnswer& answer, crypto::BytesView challenge,
                                      const api::ReadCall& call) {
    CheckedAssertion checked;
    auto passkey =
        passkey_repository::find_by_credential(call.reader(), bytes_of(answer.credential_id));
    if (!passkey) return checked;
    const auto& settings = call.port<Vault>().settings();
    const auto verdict = webauthn::check_assertion(
        {.relying_party_id = settings.relying_party_id(),
         .origins = {settings.public_origin},
         .challenge = challenge,
         .user_verification = webauthn::UserVerification::required},
        credential_of(*passkey),
        {passkey->credential_id, bytes_of(answer.client_data_json),
         bytes_of(answer.authenticator_data), bytes_of(answer.signature)});
    const auto* assertion = std::get_if<webauthn::Assertion>(&verdict);
    if (assertion != nullptr && assertion->is_count_suspicious) {
        log::warning("identity.passkey_copied", {{"passkey", passkey->id.to_text()}});
    } else if (assertion != nullptr) {
        checked.assertion = *assertion;
        checked.passkey = std::move(passkey);
    }
    return checked;
}

}  // namespace dlfp::identity
