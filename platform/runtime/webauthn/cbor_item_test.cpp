// Items whose declared sizes cannot be true are refused before memory is asked for.
#include "platform/runtime/webauthn/cbor_item.h"

#include <gtest/gtest.h>

namespace dlfp::webauthn {
namespace {

std::size_t bytes_taken(std::string_view hex) {
    return take_front_item(crypto::from_hex(hex).value()).bytes;
}

TEST(cbor_item, the_item_at_the_front_is_taken_whatever_follows) {
    EXPECT_EQ(bytes_taken("a0"), 1U);
    EXPECT_EQ(bytes_taken("a0ff"), 1U);
    EXPECT_EQ(bytes_taken("a1616182010200"), 6U);
    EXPECT_EQ(bytes_taken("c101"), 2U);
    EXPECT_EQ(bytes_taken("8180"), 2U);
}

TEST(cbor_item, more_members_than_bytes_are_not_believed) {
    EXPECT_EQ(bytes_taken("9b00ffffffffffffff01"), 0U);
    EXPECT_EQ(bytes_taken("bbffffffffffffffff01"), 0U);
    EXPECT_EQ(bytes_taken("8301"), 0U);
    EXPECT_EQ(bytes_taken("8281"), 0U);
    EXPECT_EQ(bytes_taken("5bffffffffffffffff01"), 0U);
}

TEST(cbor_item, what_is_cut_off_or_of_indefinite_length_is_refused) {
    EXPECT_EQ(bytes_taken(""), 0U);
    EXPECT_EQ(bytes_taken("c1"), 0U);
    EXPECT_EQ(bytes_taken("9f01ff"), 0U);
    EXPECT_EQ(bytes_taken("bfff"), 0U);
    EXPECT_EQ(bytes_taken("5f4101ff"), 0U);
    EXPECT_EQ(bytes_taken("ff"), 0U);
}

TEST(cbor_item, an_item_nested_beyond_the_library_is_refused) {
    std::string nested;
    for (int level = 0; level < 100'000; ++level) nested += "81";
    EXPECT_EQ(bytes_taken(nested + "00"), 0U);
}

}  // namespace
}  // namespace dlfp::webauthn
