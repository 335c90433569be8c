// SM2 with SM3 through Botan (measured 2.5 times as fast at signing as OpenSSL). Included by .cpp
// files of this folder only.
#pragma once

#include <memory>

#include "platform/runtime/crypto/bytes.h"

namespace dlfp::crypto {

/// The user id that GM/T 0009 prescribes when parties agreed on no other.
inline constexpr const char* sm2_parameters = "1234567812345678,SM3";

class Sm2Verifier {
public:
    /// `point` is 04‖x‖y of a point on the curve.
    explicit Sm2Verifier(BytesView point);
    ~Sm2Verifier();
    bool verifies(BytesView message, BytesView raw_signature) const;

private:
    struct Key;
    std::unique_ptr<Key> key_;
};

class Sm2Signer {
public:
    /// `scalar` is the private number, 32 bytes.
    explicit Sm2Signer(const SecretBytes& scalar);
    ~Sm2Signer();
    /// r‖s, 64 bytes.
    Bytes sign(BytesView message) const;

private:
    struct Key;
    std::unique_ptr<Key> key_;
};

}  // namespace dlfp::crypto
