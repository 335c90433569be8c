// Signing and verifying. The algorithm is the caller's choice, never the message's, and must fit
// the key.
#include "platform/runtime/crypto/signature.h"

#include <openssl/rsa.h>

#include "platform/runtime/crypto/signature_key.h"

namespace dlfp::crypto {
namespace {

KeyKind kind_for(SignatureAlgorithm algorithm) {
    switch (algorithm) {
        case SignatureAlgorithm::sm2_sm3: return KeyKind::sm2;
        case SignatureAlgorithm::ecdsa_p256_sha256: return KeyKind::p256;
        case SignatureAlgorithm::rsa_pss_sha256:
        case SignatureAlgorithm::rsa_pkcs1_sha256: return KeyKind::rsa;
        case SignatureAlgorithm::ed25519: return KeyKind::ed25519;
    }
    throw std::invalid_argument("signature algorithm");
}

const char* digest_for(SignatureAlgorithm algorithm) {
    return algorithm == SignatureAlgorithm::ed25519 ? nullptr : "SHA256";
}

bool set_padding(EVP_PKEY_CTX* context, SignatureAlgorithm algorithm) {
    if (algorithm != SignatureAlgorithm::rsa_pss_sha256) return true;
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1;
}

/// r‖s of an elliptic signature in either form.
std::optional<Bytes> raw_signature(BytesView signature) {
    if (signature.size() == 64) return Bytes{signature.begin(), signature.end()};
    return raw_from_der_signature(signature);
}

bool openssl_verifies(EVP_PKEY* key, SignatureAlgorithm algorithm, BytesView message,
                      BytesView signature) {
    const HashContext context{EVP_MD_CTX_new()};
    EVP_PKEY_CTX* key_context = nullptr;
    const bool ready = EVP_DigestVerifyInit_ex(context.get(), &key_context, digest_for(algorithm),
                                               nullptr, nullptr, key, nullptr) == 1 &&
                       set_padding(key_context, algorithm);
    require_openssl(ready, "begin verification");
    const int verdict = EVP_DigestVerify(context.get(), octets(signature), signature.size(),
                                         octets(message), message.size());
    ERR_clear_error();
    return verdict == 1;
}

}  // namespace

Result<> PublicKey::verify(SignatureAlgorithm algorithm, BytesView message,
                           BytesView signature) const {
    if (kind_for(algorithm) != held_->kind) return signature_wrong;
    bool fits = false;
    if (held_->kind == KeyKind::sm2 || held_->kind == KeyKind::p256) {
        const auto raw = raw_signature(signature);
        if (!raw) return signature_wrong;
        fits = held_->sm2 ? held_->sm2->verifies(message, *raw)
                          : openssl_verifies(held_->key.get(), algorithm, message,
                                             der_from_raw_signature(*raw));
    } else {
        fits = openssl_verifies(held_->key.get(), algorithm, message, signature);
    }
    if (!fits) return signature_wrong;
    return done;
}

Bytes PrivateKey::sign(SignatureAlgorithm algorithm, BytesView message) const {
    if (kind_for(algorithm) != held_->kind)
        throw std::invalid_argument("the key is of another kind than the signature algorithm");
    if (held_->sm2) return der_from_raw_signature(held_->sm2->sign(message));
    const HashContext context{EVP_MD_CTX_new()};
    EVP_PKEY_CTX* key_context = nullptr;
    std::size_t size = 0;
    const bool sized =
        EVP_DigestSignInit_ex(context.get(), &key_context, digest_for(algorithm), nullptr, nullptr,
                              held_->key.get(), nullptr) == 1 &&
        set_padding(key_context, algorithm) &&
        EVP_DigestSign(context.get(), nullptr, &size, octets(message), message.size()) == 1;
    require_openssl(sized, "begin signature");
    Bytes signature(size);
    require_openssl(EVP_DigestSign(context.get(), octets(signature.data()), &size, octets(message),
                                   message.size()) == 1,
                    "sign");
    signature.resize(size);
    return signature;
}

}  // namespace dlfp::crypto
