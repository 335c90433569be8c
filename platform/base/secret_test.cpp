// Secrets leave no trace in memory and no way into a text; masks show what a screen may show.
#include "platform/base/secret.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstring>
#include <new>
#include <sstream>
#include <vector>

namespace dlfp {
namespace {

using Letters = std::vector<char>;

template <class T>
concept Printable = requires(std::ostream& out, const T& value) { out << value; };

static_assert(!Printable<Secret<>>);
static_assert(!std::is_convertible_v<Secret<>, std::string>);
static_assert(!std::is_convertible_v<std::string, Secret<>>);
static_assert(!fmt::is_formattable<Secret<>>::value);

/// A store that keeps its bytes where the test can look after the secret has gone.
struct Watched {
    using value_type = char;
    static inline std::array<char, 16> memory{};
    Watched() = default;
    explicit Watched(std::string_view text) : size_{text.size()} {
        std::memcpy(memory.data(), text.data(), text.size());
    }
    char* data() { return memory.data(); }
    std::size_t size() const { return size_; }
    void clear() { size_ = 0; }

private:
    std::size_t size_ = 0;
};

TEST(secret, is_overwritten_when_it_dies) {
    {
        const Secret<Watched> pin{Watched{"284913"}};
        EXPECT_EQ(std::string_view(Watched::memory.data(), 6), "284913");
    }
    EXPECT_EQ(Watched::memory, (std::array<char, 16>{}));
}

TEST(secret, moving_leaves_nothing_behind_and_copies_are_their_own) {
    Secret<> first{std::string("a password longer than any small string")};
    const Secret<> copy{first};
    Secret<> moved{std::move(first)};
    EXPECT_TRUE(first.reveal().empty());  // NOLINT: what a moved-from secret holds is the point
    EXPECT_EQ(moved.reveal(), copy.reveal());
    Secret<> other{std::string("284913")};
    other = std::move(moved);
    EXPECT_TRUE(moved.reveal().empty());  // NOLINT
    EXPECT_EQ(other.reveal(), copy.reveal());
    const auto& itself = other;
    other = itself;
    EXPECT_EQ(other.reveal(), copy.reveal());
}

// clause: 5.1.1.1.3-a-3.2
TEST(mask, shows_what_a_screen_may_show) {
    EXPECT_EQ(mask_mobile("13812345678"), "138****5678");
    EXPECT_EQ(mask_account_number("6222021234567890"), "6222********7890");
    EXPECT_EQ(mask_person_name("张三"), "*三");
    EXPECT_EQ(mask_person_name("王小明"), "**明");
    EXPECT_EQ(mask_person_name("欧阳娜娜"), "**娜娜");
}

TEST(mask, short_texts_hide_at_least_a_third) {
    EXPECT_EQ(mask_mobile(""), "");
    EXPECT_EQ(mask_mobile("1"), "*");
    EXPECT_EQ(mask_mobile("12"), "**");
    EXPECT_EQ(mask_mobile("123"), "1*3");
    EXPECT_EQ(mask_mobile("1234567"), "12***67");
    EXPECT_EQ(mask_mobile("12345678"), "123*5678");
    EXPECT_EQ(mask_person_name(""), "");
    EXPECT_EQ(mask_person_name("张"), "*");
}

TEST(mask, a_name_that_is_cut_or_no_utf_8_never_shows_more) {
    EXPECT_EQ(mask_person_name("张\xE4\xB8"), "*\xE4\xB8");
    EXPECT_EQ(mask_person_name("\x80\x80"), "*");
}

}  // namespace
}  // namespace dlfp
