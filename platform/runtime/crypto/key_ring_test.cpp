// Where master keys come from, and the starts that are refused.
#include "platform/runtime/crypto/key_ring.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "platform/runtime/crypto/crypto_testing.h"

namespace dlfp::crypto {
namespace {

namespace fs = std::filesystem;
const std::string good_hex = "f1e2d3c4b5a60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f91";
const std::string other_hex = "0f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff1";

class KeyRingTest : public ::testing::Test {
protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "dlfp_keys_XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        directory = name;
    }
    void TearDown() override { fs::remove_all(directory); }

    void write_key(const std::string& name, const std::string& text, ::mode_t mode = 0600) {
        const auto path = directory / name;
        std::ofstream(path) << text << "\n";
        ::chmod(path.c_str(), mode);
    }
    KeyRing open(Deployment deployment, std::map<std::string, std::string> environment = {}) {
        return open_key_ring({directory, deployment, std::move(environment), ""}, random);
    }
    std::string refusal(Deployment deployment,
                        std::map<std::string, std::string> environment = {}) {
        try {
            open(deployment, std::move(environment));
        } catch (const KeyRingFault& fault) {
            return fault.what();
        }
        return "";
    }

    fs::path directory;
    TestRandom random;
};

TEST_F(KeyRingTest, development_makes_a_private_key_once_and_keeps_it) {
    const auto first = open(Deployment::development);
    EXPECT_EQ(first.active_id(), "dev1");
    struct stat status{};
    ASSERT_EQ(::stat((directory / "dev1.key").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    const auto second = open(Deployment::development);
    EXPECT_EQ(first.derive("x").reveal(), second.derive("x").reveal());
}

TEST_F(KeyRingTest, production_without_a_key_is_refused) {
    EXPECT_NE(refusal(Deployment::production).find("no master key"), std::string::npos);
    EXPECT_TRUE(fs::is_empty(directory)) << "production must not invent a key";
}

// clause: 5.1.1.1.3-b-2.1
TEST_F(KeyRingTest, production_with_the_development_key_is_refused) {
    open(Deployment::development);
    EXPECT_NE(refusal(Deployment::production).find("made for development"), std::string::npos);
    EXPECT_NE(refusal(Deployment::production, {{"DLFP_KEY_K1", good_hex}}), "");
}

TEST_F(KeyRingTest, default_looking_and_short_keys_are_refused_everywhere) {
    const std::pair<std::string, std::string> rows[] = {
        {std::string(64, '0'), "default"},
        {"00112233445566770011223344556677001122334455667700112233445566", "shorter"},
        {"deadbeefdeadbeefdeadbeefdeadbeefdeadbeefdeadbeefdeadbeefdeadbeef", "default"},
        {"changeme!", "neither"},
        {"", "shorter"}};
    for (const auto& [text, expected] : rows)
        for (const auto deployment : {Deployment::development, Deployment::production})
            EXPECT_NE(refusal(deployment, {{"DLFP_KEY_K1", text}}).find(expected),
                      std::string::npos)
                << text;
}

TEST_F(KeyRingTest, a_key_file_that_others_may_read_is_refused) {
    write_key("k1.key", good_hex, 0640);
    EXPECT_NE(refusal(Deployment::production).find("readable by others"), std::string::npos);
}

TEST_F(KeyRingTest, files_and_environment_join_and_the_greatest_id_is_active) {
    write_key("k2026.key", good_hex);
    write_key("readme.txt", "not a key");
    const auto ring = open(Deployment::production, {{"DLFP_KEY_K2027", other_hex}, {"PATH", "x"}});
    EXPECT_EQ(ring.ids(), (std::vector<std::string>{"k2026", "k2027"}));
    EXPECT_EQ(ring.active_id(), "k2027");
    EXPECT_EQ(ring.eldest_id(), "k2026");
}

TEST_F(KeyRingTest, an_active_id_outside_the_ring_is_refused) {
    write_key("k1.key", good_hex);
    EXPECT_THROW(open_key_ring({directory, Deployment::production, {}, "k9"}, random),
                 KeyRingFault);
    EXPECT_THROW(open(Deployment::production).derive("x", "k9"), KeyRingFault);
}

TEST_F(KeyRingTest, purposes_and_keys_give_different_derivations) {
    write_key("k1.key", good_hex);
    write_key("k2.key", other_hex);
    const auto ring = open(Deployment::production);
    EXPECT_NE(ring.derive("a").reveal(), ring.derive("b").reveal());
    EXPECT_NE(ring.derive("a", "k1").reveal(), ring.derive("a", "k2").reveal());
}

// RFC 5869 with SM3: one block is HMAC(HMAC(salt, key), purpose ‖ 01).
TEST_F(KeyRingTest, derivation_is_hkdf_with_sm3) {
    write_key("k1.key", good_hex);
    const auto key = unhex(good_hex);
    const auto extracted = hmac_by_definition(view_of("dlfp.key_ring.1"), key);
    const auto expected = hmac_by_definition(extracted, view_of(std::string("session_mac\x01")));
    const auto derived = open(Deployment::production).derive("session_mac").reveal();
    EXPECT_EQ(to_hex(derived), to_hex(expected));
}

}  // namespace
}  // namespace dlfp::crypto
