// An id keeps its kind, its order and its bits in text.
#include "platform/base/id.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace dlfp {
namespace {

struct MealTag {
    static constexpr std::string_view prefix = "meal";
};
struct CardTag {
    static constexpr std::string_view prefix = "card";
};
using MealId = Id<MealTag>;

IdBytes any_bytes() { return *rc::gen::container<IdBytes>(rc::gen::arbitrary<std::uint8_t>()); }

RC_GTEST_PROP(id, survives_its_text_form, ()) {
    const MealId id{any_bytes()};
    RC_ASSERT(id.to_text().size() == 31U);
    RC_ASSERT(MealId::parse(id.to_text()) == id);
    RC_ASSERT(MealId::from_bytes(std::as_bytes(std::span{id.bytes()})) == id);
}

RC_GTEST_PROP(id, texts_sort_like_the_bytes, ()) {
    const MealId one{any_bytes()};
    const MealId other{any_bytes()};
    RC_ASSERT((one < other) == (one.to_text() < other.to_text()));
}

RC_GTEST_PROP(id, no_two_texts_name_one_id, ()) {
    auto text = MealId{any_bytes()}.to_text();
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
    const auto before = text[at];
    text[at] = *rc::gen::arbitrary<char>();
    RC_PRE(text[at] != before);
    const auto changed = MealId::parse(text);
    RC_ASSERT((!changed || changed->to_text() == text));
}

TEST(id, of_another_kind_or_another_form_does_not_parse) {
    const auto text = MealId::fixed(7).to_text();
    EXPECT_EQ(text, "meal_00000000000000000000000007");
    EXPECT_FALSE(Id<CardTag>::parse(text));
    EXPECT_TRUE(MealId::parse("meal_7zzzzzzzzzzzzzzzzzzzzzzzzz")) << "the largest";
    for (const auto* wrong :
         {"", "meal", "meal_", "00000000000000000000000007", "meal-00000000000000000000000007",
          "meal_0000000000000000000000007", "meal_000000000000000000000000007",
          "meal_80000000000000000000000000", "meal_0000000000000000000000000I",
          "meal_0000000000000000000000000u", "meal_0000000000000000000000000A",
          "MEAL_00000000000000000000000007", "meal_00000000000000000000000007 "})
        EXPECT_FALSE(MealId::parse(wrong)) << wrong;
    EXPECT_FALSE(MealId::from_bytes({}));
}

TEST(id, fixed_ids_differ_and_nil_is_none_of_them) {
    EXPECT_TRUE(MealId{}.is_nil());
    EXPECT_FALSE(MealId::fixed(1).is_nil());
    EXPECT_LT(MealId::fixed(255), MealId::fixed(256));
    std::set<std::size_t> hashes;
    for (std::uint64_t number = 0; number < 1'000; ++number)
        hashes.insert(std::hash<MealId>{}(MealId::fixed(number)));
    EXPECT_EQ(hashes.size(), 1'000U);
}

}  // namespace
}  // namespace dlfp
