// What an authenticator signs: relying party, flags, counter and, once, the new credential.
#pragma once

#include <optional>

#include "platform/runtime/webauthn/passkey.h"

namespace dlfp::webauthn {

/// The attested part: borrowed from the bytes it was read from.
struct AttestedCredential {
    crypto::BytesView model;
    crypto::BytesView id;
};

struct AuthenticatorData {
    crypto::BytesView relying_party_hash;
    bool is_user_present = false;
    bool is_user_verified = false;
    bool is_backup_eligible = false;
    bool is_backed_up = false;
    std::int64_t sign_count = 0;
    std::optional<AttestedCredential> attested;
};

/// Nothing when the structure is broken or bytes are left over behind it.
std::optional<AuthenticatorData> read_authenticator_data(crypto::BytesView bytes);

/// The reason why these flags or this relying party do not do, if there is one.
std::optional<Refusal> find_authenticator_fault(const Ceremony& ceremony,
                                                const AuthenticatorData& read);

}  // namespace dlfp::webauthn
