// The CBOR envelope around a new credential and what its authenticator says of itself.
#pragma once

#include <optional>

#include "platform/runtime/webauthn/passkey.h"

namespace dlfp::webauthn {

struct AttestationObject {
    std::string format;       ///< "none", "packed", … as written: formats are case-sensitive
    crypto::Bytes statement;  ///< CBOR of the map `attStmt`
    std::size_t statement_members = 0;
    bool has_certificates = false;
    crypto::Bytes authenticator_data;
};

/// Nothing when the envelope is not a map of these three members, or bytes are left over.
std::optional<AttestationObject> read_attestation_object(crypto::BytesView bytes);

}  // namespace dlfp::webauthn
