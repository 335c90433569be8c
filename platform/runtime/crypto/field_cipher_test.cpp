// Encryption of personal data: published answers, and everything that must not open.
#include "platform/runtime/crypto/field_cipher.h"

#include <gtest/gtest.h>

#include "platform/runtime/crypto/blind_index.h"
#include "platform/runtime/crypto/crypto_testing.h"
#include "platform/runtime/crypto/sm4_gcm.h"

namespace dlfp::crypto {
namespace {

constexpr std::string_view key_2026 =
    "f1e2d3c4b5a60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f91";
constexpr std::string_view key_2027 =
    "0f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff1";

KeyRing ring_of(std::map<std::string, std::string_view> hex_keys) {
    std::map<std::string, SecretBytes> keys;
    for (const auto& [id, hex] : hex_keys) keys.emplace(id, unhex(hex));
    return KeyRing{std::move(keys), ""};
}

class FieldCipherTest : public ::testing::Test {
protected:
    TestRandom random;
    KeyRing ring = ring_of({{"k2026", key_2026}});
    FieldCipher cipher{ring, random};
};

// RFC 8998, appendix A.1.
// clause: 5.1.4-g
TEST(sm4_gcm, answer_of_rfc_8998) {
    const auto key = unhex("0123456789abcdeffedcba9876543210");
    const auto nonce = unhex("00001234567800000000abcd");
    const auto plain = unhex(
        "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
        "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa");
    const auto associated = unhex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
    const auto sealed = Sm4Gcm{key, nonce}.seal(plain, associated);
    EXPECT_EQ(to_hex(sealed),
              "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
              "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
              "83de3541e4c2b58177e065a9bf7b62ec");
    EXPECT_EQ((Sm4Gcm{key, nonce}.open(sealed, associated)), plain);
}

TEST_F(FieldCipherTest, a_field_opens_under_its_record_and_context) {
    const auto created = cipher.create_record_key("cus_1");
    const auto sealed = created.cipher.encrypt("13800138000", "identity.mobile");
    EXPECT_EQ(text_of(sealed).find("13800138000"), std::string::npos);
    const auto opened = cipher.open_record_key(created.wrapped_key, "cus_1");
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->decrypt(sealed, "identity.mobile")->reveal(), "13800138000");
}

TEST_F(FieldCipherTest, empty_and_long_texts_are_kept) {
    for (const std::size_t size : {0U, 1U, 16U, 5000U}) {
        const std::string plain(size, 'x');
        EXPECT_EQ(cipher.decrypt(cipher.encrypt(plain, "c"), "c")->reveal(), plain);
    }
}

TEST_F(FieldCipherTest, equal_texts_are_sealed_differently) {
    const auto created = cipher.create_record_key("cus_1");
    EXPECT_NE(created.cipher.encrypt("same", "c"), created.cipher.encrypt("same", "c"));
}

TEST_F(FieldCipherTest, a_field_moved_to_another_column_does_not_open) {
    const auto created = cipher.create_record_key("cus_1");
    const auto sealed = created.cipher.encrypt("张三", "identity.name");
    EXPECT_TRUE(created.cipher.decrypt(sealed, "identity.mobile").failed_with(sealed_unreadable));
}

TEST_F(FieldCipherTest, a_key_moved_to_another_record_does_not_open) {
    const auto created = cipher.create_record_key("cus_1");
    EXPECT_TRUE(
        cipher.open_record_key(created.wrapped_key, "cus_2").failed_with(sealed_unreadable));
}

TEST_F(FieldCipherTest, every_flipped_bit_is_noticed) {
    const auto created = cipher.create_record_key("cus_1");
    const auto sealed = created.cipher.encrypt("13800138000", "c");
    for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit)
        EXPECT_TRUE(created.cipher.decrypt(with_flipped_bit(sealed, bit), "c")
                        .failed_with(sealed_unreadable));
    for (std::size_t bit = 0; bit < created.wrapped_key.size() * 8; ++bit)
        EXPECT_FALSE(cipher.open_record_key(with_flipped_bit(created.wrapped_key, bit), "cus_1"));
    const auto own = cipher.encrypt("13800138000", "c");
    for (std::size_t bit = 0; bit < own.size() * 8; ++bit)
        EXPECT_FALSE(cipher.decrypt(with_flipped_bit(own, bit), "c"));
}

