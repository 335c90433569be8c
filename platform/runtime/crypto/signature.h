// Signatures of partners, devices, customers and our own exports.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "platform/base/result.h"
#include "platform/runtime/crypto/bytes.h"

namespace dlfp::crypto {

/// The key is not one of the supported kinds, is damaged, or is too weak (RSA below 2048 bits).
inline constexpr Failure key_malformed{"crypto.key_malformed", FailureClass::malformed};
/// The signature does not belong to this message, key and algorithm. One answer for every reason.
inline constexpr Failure signature_wrong{"crypto.signature_wrong", FailureClass::unauthenticated};

enum class KeyKind { sm2, p256, rsa, ed25519 };

/// `sm2_sm3` always uses the standard's user id 1234567812345678 (GM/T 0009).
enum class SignatureAlgorithm {
    sm2_sm3,
    ecdsa_p256_sha256,
    rsa_pss_sha256,  ///< salt of digest length, MGF1 with SHA-256
    rsa_pkcs1_sha256,
    ed25519,
};

/// A public key. Copies are cheap; thread-safe.
class PublicKey {
public:
    /// `-----BEGIN PUBLIC KEY-----`, exactly one.
    static Result<PublicKey> from_pem(std::string_view text);
    /// DER of SubjectPublicKeyInfo without trailing bytes.
    static Result<PublicKey> from_spki(BytesView der);
    /// 65 bytes 04‖x‖y (SM2, P-256) or 32 bytes (Ed25519); points off the curve are refused.
    static Result<PublicKey> from_raw(KeyKind kind, BytesView bytes);

    KeyKind kind() const noexcept;
    Bytes to_spki() const;
    std::string to_pem() const;

    /// SM2 and ECDSA signatures are accepted as strict DER and as raw r‖s of 64 bytes.
    Result<> verify(SignatureAlgorithm algorithm, BytesView message, BytesView signature) const;

    struct Held;
    explicit PublicKey(std::shared_ptr<const Held> held) : held_{std::move(held)} {}

private:
    std::shared_ptr<const Held> held_;
};

/// A private key. Copies are cheap; thread-safe.
class PrivateKey {
public:
    /// Fresh from the operating system's generator; RSA has 3072 bits.
    static PrivateKey generate(KeyKind kind);
    /// Unencrypted PKCS#8 or the older forms of OpenSSL.
    static Result<PrivateKey> from_pem(const Secret<>& text);

    KeyKind kind() const noexcept;
    PublicKey public_key() const;
    Secret<> to_pem() const;

    /// SM2 and ECDSA sign as DER. Throws std::invalid_argument for a key of another kind.
    Bytes sign(SignatureAlgorithm algorithm, BytesView message) const;

    struct Held;
    explicit PrivateKey(std::shared_ptr<const Held> held) : held_{std::move(held)} {}

private:
    std::shared_ptr<const Held> held_;
};

/// Forms of elliptic signatures with a 256-bit order.
std::optional<Bytes> raw_from_der_signature(BytesView der);
Bytes der_from_raw_signature(BytesView raw);

}  // namespace dlfp::crypto
