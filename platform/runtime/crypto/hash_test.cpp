// Digests and MACs against published answers.
#include "platform/runtime/crypto/hash.h"

#include <gtest/gtest.h>

#include <thread>

#include "platform/runtime/crypto/crypto_testing.h"
#include "platform/runtime/crypto/mac.h"

namespace dlfp::crypto {
namespace {

// GB/T 32905-2016, appendix A.
// clause: 5.1.4-g
TEST(sm3, answers_of_the_standard) {
    EXPECT_EQ(to_hex(sm3("abc")),
              "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    std::string abcd;
    for (int count = 0; count < 16; ++count) abcd += "abcd";
    EXPECT_EQ(to_hex(sm3(abcd)),
              "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
}

// FIPS 180-4.
TEST(sha256, answer_of_the_standard) {
    EXPECT_EQ(to_hex(sha256("abc")),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(hasher, pieces_give_the_digest_of_the_whole_and_it_starts_anew) {
    Hasher hasher{HashAlgorithm::sm3};
    EXPECT_EQ(hasher.update("a").update("").update("bc").finish(), sm3("abc"));
    EXPECT_EQ(hasher.update("abc").finish(), sm3("abc"));
    Hasher other{HashAlgorithm::sha256};
    EXPECT_EQ(other.update("ab").update("c").finish(), sha256("abc"));
}

// GM/T 0042-2015, appendix D.3.
TEST(hmac_sm3, answer_of_the_standard) {
    const MacKey key{
        SecretBytes{unhex("0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20")}};
    const std::string half = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    EXPECT_EQ(to_hex(key.hmac_sm3(half + half)),
              "ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a");
}

TEST(hmac_sm3, agrees_with_its_definition_for_many_messages_and_keys) {
    TestRandom random;
    for (std::size_t size = 0; size < 200; size += 7) {
        Bytes key(16 + size % 40);
        Bytes message(size);
        random.fill(key);
        random.fill(message);
        EXPECT_EQ(MacKey{SecretBytes{key}}.hmac_sm3(message), hmac_by_definition(key, message));
    }
}

TEST(hmac_sm3, a_changed_message_key_or_mac_does_not_verify) {
    const Bytes key_bytes(16, std::byte{7});
    const MacKey key{SecretBytes{key_bytes}};
    const auto mac = key.hmac_sm3("pay 100");
    EXPECT_TRUE(key.verifies(view_of("pay 100"), mac));
    EXPECT_FALSE(key.verifies(view_of("pay 101"), mac));
    EXPECT_FALSE(key.verifies(view_of("pay 100"), BytesView{mac}.first(31)));
    EXPECT_FALSE(MacKey{SecretBytes{Bytes(16, std::byte{8})}}.verifies(view_of("pay 100"), mac));
    for (std::size_t bit = 0; bit < 256; ++bit)
        EXPECT_FALSE(
            key.verifies(view_of("pay 100"), with_flipped_bit({mac.begin(), mac.end()}, bit)));
}

TEST(hmac_sm3, a_key_below_16_bytes_is_refused) {
    EXPECT_THROW(MacKey{SecretBytes{Bytes(15)}}, std::invalid_argument);
}

TEST(hmac_sm3, more_keys_than_prepared_contexts_and_many_threads_stay_right) {
    std::vector<MacKey> keys;
    std::vector<Digest> expected;
    for (int number = 0; number < 150; ++number) {
        const Bytes key(16, static_cast<std::byte>(number));
        keys.emplace_back(SecretBytes{key});
        expected.push_back(hmac_by_definition(key, view_of("m")));
    }
    std::atomic<int> wrong{0};
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread)
        threads.emplace_back([&] {
            for (int round = 0; round < 3; ++round)
                for (std::size_t at = 0; at < keys.size(); ++at)
                    if (keys[at].hmac_sm3("m") != expected[at]) ++wrong;
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace dlfp::crypto
