// What a PublicKey and a PrivateKey hold. Included by .cpp files of this folder only.
#pragma once

#include "platform/runtime/crypto/openssl_handle.h"
#include "platform/runtime/crypto/signature.h"
#include "platform/runtime/crypto/sm2_signature.h"

namespace dlfp::crypto {

struct PublicKey::Held {
    KeyKind kind;
    KeyHandle key;
    std::unique_ptr<Sm2Verifier> sm2;  ///< only for SM2
};

struct PrivateKey::Held {
    KeyKind kind;
    KeyHandle key;
    std::unique_ptr<Sm2Signer> sm2;  ///< only for SM2
};

}  // namespace dlfp::crypto
