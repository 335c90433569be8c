// The published vectors of RFC 4226 (appendix D), RFC 6238 (appendix B) and RFC 4648 (§10).
#include "platform/runtime/crypto/one_time_password.h"

#include <gtest/gtest.h>

#include "platform/runtime/crypto/mac.h"

namespace dlfp::crypto {
namespace {

SecretBytes key_of(std::string_view text) {
    const auto bytes = view_of(text);
    return SecretBytes{Bytes{bytes.begin(), bytes.end()}};
}
const SecretBytes sha1_key = key_of("12345678901234567890");
const SecretBytes sha256_key = key_of("12345678901234567890123456789012");

TEST(one_time_password, rfc_4226_vectors_pass) {
    constexpr std::array expected{"755224", "287082", "359152", "969429", "338314",
                                  "254676", "287922", "162583", "399871", "520489"};
    for (std::size_t counter = 0; counter < expected.size(); ++counter)
        EXPECT_EQ(hotp(sha1_key, counter, {}).reveal(), expected.at(counter)) << counter;
}

TEST(one_time_password, rfc_6238_vectors_pass_for_both_hashes) {
    struct Vector {
        std::int64_t at_s;
        const char* sha1;
        const char* sha256;
    };
    constexpr std::array vectors{Vector{59, "94287082", "46119246"},
                                 Vector{1'111'111'109, "07081804", "68084774"},
                                 Vector{1'111'111'111, "14050471", "67062674"},
                                 Vector{1'234'567'890, "89005924", "91819424"},
                                 Vector{2'000'000'000, "69279037", "90698825"},
                                 Vector{20'000'000'000, "65353130", "77737706"}};
    for (const auto& [at_s, sha1, sha256] : vectors) {
        const auto counter =
            static_cast<std::uint64_t>(totp_counter(UtcTime::from_us(at_s * 1'000'000)));
        EXPECT_EQ(hotp(sha1_key, counter, {OtpHash::sha1, 8}).reveal(), sha1) << at_s;
        EXPECT_EQ(hotp(sha256_key, counter, {OtpHash::sha256, 8}).reveal(), sha256) << at_s;
    }
}

// Computed by an SM3 written in plain Python from GB/T 32905, with RFC 4226's key and counters.
TEST(one_time_password, hmac_sm3_is_truncated_as_an_independent_program_does) {
    constexpr std::array expected{"932487", "252643", "426193", "594470", "184120",
                                  "982872", "852491", "854031", "933942", "176680"};
    const MacKey key{key_of("12345678901234567890123456789012")};
    for (std::size_t counter = 0; counter < expected.size(); ++counter) {
        std::array<std::byte, 8> message{};
        message.back() = std::byte(counter);
        EXPECT_EQ(truncated_code(key.hmac_sm3(message), 6).reveal(), expected.at(counter));
    }
}

TEST(one_time_password, only_whole_macs_are_truncated_to_six_to_eight_digits) {
    const Bytes mac(32);
    EXPECT_EQ(truncated_code(mac, 8).reveal(), "00000000");
    EXPECT_THROW(truncated_code(mac, 5), std::invalid_argument);
    EXPECT_THROW(truncated_code(mac, 9), std::invalid_argument);
    EXPECT_THROW(truncated_code(Bytes(19), 6), std::invalid_argument);
    EXPECT_THROW(truncated_code(Bytes(65), 6), std::invalid_argument);
}

TEST(one_time_password, step_changes_every_thirty_seconds_and_not_between) {
    const auto at = [](std::int64_t us) { return totp_counter(UtcTime::from_us(us)); };
    EXPECT_EQ(at(0), 0);
    EXPECT_EQ(at(29'999'999), 0);
    EXPECT_EQ(at(30'000'000), 1);
    EXPECT_EQ(at(-1), 0);
}

TEST(one_time_password, short_keys_and_odd_lengths_are_refused) {
    EXPECT_THROW(hotp(key_of("123456789012345"), 0, {}), std::invalid_argument);
    EXPECT_THROW(hotp(sha1_key, 0, {OtpHash::sha1, 5}), std::invalid_argument);
    EXPECT_THROW(hotp(sha1_key, 0, {OtpHash::sha1, 9}), std::invalid_argument);
}

TEST(one_time_password, rfc_4648_base32_vectors_pass_without_padding) {
    constexpr std::array vectors{std::pair{"", ""},
                                 std::pair{"f", "MY"},
                                 std::pair{"fo", "MZXQ"},
                                 std::pair{"foo", "MZXW6"},
                                 std::pair{"foob", "MZXW6YQ"},
                                 std::pair{"fooba", "MZXW6YTB"},
                                 std::pair{"foobar", "MZXW6YTBOI"}};
    for (const auto& [plain, text] : vectors) EXPECT_EQ(to_base32(view_of(plain)), text);
}

}  // namespace
}  // namespace dlfp::crypto
