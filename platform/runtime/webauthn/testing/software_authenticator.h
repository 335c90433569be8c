// An authenticator in software for tests: one ES256 key that answers ceremonies, wrongly on demand.
#pragma once

#include <openssl/ec.h>
#include <openssl/evp.h>

#include <cstring>
#include <memory>
#include <stdexcept>

#include "platform/runtime/crypto/hash.h"
#include "platform/runtime/webauthn/passkey.h"

namespace dlfp::webauthn {

class SoftwareAuthenticator {
public:
    std::string relying_party_id = "bank.example";
    std::string origin = "https://bank.example";
    crypto::Bytes challenge = crypto::Bytes(32, std::byte{7});
    crypto::Bytes credential_id = crypto::Bytes(32, std::byte{9});
    crypto::Bytes model = crypto::Bytes(16, std::byte{0});
    std::string extra_client_data;  ///< further members, with a comma in front
    unsigned flags = 0x05;          ///< present and verified
    std::uint32_t sign_count = 0;
    crypto::Bytes appended;  ///< bytes behind the authenticator data
    std::int64_t named_algorithm = cose_es256;

    SoftwareAuthenticator() : key_{EVP_EC_gen("P-256"), &EVP_PKEY_free} {
        if (!key_) throw std::runtime_error("no key");
    }

    crypto::Bytes client_data(std::string_view type) const {
        return bytes_of(R"({"type":")" + std::string(type) + R"(","challenge":")" +
                        crypto::to_base64url(challenge) + R"(","origin":")" + origin +
                        R"(","crossOrigin":false)" + extra_client_data + "}");
    }

    RegistrationAnswer register_credential() const {
        auto object = bytes_of(
            "\xA3\x63"
            "fmt\x64"
            "none\x67"
            "attStmt");
        object.push_back(std::byte{0xA0});
        append(object, bytes_of("\x68"
                                "authData"));
        append(object, cbor_bytes(authenticator_data(flags | 0x40)));
        return {client_data("webauthn.create"), object};
    }
    /// Self attestation: the new key signs.
    RegistrationAnswer register_attested() const {
        const auto client = client_data("webauthn.create");
        const auto said = authenticator_data(flags | 0x40);
        auto object = bytes_of(
            "\xA3\x63"
            "fmt\x66"
            "packed\x67"
            "attStmt\xA2\x63"
            "alg\x26\x63"
            "sig");
        append(object, cbor_bytes(sign(said, client)));
        append(object, bytes_of("\x68"
                                "authData"));
        append(object, cbor_bytes(said));
        return {client, object};
    }

    AssertionAnswer assert_presence() const {
        const auto client = client_data("webauthn.get");
        const auto said = authenticator_data(flags);
        return {credential_id, client, said, sign(said, client)};
    }

    crypto::Bytes authenticator_data(unsigned all_flags) const {
        const auto hash = crypto::sha256(relying_party_id);
        crypto::Bytes said{hash.begin(), hash.end()};
        append_number(said, all_flags, 1);
        append_number(said, sign_count, 4);
        if ((all_flags & 0x40) != 0) {
            append(said, model);
            append_number(said, static_cast<std::uint32_t>(credential_id.size()), 2);
            append(said, credential_id);
            append(said, cose_key());
        }
        append(said, appended);
        return said;
    }

    static crypto::Bytes bytes_of(std::string_view text) {
        const auto view = crypto::view_of(text);
        return {view.begin(), view.end()};
    }

private:
    static void append(crypto::Bytes& bytes, crypto::BytesView more) {
        bytes.insert(bytes.end(), more.begin(), more.end());
    }
    static void append_number(crypto::Bytes& bytes, std::uint32_t value, int count) {
        for (int place = count - 1; place >= 0; --place)
            bytes.push_back(static_cast<std::byte>(value >> (8 * place) & 0xFF));
    }
    static crypto::Bytes cbor_bytes(crypto::BytesView content) {
        crypto::Bytes bytes{std::byte{0x59}};
        append_number(bytes, static_cast<std::uint32_t>(content.size()), 2);
        append(bytes, content);
        return bytes;
    }

    crypto::Bytes cose_key() const {
        std::array<unsigned char, 65> point{};
        std::size_t length = 0;
        if (EVP_PKEY_get_octet_string_param(key_.get(), "pub", point.data(), point.size(),
                                            &length) != 1)
            throw std::runtime_error("no point");
        const auto all = std::as_bytes(std::span{point});
        crypto::Bytes key = bytes_of("\xA5\x01\x02\x03");
        if (named_algorithm == cose_es256)
            key.push_back(std::byte{0x26});
        else
            append(key, bytes_of("\x38\x22"));  // ES384, which nobody offered
        append(key, bytes_of("\x20\x01\x21\x58\x20"));
        append(key, all.subspan(1, 32));
        append(key, bytes_of("\x22\x58\x20"));
        append(key, all.subspan(33, 32));
        return key;
    }

    crypto::Bytes sign(const crypto::Bytes& said, const crypto::Bytes& client) const {
        auto message = said;
        append(message, crypto::sha256(client));
        const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(),
                                                                              &EVP_MD_CTX_free};
        std::array<unsigned char, 80> signature{};
        std::size_t length = signature.size();
        if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) != 1 ||
            EVP_DigestSign(context.get(), signature.data(), &length,
                           reinterpret_cast<const unsigned char*>(message.data()),
                           message.size()) != 1)
            throw std::runtime_error("no signature");
        const auto bytes = std::as_bytes(std::span{signature}.first(length));
        return {bytes.begin(), bytes.end()};
    }

    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key_;
};

}  // namespace dlfp::webauthn
