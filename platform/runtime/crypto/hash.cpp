// Digests through OpenSSL, with algorithm objects fetched once per process.
#include "platform/runtime/crypto/hash.h"

#include "platform/runtime/crypto/openssl_handle.h"

namespace dlfp::crypto {
namespace {

const EVP_MD* algorithm_object(HashAlgorithm algorithm) {
    static const EVP_MD* const sm3_object = EVP_MD_fetch(nullptr, "SM3", nullptr);
    static const EVP_MD* const sha256_object = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return algorithm == HashAlgorithm::sm3 ? sm3_object : sha256_object;
}

Digest digest_once(HashAlgorithm algorithm, BytesView bytes) {
    thread_local const HashContext context{EVP_MD_CTX_new()};
    Digest digest;
    require_openssl(EVP_DigestInit_ex2(context.get(), algorithm_object(algorithm), nullptr) == 1 &&
                        EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) == 1 &&
                        EVP_DigestFinal_ex(context.get(), octets(digest.data()), nullptr) == 1,
                    "digest");
    return digest;
}

}  // namespace

struct Hasher::State {
    HashContext context{EVP_MD_CTX_new()};
    HashAlgorithm algorithm;

    void begin() {
        require_openssl(
            EVP_DigestInit_ex2(context.get(), algorithm_object(algorithm), nullptr) == 1,
            "begin digest");
    }
};

Hasher::Hasher(HashAlgorithm algorithm) : state_{std::make_unique<State>()} {
    state_->algorithm = algorithm;
    state_->begin();
}
Hasher::~Hasher() = default;
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;

Hasher& Hasher::update(BytesView bytes) {
    require_openssl(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) == 1,
                    "update digest");
    return *this;
}

Digest Hasher::finish() {
    Digest digest;
    require_openssl(EVP_DigestFinal_ex(state_->context.get(), octets(digest.data()), nullptr) == 1,
                    "finish digest");
    state_->begin();
    return digest;
}

Digest sm3(BytesView bytes) { return digest_once(HashAlgorithm::sm3, bytes); }
Digest sha256(BytesView bytes) { return digest_once(HashAlgorithm::sha256, bytes); }

}  // namespace dlfp::crypto
