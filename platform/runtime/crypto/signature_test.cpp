// Signatures against published answers, OpenSSL against Botan, and everything that must not verify.
#include "platform/runtime/crypto/signature.h"

#include <gtest/gtest.h>
#include <openssl/bio.h>
#include <openssl/pem.h>

#include "platform/runtime/crypto/crypto_testing.h"
#include "platform/runtime/crypto/openssl_handle.h"

namespace dlfp::crypto {
namespace {

using enum SignatureAlgorithm;

const std::pair<KeyKind, SignatureAlgorithm> supported[] = {
    {KeyKind::sm2, sm2_sm3},
    {KeyKind::p256, ecdsa_p256_sha256},
    {KeyKind::rsa, rsa_pss_sha256},
    {KeyKind::rsa, rsa_pkcs1_sha256},
    {KeyKind::ed25519, SignatureAlgorithm::ed25519}};

const PrivateKey& key_of(KeyKind kind) {
    static const PrivateKey sm2 = PrivateKey::generate(KeyKind::sm2);
    static const PrivateKey p256 = PrivateKey::generate(KeyKind::p256);
    static const PrivateKey rsa = PrivateKey::generate(KeyKind::rsa);
    static const PrivateKey edwards = PrivateKey::generate(KeyKind::ed25519);
    switch (kind) {
        case KeyKind::sm2: return sm2;
        case KeyKind::p256: return p256;
        case KeyKind::rsa: return rsa;
        case KeyKind::ed25519: return edwards;
    }
    throw std::invalid_argument("kind");
}

const auto message = view_of("pay 100 to mer_1");

// GB/T 32918.5-2017, appendix A (the curve and user id of GM/T 0009).
TEST(signature, sm2_answer_of_the_standard) {
    const auto key = PublicKey::from_raw(
        KeyKind::sm2, unhex("0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
                            "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"));
    ASSERT_TRUE(key);
    const auto raw = unhex(
        "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
        "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa");
    EXPECT_TRUE(key->verify(sm2_sm3, view_of("message digest"), raw));
    EXPECT_TRUE(key->verify(sm2_sm3, view_of("message digest"), der_from_raw_signature(raw)));
    EXPECT_FALSE(key->verify(sm2_sm3, view_of("message digesT"), raw));
}

// RFC 8032, section 7.1, test 1.
TEST(signature, ed25519_answer_of_rfc_8032) {
    const auto key = PublicKey::from_raw(
        KeyKind::ed25519,
        unhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"));
    ASSERT_TRUE(key);
    EXPECT_TRUE(key->verify(
        SignatureAlgorithm::ed25519, {},
        unhex("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
              "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")));
}

// RFC 6979, appendix A.2.5, SHA-256 of "sample".
TEST(signature, ecdsa_answer_of_rfc_6979) {
    const auto key = PublicKey::from_raw(
        KeyKind::p256, unhex("0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
                             "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299"));
    ASSERT_TRUE(key);
    EXPECT_TRUE(
        key->verify(ecdsa_p256_sha256, view_of("sample"),
                    unhex("efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
                          "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8")));
}

TEST(signature, what_was_signed_verifies_with_every_algorithm) {
    for (const auto& [kind, algorithm] : supported) {
        const auto signature = key_of(kind).sign(algorithm, message);
        EXPECT_TRUE(key_of(kind).public_key().verify(algorithm, message, signature));
        EXPECT_TRUE(
            key_of(kind).public_key().verify(algorithm, {}, key_of(kind).sign(algorithm, {})));
    }
}

TEST(signature, flipped_bits_truncation_other_messages_and_other_keys_fail) {
    for (const auto& [kind, algorithm] : supported) {
        const auto key = key_of(kind).public_key();
        const auto signature = key_of(kind).sign(algorithm, message);
        for (std::size_t bit = 0; bit < signature.size() * 8; bit += kind == KeyKind::rsa ? 61 : 3)
            EXPECT_TRUE(key.verify(algorithm, message, with_flipped_bit(signature, bit))
                            .failed_with(signature_wrong));
        for (const std::size_t size : {std::size_t{0}, std::size_t{1}, signature.size() - 1})
            EXPECT_FALSE(key.verify(algorithm, message, BytesView{signature}.first(size)));
        EXPECT_FALSE(key.verify(algorithm, view_of("pay 101 to mer_1"), signature));
        EXPECT_FALSE(PrivateKey::generate(kind == KeyKind::rsa ? KeyKind::p256 : kind)
                         .public_key()
                         .verify(algorithm, message, signature));
    }
}

TEST(signature, an_algorithm_that_does_not_fit_the_key_never_verifies_or_signs) {
    const auto signature = key_of(KeyKind::rsa).sign(rsa_pss_sha256, message);
    EXPECT_FALSE(key_of(KeyKind::rsa).public_key().verify(rsa_pkcs1_sha256, message, signature));
    EXPECT_FALSE(key_of(KeyKind::p256)
                     .public_key()
                     .verify(sm2_sm3, message, key_of(KeyKind::sm2).sign(sm2_sm3, message)));
    EXPECT_THROW(key_of(KeyKind::rsa).sign(sm2_sm3, message), std::invalid_argument);
}

TEST(signature, elliptic_signatures_verify_in_both_forms) {
    for (const auto& [kind, algorithm] :
         {std::pair{KeyKind::sm2, sm2_sm3}, std::pair{KeyKind::p256, ecdsa_p256_sha256}}) {
        const auto der = key_of(kind).sign(algorithm, message);
        const auto raw = raw_from_der_signature(der);
        ASSERT_TRUE(raw);
        EXPECT_EQ(raw->size(), 64U);
        EXPECT_TRUE(key_of(kind).public_key().verify(algorithm, message, *raw));
        EXPECT_EQ(der_from_raw_signature(*raw), der);
    }
}

TEST(signature, a_second_der_spelling_of_a_signature_is_refused) {
    const auto key = key_of(KeyKind::sm2).public_key();
    const auto der = key_of(KeyKind::sm2).sign(sm2_sm3, message);
    auto trailing = der;
    trailing.push_back(std::byte{0});
    auto long_length = der;
    long_length.insert(long_length.begin() + 1, std::byte{0x81});
    auto padded = der;
    padded.insert(padded.begin() + 4, std::byte{0});
    padded[1] = static_cast<std::byte>(std::to_integer<int>(padded[1]) + 1);
    padded[3] = static_cast<std::byte>(std::to_integer<int>(padded[3]) + 1);
    for (const auto& spelling : {trailing, long_length, padded})
        EXPECT_FALSE(key.verify(sm2_sm3, message, spelling)) << to_hex(spelling);
}

// SM-01: r and s outside [1, n-1] and r + s ≡ 0 mod n.
TEST(signature, sm2_numbers_out_of_range_are_refused) {
    const std::string zero(64, '0');
    const std::string order = "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123";
    const std::string one = std::string(63, '0') + "1";
    const std::string order_less_one =
        "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54122";
    for (const auto& raw : {zero + zero, zero + one, one + zero, order + one, one + order,
                            one + order_less_one, std::string(128, 'f')})
        EXPECT_FALSE(key_of(KeyKind::sm2).public_key().verify(sm2_sm3, message, unhex(raw))) << raw;
}

KeyHandle openssl_key(const PrivateKey& key) {
    const auto pem = key.to_pem();
    const OpensslHandle<BIO, BIO_free_all> stream{
        BIO_new_mem_buf(pem.reveal().data(), static_cast<int>(pem.reveal().size()))};
    return KeyHandle{PEM_read_bio_PrivateKey(stream.get(), nullptr, nullptr, nullptr)};
}

/// SM2 in OpenSSL with the standard's user id, independent of the code under test.
struct OpensslSm2 {
    KeyHandle key;
    KeyContext key_context{EVP_PKEY_CTX_new(key.get(), nullptr)};
    HashContext context{EVP_MD_CTX_new()};

    explicit OpensslSm2(const PrivateKey& private_key) : key{openssl_key(private_key)} {
        EVP_PKEY_CTX_set1_id(key_context.get(), "1234567812345678", 16);
        EVP_MD_CTX_set_pkey_ctx(context.get(), key_context.get());
    }
};

TEST(signature, sm2_of_botan_verifies_in_openssl) {
    const auto signature = key_of(KeyKind::sm2).sign(sm2_sm3, message);
    const OpensslSm2 other{key_of(KeyKind::sm2)};
    ASSERT_EQ(
        EVP_DigestVerifyInit(other.context.get(), nullptr, EVP_sm3(), nullptr, other.key.get()), 1);
    EXPECT_EQ(EVP_DigestVerify(other.context.get(), octets(signature), signature.size(),
                               octets(message), message.size()),
              1);
}

TEST(signature, sm2_of_openssl_verifies_in_botan) {
    const OpensslSm2 other{key_of(KeyKind::sm2)};
    ASSERT_EQ(EVP_DigestSignInit(other.context.get(), nullptr, EVP_sm3(), nullptr, other.key.get()),
              1);
    Bytes signature(80);
    std::size_t size = signature.size();
    ASSERT_EQ(EVP_DigestSign(other.context.get(), octets(signature.data()), &size, octets(message),
                             message.size()),
              1);
    signature.resize(size);
    EXPECT_TRUE(key_of(KeyKind::sm2).public_key().verify(sm2_sm3, message, signature));
}

TEST(signature_key, keys_survive_pem_and_spki) {
    for (const auto kind : {KeyKind::sm2, KeyKind::p256, KeyKind::rsa, KeyKind::ed25519}) {
        const auto again = PrivateKey::from_pem(key_of(kind).to_pem());
        ASSERT_TRUE(again);
        EXPECT_EQ(again->kind(), kind);
        const auto key = key_of(kind).public_key();
        EXPECT_EQ(PublicKey::from_pem(key.to_pem())->to_spki(), key.to_spki());
        EXPECT_EQ(PublicKey::from_spki(key.to_spki())->kind(), kind);
    }
}

TEST(signature_key, damaged_weak_and_foreign_keys_are_refused) {
    EXPECT_TRUE(PublicKey::from_pem("").failed_with(key_malformed));
    EXPECT_FALSE(PublicKey::from_pem(key_of(KeyKind::p256).to_pem().reveal()));
    auto trailing = key_of(KeyKind::p256).public_key().to_spki();
    trailing.push_back(std::byte{0});
    EXPECT_FALSE(PublicKey::from_spki(trailing));
    const auto der = key_of(KeyKind::sm2).public_key().to_spki();
    for (std::size_t size = 0; size < der.size(); ++size)
        EXPECT_FALSE(PublicKey::from_spki(BytesView{der}.first(size)));
    EXPECT_FALSE(PublicKey::from_raw(KeyKind::rsa, Bytes(65)));
    const KeyHandle weak{EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t{1024})};
    unsigned char* weak_der = nullptr;
    const int size = i2d_PUBKEY(weak.get(), &weak_der);
    EXPECT_FALSE(PublicKey::from_spki(
        {reinterpret_cast<const std::byte*>(weak_der), static_cast<std::size_t>(size)}));
    OPENSSL_free(weak_der);
}

TEST(signature_key, points_off_the_curve_are_refused) {
    Bytes point(65, std::byte{5});
    point[0] = std::byte{4};
    EXPECT_FALSE(PublicKey::from_raw(KeyKind::sm2, point));
    EXPECT_FALSE(PublicKey::from_raw(KeyKind::p256, point));
    EXPECT_FALSE(PublicKey::from_raw(KeyKind::p256, Bytes(33, std::byte{2})));
}

}  // namespace
}  // namespace dlfp::crypto