TEST_F(FieldCipherTest, every_truncation_is_noticed) {
    const auto own = cipher.encrypt("13800138000", "c");
    for (std::size_t size = 0; size < own.size(); ++size)
        EXPECT_FALSE(cipher.decrypt(BytesView{own}.first(size), "c")) << size;
    const auto created = cipher.create_record_key("cus_1");
    for (std::size_t size = 0; size < created.wrapped_key.size(); ++size)
        EXPECT_FALSE(cipher.open_record_key(BytesView{created.wrapped_key}.first(size), "cus_1"));
}

TEST_F(FieldCipherTest, another_installation_cannot_open_it) {
    const auto foreign_ring = ring_of({{"k2026", key_2027}});
    const FieldCipher foreign{foreign_ring, random};
    EXPECT_FALSE(foreign.decrypt(cipher.encrypt("x", "c"), "c"));
}

TEST_F(FieldCipherTest, rotation_keeps_fields_readable_and_rewraps_keys) {
    const auto created = cipher.create_record_key("cus_1");
    const auto sealed = created.cipher.encrypt("old", "c");
    const auto both = ring_of({{"k2026", key_2026}, {"k2027", key_2027}});
    const FieldCipher rotated{both, random};
    EXPECT_TRUE(rotated.needs_rewrap(created.wrapped_key));
    const auto rewrapped = rotated.rewrap(created.wrapped_key, "cus_1");
    ASSERT_TRUE(rewrapped);
    EXPECT_FALSE(rotated.needs_rewrap(*rewrapped));

    const auto only_new = ring_of({{"k2027", key_2027}});
    const FieldCipher retired{only_new, random};
    EXPECT_FALSE(retired.open_record_key(created.wrapped_key, "cus_1"));
    EXPECT_EQ(retired.open_record_key(*rewrapped, "cus_1")->decrypt(sealed, "c")->reveal(), "old");
}

TEST_F(FieldCipherTest, without_its_wrapped_key_a_record_is_erased) {
    const auto created = cipher.create_record_key("cus_1");
    const auto sealed = created.cipher.encrypt("secret", "c");
    const auto another = cipher.create_record_key("cus_1");
    EXPECT_FALSE(another.cipher.decrypt(sealed, "c"));
    EXPECT_FALSE(cipher.open_record_key({}, "cus_1"));
}

TEST(blind_index, one_value_has_one_digest_however_it_is_typed) {
    const auto ring = ring_of({{"k2026", key_2026}});
    const BlindIndex index{ring, "identity.mobile"};
    const auto digest = index.digest("13800138000");
    for (const auto* spelling :
         {" 138-0013-8000 ", "１３８００１３８０００", "138\t0013\n8000", "138　0013　8000"})
        EXPECT_EQ(index.digest(spelling), digest) << spelling;
    EXPECT_NE(index.digest("13800138001"), digest);
    EXPECT_EQ(index.digest("11010119900307123x"),
              index.digest("１１０１０１１９９００３０７１２３Ｘ"));
}

TEST(blind_index, fields_cannot_be_linked_and_rotation_loses_no_row) {
    const auto ring = ring_of({{"k2026", key_2026}});
    const auto both = ring_of({{"k2026", key_2026}, {"k2027", key_2027}});
    const BlindIndex mobile{ring, "identity.mobile"};
    EXPECT_NE(mobile.digest("1"), (BlindIndex{ring, "identity.document"}.digest("1")));
    EXPECT_EQ(mobile.digest("1"), (BlindIndex{both, "identity.mobile"}.digest("1")));
}

TEST(normalise_for_lookup, keeps_chinese_text_and_cut_characters) {
    EXPECT_EQ(normalise_for_lookup("张 三"), "张三");
    EXPECT_EQ(normalise_for_lookup("\xEF\xBC"), "\xEF\xBC");
    EXPECT_EQ(normalise_for_lookup(""), "");
}

}  // namespace
}  // namespace dlfp::crypto
