// Passkeys (W3C Web Authentication, Level 3) as a relying party checks them: the answers of an
// authenticator go in, the credential or the reason of its refusal comes out. No clock, no storage.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "platform/runtime/crypto/bytes.h"

namespace dlfp::webauthn {

/// Why an answer of an authenticator is not accepted; the number in each comment is the step of
/// the specification's section 7.1 (registration) or 7.2 (assertion).
enum class Refusal {
    malformed,               ///< not the structure the specification describes, or bytes left over
    wrong_ceremony,          ///< 7.1-7, 7.2-10: `type`
    wrong_challenge,         ///< 7.1-8, 7.2-11
    wrong_origin,            ///< 7.1-9, 7.2-12
    embedded,                ///< 7.1-10, 7.2-13: asked from inside a page of somebody else
    wrong_relying_party,     ///< 7.1-14, 7.2-15: the hash of the relying party's id
    user_absent,             ///< 7.1-15, 7.2-16
    user_not_verified,       ///< 7.1-16, 7.2-17
    impossible_backup,       ///< 7.1-17, 7.2-18: backed up without being eligible, or changed
    algorithm_not_offered,   ///< 7.1-20
    attestation_refused,     ///< 7.1-21, 22: an unknown format, or a statement that does not hold
    credential_id_too_long,  ///< 7.1-25: more than 1,023 bytes
    wrong_credential,        ///< 7.2-5, 6: the answer names another credential than the one checked
    wrong_signature          ///< 7.2-21
};
std::string_view to_text(Refusal refusal);

/// What was accepted, or why not.
template <class Accepted>
using Verdict = std::variant<Accepted, Refusal>;

/// COSE numbers of the signature algorithms offered and accepted.
inline constexpr std::int64_t cose_es256 = -7;
inline constexpr std::int64_t cose_eddsa = -8;
inline constexpr std::int64_t cose_rs256 = -257;

enum class UserVerification { preferred, required };

/// What must hold for an answer: the ceremony as the server opened it.
struct Ceremony {
    std::string relying_party_id;      ///< "bank.example"
    std::vector<std::string> origins;  ///< "https://bank.example"; compared as text
    crypto::BytesView challenge;       ///< as it was handed out, unencoded
    UserVerification user_verification = UserVerification::required;
};

/// What `navigator.credentials.create` gave.
struct RegistrationAnswer {
    crypto::Bytes client_data_json;
    crypto::Bytes attestation_object;
};

enum class Attestation {
    none,   ///< the authenticator says nothing of itself
    self,   ///< signed by the new key itself
    model,  ///< signed by a key of the model; whether that model is trusted is not decided here
};

/// A new credential, to be stored with its owner.
struct Credential {
    crypto::Bytes id;
    crypto::Bytes public_key;  ///< ES256: x and y, EdDSA: 32 bytes, RS256: modulus and exponent
    std::int64_t algorithm = 0;
    crypto::Bytes model;  ///< AAGUID, 16 bytes; zeros when the authenticator hides it
    std::int64_t sign_count = 0;
    bool is_user_verified = false;
    bool is_backup_eligible = false;
    bool is_backed_up = false;
    Attestation attestation = Attestation::none;
};

/// Checks an answer to a registration (section 7.1, steps 5 to 25). Whether the credential id is
/// already somebody's (step 26) is for the caller to decide, in its own transaction.
Verdict<Credential> check_registration(const Ceremony& ceremony, const RegistrationAnswer& answer);

/// What `navigator.credentials.get` gave.
struct AssertionAnswer {
    crypto::Bytes credential_id;
    crypto::Bytes client_data_json;
    crypto::Bytes authenticator_data;
    crypto::Bytes signature;
};

/// What an accepted assertion tells of the credential.
struct Assertion {
    std::int64_t sign_count = 0;
    bool is_user_verified = false;
    bool is_backed_up = false;
    /// The counter did not grow although it is used: perhaps two copies exist (step 22).
    bool is_count_suspicious = false;
};

/// Checks an answer to a request for an assertion (section 7.2, steps 5 to 22) against the stored
/// credential.
Verdict<Assertion> check_assertion(const Ceremony& ceremony, const Credential& credential,
                                   const AssertionAnswer& answer);

}  // namespace dlfp::webauthn
