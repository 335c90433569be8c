// A passkey's answer to a challenge, looked at the same way wherever it is asked: at the log-in and
// for the confirmation of an operation.
#pragma once

#include "core/identity/server/passkey_repository.h"
#include "platform/api/endpoint.h"

namespace dlfp::identity {

/// Bytes as base64url text, as the browser's PublicKeyCredential.toJSON writes them.
template <std::size_t Max>
using Base64Url = api::Text<Max>;

/// The answer as it travels.
struct PasskeyAnswer {
    Base64Url<1400> credential_id;
    Base64Url<6000> client_data_json;
    Base64Url<2000> authenticator_data;
    Base64Url<1400> signature;
};
BOOST_DESCRIBE_STRUCT(PasskeyAnswer, (),
                      (credential_id, client_data_json, authenticator_data, signature))

/// What the look at the answer found; no passkey when it does not hold.
struct CheckedAssertion {
    std::optional<passkey_repository::StoredPasskey> passkey;
    webauthn::Assertion assertion;
};

/// Slow (a signature check): call it in the prepare stage. The device must have verified its user.
/// An answer whose counter did not grow does not hold: the key may have been copied (step 22).
CheckedAssertion check_passkey_answer(const PasskeyAnswer& answer, crypto::BytesView challenge,
                                      const api::ReadCall& call);

/// Bytes of a text from outside; none when it is not base64url.
sql::Bytes bytes_of(const std::string& base64url);

}  // namespace dlfp::identity
