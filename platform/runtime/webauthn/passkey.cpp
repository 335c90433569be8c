// The two ceremonies: what the specification asks in its order; signatures by libfido2.
#include "platform/runtime/webauthn/passkey.h"

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>

#include "platform/base/planted.h"
#include "platform/runtime/crypto/hash.h"
#include "platform/runtime/webauthn/attestation_object.h"
#include "platform/runtime/webauthn/authenticator_data.h"
#include "platform/runtime/webauthn/client_data.h"

namespace dlfp::webauthn {
namespace {

constexpr std::size_t credential_id_bytes_max = 1023;

struct ReleaseCredential {
    void operator()(fido_cred_t* credential) const { fido_cred_free(&credential); }
};
using FidoCredential = std::unique_ptr<fido_cred_t, ReleaseCredential>;
struct ReleaseAssertion {
    void operator()(fido_assert_t* assertion) const { fido_assert_free(&assertion); }
};
using FidoAssertion = std::unique_ptr<fido_assert_t, ReleaseAssertion>;

const unsigned char* raw(crypto::BytesView bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}
crypto::Bytes owned(crypto::BytesView bytes) { return {bytes.begin(), bytes.end()}; }

/// The credential inside authenticator data whose key is of this algorithm; null for another one.
FidoCredential read_credential(const AttestationObject& object, std::int64_t algorithm) {
    FidoCredential credential{fido_cred_new()};
    if (!credential) throw std::bad_alloc{};
    const crypto::BytesView bytes = object.authenticator_data;
    if (fido_cred_set_type(credential.get(), static_cast<int>(algorithm)) != FIDO_OK ||
        fido_cred_set_authdata_raw(credential.get(), raw(bytes), bytes.size()) != FIDO_OK)
        return nullptr;
    return credential;
}

/// What the statement proves; nothing when it does not hold or its format is not accepted.
std::optional<Attestation> check_statement(const Ceremony& ceremony,
                                           const AttestationObject& object,
                                           const crypto::Digest& client_data_hash,
                                           fido_cred_t* credential) {
    if (object.format == "none")
        return object.statement_members == 0 ? std::optional{Attestation::none} : std::nullopt;
    if (object.format != "packed" && object.format != "fido-u2f") return std::nullopt;
    const std::string relying_party{ceremony.relying_party_id};
    const bool is_taken = fido_cred_set_fmt(credential, object.format.c_str()) == FIDO_OK &&
                          fido_cred_set_rp(credential, relying_party.c_str(), nullptr) == FIDO_OK &&
                          fido_cred_set_clientdata_hash(credential, raw(client_data_hash),
                                                        client_data_hash.size()) == FIDO_OK &&
                          fido_cred_set_attstmt(credential, raw(object.statement),
                                                object.statement.size()) == FIDO_OK;
    if (!is_taken) return std::nullopt;
    if (object.has_certificates)
        return fido_cred_verify(credential) == FIDO_OK ? std::optional{Attestation::model}
                                                       : std::nullopt;
    return fido_cred_verify_self(credential) == FIDO_OK ? std::optional{Attestation::self}
                                                        : std::nullopt;
}

struct Accepted {
    FidoCredential credential;
    std::int64_t algorithm = 0;
};

Accepted find_offered(const AttestationObject& object) {
    for (const auto algorithm : {cose_es256, cose_eddsa, cose_rs256})
        if (auto credential = read_credential(object, algorithm))
            return {std::move(credential), algorithm};
    return {};
}

/// Verifies with the key of the credential; the key's form depends on the algorithm.
bool is_signed_by(fido_assert_t* assertion, const Credential& credential) {
    const auto verified = [&](auto* key, auto from_bytes, auto release) {
        const std::unique_ptr<std::remove_pointer_t<decltype(key)>, void (*)(decltype(key))> owner{
            key, release};
        return key != nullptr &&
               from_bytes(key, raw(credential.public_key), credential.public_key.size()) ==
                   FIDO_OK &&
               fido_assert_verify(assertion, 0, static_cast<int>(credential.algorithm), key) ==
                   FIDO_OK;
    };
    switch (credential.algorithm) {
        case cose_es256:
            return verified(es256_pk_new(), es256_pk_from_ptr,
                            [](es256_pk_t* key) { es256_pk_free(&key); });
        case cose_eddsa:
            return verified(eddsa_pk_new(), eddsa_pk_from_ptr,
                            [](eddsa_pk_t* key) { eddsa_pk_free(&key); });
        case cose_rs256:
            return verified(rs256_pk_new(), rs256_pk_from_ptr,
                            [](rs256_pk_t* key) { rs256_pk_free(&key); });
        default: return false;
    }
}

bool is_signature_right(const Ceremony& ceremony, const Credential& credential,
                        const AssertionAnswer& answer) {
    const FidoAssertion assertion{fido_assert_new()};
    if (!assertion) throw std::bad_alloc{};
    const std::string relying_party{ceremony.relying_party_id};
    const auto hash = crypto::sha256(answer.client_data_json);
    const bool is_taken =
        fido_assert_set_count(assertion.get(), 1) == FIDO_OK &&
        fido_assert_set_rp(assertion.get(), relying_party.c_str()) == FIDO_OK &&
        fido_assert_set_clientdata_hash(assertion.get(), raw(hash), hash.size()) == FIDO_OK &&
        fido_assert_set_authdata_raw(assertion.get(), 0, raw(answer.authenticator_data),
                                     answer.authenticator_data.size()) == FIDO_OK &&
        fido_assert_set_up(assertion.get(), FIDO_OPT_TRUE) == FIDO_OK &&
        fido_assert_set_sig(assertion.get(), 0, raw(answer.signature), answer.signature.size()) ==
            FIDO_OK;
    return is_taken && is_signed_by(assertion.get(), credential);
}

}  // namespace

std::string_view to_text(Refusal refusal) {
    switch (refusal) {
        case Refusal::malformed: return "malformed";
        case Refusal::wrong_ceremony: return "wrong_ceremony";
        case Refusal::wrong_challenge: return "wrong_challenge";
        case Refusal::wrong_origin: return "wrong_origin";
        case Refusal::embedded: return "embedded";
        case Refusal::wrong_relying_party: return "wrong_relying_party";
        case Refusal::user_absent: return "user_absent";
        case Refusal::user_not_verified: return "user_not_verified";
        case Refusal::impossible_backup: return "impossible_backup";
        case Refusal::algorithm_not_offered: return "algorithm_not_offered";
        case Refusal::attestation_refused: return "attestation_refused";
        case Refusal::credential_id_too_long: return "credential_id_too_long";
        case Refusal::wrong_credential: return "wrong_credential";
        case Refusal::wrong_signature: return "wrong_signature";
    }
    throw std::logic_error("a refusal without a word");
}

Verdict<Credential> check_registration(const Ceremony& ceremony, const RegistrationAnswer& answer) {
    if (const auto fault =
            find_client_data_fault(ceremony, "webauthn.create", answer.client_data_json))
        return *fault;
    const auto object = read_attestation_object(answer.attestation_object);
    if (!object) return Refusal::malformed;
    const auto read = read_authenticator_data(object->authenticator_data);
    if (!read || !read->attested) return Refusal::malformed;
    if (const auto fault = find_authenticator_fault(ceremony, *read)) return *fault;
    if (read->attested->id.empty()) return Refusal::malformed;
    if (read->attested->id.size() > credential_id_bytes_max) return Refusal::credential_id_too_long;
    const auto offered = find_offered(*object);
    if (!offered.credential) return Refusal::algorithm_not_offered;
    const auto attestation = check_statement(
        ceremony, *object, crypto::sha256(answer.client_data_json), offered.credential.get());
    if (!attestation) return Refusal::attestation_refused;
    const auto* credential = offered.credential.get();
    return Credential{.id = owned(read->attested->id),
                      .public_key = owned(std::as_bytes(std::span{
                          fido_cred_pubkey_ptr(credential), fido_cred_pubkey_len(credential)})),
                      .algorithm = offered.algorithm,
                      .model = owned(read->attested->model),
                      .sign_count = read->sign_count,
                      .is_user_verified = read->is_user_verified,
                      .is_backup_eligible = read->is_backup_eligible,
                      .is_backed_up = read->is_backed_up,
                      .attestation = *attestation};
}

Verdict<Assertion> check_assertion(const Ceremony& ceremony, const Credential& credential,
                                   const AssertionAnswer& answer) {
    if (answer.credential_id != credential.id) return Refusal::wrong_credential;
    if (const auto fault =
            find_client_data_fault(ceremony, "webauthn.get", answer.client_data_json))
        return *fault;
    const auto read = read_authenticator_data(answer.authenticator_data);
    if (!read || read->attested) return Refusal::malformed;
    if (const auto fault = find_authenticator_fault(ceremony, *read)) return *fault;
    if (read->is_backup_eligible != credential.is_backup_eligible)
        return Refusal::impossible_backup;
    if (!is_signature_right(ceremony, credential, answer)) return Refusal::wrong_signature;
    const bool is_counted = (read->sign_count != 0 || credential.sign_count != 0) &&
                            !planted("webauthn.copied_key_unnoticed");
    return Assertion{
        .sign_count = read->sign_count,
        .is_user_verified = read->is_user_verified,
        .is_backed_up = read->is_backed_up,
        .is_count_suspicious = is_counted && read->sign_count <= credential.sign_count};
}

}  // namespace dlfp::webauthn
