// Reading, making and writing keys. OpenSSL reads every form; SM2 keys are then handed to Botan.
#include "platform/runtime/crypto/signature_key.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <array>

namespace dlfp::crypto {
namespace {

using Stream = OpensslHandle<BIO, BIO_free_all>;
constexpr int rsa_bits_min = 2048;
constexpr int rsa_bits_made = 3072;

std::optional<KeyKind> kind_of(const EVP_PKEY* key) {
    if (EVP_PKEY_is_a(key, "ED25519") == 1) return KeyKind::ed25519;
    if (EVP_PKEY_is_a(key, "RSA") == 1) {
        if (EVP_PKEY_get_bits(key) < rsa_bits_min) return std::nullopt;
        return KeyKind::rsa;
    }
    std::array<char, 64> group{};
    if (EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, group.data(), group.size(),
                                       nullptr) != 1) {
        ERR_clear_error();
        return std::nullopt;
    }
    const std::string_view name = group.data();
    if (name == "SM2") return KeyKind::sm2;
    if (name == "prime256v1") return KeyKind::p256;
    return std::nullopt;
}

Bytes number_param(const EVP_PKEY* key, const char* name) {
    BIGNUM* number = nullptr;
    require_openssl(EVP_PKEY_get_bn_param(key, name, &number) == 1, "read key");
    Bytes bytes(32);
    const int written = BN_bn2binpad(number, octets(bytes.data()), 32);
    BN_clear_free(number);
    require_openssl(written == 32, "read key");
    return bytes;
}

std::unique_ptr<Sm2Verifier> sm2_verifier(const EVP_PKEY* key) {
    Bytes point{std::byte{4}};
    for (const char* coordinate : {OSSL_PKEY_PARAM_EC_PUB_X, OSSL_PKEY_PARAM_EC_PUB_Y}) {
        const auto bytes = number_param(key, coordinate);
        point.insert(point.end(), bytes.begin(), bytes.end());
    }
    return std::make_unique<Sm2Verifier>(point);
}

Result<PublicKey> hold_public(EVP_PKEY* parsed) {
    KeyHandle key{parsed};
    ERR_clear_error();
    const auto kind = key ? kind_of(key.get()) : std::nullopt;
    if (!kind) return key_malformed;
    const KeyContext context{EVP_PKEY_CTX_new(key.get(), nullptr)};
    if (EVP_PKEY_public_check(context.get()) != 1) return ERR_clear_error(), key_malformed;
    auto sm2 = *kind == KeyKind::sm2 ? sm2_verifier(key.get()) : nullptr;
    return PublicKey{
        std::make_shared<const PublicKey::Held>(*kind, std::move(key), std::move(sm2))};
}

Result<PrivateKey> hold_private(EVP_PKEY* parsed) {
    KeyHandle key{parsed};
    ERR_clear_error();
    const auto kind = key ? kind_of(key.get()) : std::nullopt;
    if (!kind) return key_malformed;
    std::unique_ptr<Sm2Signer> sm2;
    if (*kind == KeyKind::sm2)
        sm2 = std::make_unique<Sm2Signer>(
            SecretBytes{number_param(key.get(), OSSL_PKEY_PARAM_PRIV_KEY)});
    return PrivateKey{
        std::make_shared<const PrivateKey::Held>(*kind, std::move(key), std::move(sm2))};
}

/// DER of everything before the key itself, and the length of the key.
struct RawForm {
    std::string_view spki_head_hex;
    std::size_t key_size;
};
std::optional<RawForm> raw_form(KeyKind kind) {
    switch (kind) {
        case KeyKind::sm2:
            return RawForm{"3059301306072a8648ce3d020106082a811ccf5501822d034200", 65};
        case KeyKind::p256:
            return RawForm{"3059301306072a8648ce3d020106082a8648ce3d030107034200", 65};
        case KeyKind::ed25519: return RawForm{"302a300506032b6570032100", 32};
        case KeyKind::rsa: return std::nullopt;
    }
    return std::nullopt;
}

std::string stream_text(BIO* stream) {
    char* content = nullptr;
    const auto size = BIO_get_mem_data(stream, &content);
    return {content, static_cast<std::size_t>(size)};
}

/// A PEM with a password asks a terminal by default; a server answers "none" instead.
int no_password(char*, int, int, void*) { return -1; }

}  // namespace

Result<PublicKey> PublicKey::from_pem(std::string_view text) {
    const Stream stream{BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))};
    return hold_public(PEM_read_bio_PUBKEY(stream.get(), nullptr, no_password, nullptr));
}

Result<PublicKey> PublicKey::from_spki(BytesView der) {
    const unsigned char* at = octets(der);
    EVP_PKEY* key = d2i_PUBKEY(nullptr, &at, static_cast<long>(der.size()));
    auto held = hold_public(key);
    if (held && at != octets(der) + der.size()) return key_malformed;
    return held;
}

Result<PublicKey> PublicKey::from_raw(KeyKind kind, BytesView bytes) {
    const auto form = raw_form(kind);
    if (!form || bytes.size() != form->key_size) return key_malformed;
    if (form->key_size == 65 && bytes[0] != std::byte{4}) return key_malformed;
    auto der = *from_hex(form->spki_head_hex);
    der.insert(der.end(), bytes.begin(), bytes.end());
    return from_spki(der);
}

KeyKind PublicKey::kind() const noexcept { return held_->kind; }

Bytes PublicKey::to_spki() const {
    unsigned char* der = nullptr;
    const int size = i2d_PUBKEY(held_->key.get(), &der);
    require_openssl(size > 0, "write key");
    const auto* first = reinterpret_cast<const std::byte*>(der);
    Bytes bytes{first, first + size};
    OPENSSL_free(der);
    return bytes;
}

std::string PublicKey::to_pem() const {
    const Stream stream{BIO_new(BIO_s_mem())};
    require_openssl(PEM_write_bio_PUBKEY(stream.get(), held_->key.get()) == 1, "write key");
    return stream_text(stream.get());
}

PrivateKey PrivateKey::generate(KeyKind kind) {
    EVP_PKEY* key = nullptr;
    switch (kind) {
        case KeyKind::sm2: key = EVP_PKEY_Q_keygen(nullptr, nullptr, "SM2"); break;
        case KeyKind::p256: key = EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"); break;
        case KeyKind::ed25519: key = EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"); break;
        case KeyKind::rsa:
            key = EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t{rsa_bits_made});
            break;
    }
    require_openssl(key != nullptr, "make key");
    return hold_private(key).value();
}

Result<PrivateKey> PrivateKey::from_pem(const Secret<>& text) {
    const auto& pem = text.reveal();
    const Stream stream{BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))};
    return hold_private(PEM_read_bio_PrivateKey(stream.get(), nullptr, no_password, nullptr));
}

KeyKind PrivateKey::kind() const noexcept { return held_->kind; }

PublicKey PrivateKey::public_key() const {
    const Stream stream{BIO_new(BIO_s_mem())};
    require_openssl(i2d_PUBKEY_bio(stream.get(), held_->key.get()) == 1, "read public key");
    return PublicKey::from_spki(view_of(stream_text(stream.get()))).value();
}

Secret<> PrivateKey::to_pem() const {
    const Stream stream{BIO_new(BIO_s_secmem())};
    require_openssl(PEM_write_bio_PKCS8PrivateKey(stream.get(), held_->key.get(), nullptr, nullptr,
                                                  0, nullptr, nullptr) == 1,
                    "write key");
    return Secret<>{stream_text(stream.get())};
}

}  // namespace dlfp::crypto
