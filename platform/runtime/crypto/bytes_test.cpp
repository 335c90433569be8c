// Text forms of bytes: known answers, and refusal of second spellings.
#include "platform/runtime/crypto/bytes.h"

#include <gtest/gtest.h>

namespace dlfp::crypto {
namespace {

TEST(bytes, hex_is_written_in_lower_case_and_read_in_either) {
    EXPECT_EQ(to_hex(view_of("\x01\xAB")), "01ab");
    EXPECT_EQ(text_of(from_hex("01Ab").value()), "\x01\xAB");
}

TEST(bytes, hex_of_odd_length_or_with_a_foreign_character_is_refused) {
    EXPECT_FALSE(from_hex("abc"));
    EXPECT_FALSE(from_hex("0g"));
    EXPECT_FALSE(from_hex(" 0"));
}

TEST(bytes, base64_matches_rfc_4648_section_10) {
    const std::pair<std::string, std::string> rows[] = {{"", ""},
                                                        {"f", "Zg=="},
                                                        {"fo", "Zm8="},
                                                        {"foo", "Zm9v"},
                                                        {"foob", "Zm9vYg=="},
                                                        {"fooba", "Zm9vYmE="},
                                                        {"foobar", "Zm9vYmFy"}};
    for (const auto& [plain, coded] : rows) {
        EXPECT_EQ(to_base64(view_of(plain)), coded);
        EXPECT_EQ(text_of(from_base64(coded).value()), plain);
    }
}

TEST(bytes, base64url_has_no_padding_and_its_own_two_characters) {
    EXPECT_EQ(to_base64url(view_of("\xFB\xFF")), "-_8");
    EXPECT_EQ(text_of(from_base64url("-_8").value()), "\xFB\xFF");
    EXPECT_FALSE(from_base64url("-_8="));
    EXPECT_FALSE(from_base64url("+/8"));
}

TEST(bytes, a_second_spelling_of_the_same_value_is_refused) {
    EXPECT_FALSE(from_base64url("-_9")) << "stray bits after the last byte";
    EXPECT_FALSE(from_base64("Zg="));
    EXPECT_FALSE(from_base64("Zh=="));
    EXPECT_FALSE(from_base64url("Z"));
    EXPECT_FALSE(from_base64("Zm 9"));
}

TEST(bytes, comparison_sees_every_difference) {
    EXPECT_TRUE(equal_in_constant_time(view_of("secret"), view_of("secret")));
    EXPECT_FALSE(equal_in_constant_time(view_of("secret"), view_of("secreT")));
    EXPECT_FALSE(equal_in_constant_time(view_of("secret"), view_of("secre")));
}

}  // namespace
}  // namespace dlfp::crypto
