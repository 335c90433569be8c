// Passwords at rest: the standard's answer, wrong ones, damaged ones, and rising costs.
#include "platform/runtime/crypto/password.h"

#include <botan/argon2.h>
#include <gtest/gtest.h>

#include "platform/runtime/crypto/crypto_testing.h"
#include "platform/runtime/crypto/random_code.h"

namespace dlfp::crypto {
namespace {

constexpr PasswordCost cheap{.memory_kib = 64, .passes = 1, .lanes = 1};

std::vector<PasswordHasher::Pepper> peppers(std::initializer_list<const char*> ids) {
    std::vector<PasswordHasher::Pepper> made;
    for (const auto* id : ids) {
        const auto digest = sm3(id);
        made.push_back({id, SecretBytes{Bytes{digest.begin(), digest.end()}}});
    }
    return made;
}

class PasswordTest : public ::testing::Test {
protected:
    TestRandom random;
    PasswordHasher hasher{cheap, peppers({"k1"}), random};
    Secret<> right{"correct horse"};
};

// RFC 9106, section 5.3.
// clause: 5.1.4-g
TEST(argon2id, answer_of_rfc_9106) {
    const Bytes password(32, std::byte{1});
    const Bytes salt(16, std::byte{2});
    const Bytes secret(8, std::byte{3});
    const Bytes associated(12, std::byte{4});
    const auto octets = [](const Bytes& bytes) {
        return reinterpret_cast<const std::uint8_t*>(bytes.data());
    };
    Bytes tag(32);
    Botan::argon2(reinterpret_cast<std::uint8_t*>(tag.data()), tag.size(),
                  reinterpret_cast<const char*>(password.data()), password.size(), octets(salt),
                  salt.size(), octets(secret), secret.size(), octets(associated), associated.size(),
                  2, 4, 32, 3);
    EXPECT_EQ(to_hex(tag), "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
}

TEST_F(PasswordTest, the_right_password_matches_and_no_other) {
    const auto stored = hasher.hash(right);
    EXPECT_TRUE(hasher.verify(right, stored).matches);
    EXPECT_FALSE(hasher.verify(right, stored).needs_rehash);
    for (const auto* wrong : {"correct horsf", "Correct horse", "correct horse ", ""})
        EXPECT_FALSE(hasher.verify(Secret<>{wrong}, stored).matches) << wrong;
}

TEST_F(PasswordTest, the_stored_text_names_its_cost_and_pepper_and_no_two_are_alike) {
    const auto stored = hasher.hash(right);
    EXPECT_TRUE(stored.starts_with("$argon2id$v=19$m=64,t=1,p=1,keyid=k1$")) << stored;
    EXPECT_NE(hasher.hash(right), stored);
    EXPECT_EQ(stored.find("correct"), std::string::npos);
}

// clause: 5.1.4-g
TEST_F(PasswordTest, defaults_are_19_mib_two_passes_one_lane) {
    const PasswordHasher strong{PasswordCost{}, peppers({"k1"}), random};
    EXPECT_TRUE(strong.hash(right).starts_with("$argon2id$v=19$m=19456,t=2,p=1,"));
}

TEST_F(PasswordTest, another_cost_or_an_older_pepper_asks_for_a_new_hash) {
    const auto stored = hasher.hash(right);
    const PasswordHasher dearer{{.memory_kib = 128, .passes = 1}, peppers({"k1"}), random};
    EXPECT_TRUE(dearer.verify(right, stored).matches);
    EXPECT_TRUE(dearer.verify(right, stored).needs_rehash);
    const PasswordHasher rotated{cheap, peppers({"k2", "k1"}), random};
    EXPECT_TRUE(rotated.verify(right, stored).needs_rehash);
    EXPECT_FALSE(dearer.verify(Secret<>{"wrong"}, stored).needs_rehash);
}

TEST_F(PasswordTest, a_stolen_table_without_the_pepper_verifies_nothing) {
    const auto stored = hasher.hash(right);
    auto foreign = peppers({"k1"});
    foreign[0].key = SecretBytes{Bytes(32, std::byte{9})};
    EXPECT_FALSE((PasswordHasher{cheap, foreign, random}.verify(right, stored).matches));
    EXPECT_FALSE((PasswordHasher{cheap, peppers({"k2"}), random}.verify(right, stored).matches));
}

TEST_F(PasswordTest, damaged_texts_match_nothing) {
    const auto stored = hasher.hash(right);
    for (std::size_t size = 0; size < stored.size(); ++size)
        EXPECT_FALSE(hasher.verify(right, stored.substr(0, size)).matches) << size;
    for (const auto* text : {"", "plain", "$argon2i$v=19$m=64,t=1,p=1,keyid=k1$AAAAAAAAAAA$AAAA",
                             "$argon2id$v=19$m=64,t=1,p=1$AAAAAAAAAAA$AAAA",
                             "$argon2id$v=19$m=-1,t=1,p=1,keyid=k1$AAAAAAAAAAA$AAAA"})
        EXPECT_FALSE(hasher.verify(right, text).matches) << text;
}

/// What `work` makes Argon2id do: the same on every machine, unlike a time.
template <class Work>
std::uint64_t cost_of(Work&& work) {
    const auto before = password_work_of_this_thread();
    work();
    return password_work_of_this_thread() - before;
}

TEST_F(PasswordTest, a_stored_text_cannot_demand_gigabytes) {
    const auto cost = cost_of([&] {
        EXPECT_FALSE(
            hasher.verify(right, "$argon2id$v=19$m=2147483647,t=16,p=1,keyid=k1$AAAAAAAAAAA$AAAA")
                .matches);
    });
    EXPECT_EQ(cost, cost_of([&] { hasher.dummy_verify(right); }));
}

TEST_F(PasswordTest, an_unknown_user_costs_as_much_as_a_wrong_password) {
    const PasswordHasher real{{.memory_kib = 8192, .passes = 2}, peppers({"k1"}), random};
    const auto stored = real.hash(right);
    const auto wrong = cost_of([&] { real.verify(Secret<>{"wrong"}, stored); });
    EXPECT_EQ(wrong, 8192U * 2);
    EXPECT_EQ(cost_of([&] { real.dummy_verify(right); }), wrong);
    EXPECT_EQ(cost_of([&] { real.verify(right, "damaged"); }), wrong);
}

// clause: 5.3.2-b-2.5
TEST(random_code, codes_have_their_length_and_all_digits_come_equally_often) {
    TestRandom random;
    std::array<int, 10> seen{};
    for (int round = 0; round < 5000; ++round) {
        const auto code = random_code(random, 6);
        ASSERT_EQ(code.reveal().size(), 6U);
        for (const char c : code.reveal()) ++seen[static_cast<std::size_t>(c - '0')];
    }
    for (const int count : seen) {
        EXPECT_GT(count, 2700);
        EXPECT_LT(count, 3300);
    }
}

TEST(random_code, lengths_nobody_should_use_are_refused) {
    TestRandom random;
    EXPECT_THROW(random_code(random, 3), std::invalid_argument);
    EXPECT_THROW(random_code(random, 13), std::invalid_argument);
}

}  // namespace
}  // namespace dlfp::crypto
