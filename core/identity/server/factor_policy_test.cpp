// The table of factors: monotonic over every pair of sets of proofs, strict where the clauses are.
#include "core/identity/server/factor_policy.h"

#include <gtest/gtest.h>

#include <boost/mp11.hpp>

namespace dlfp::identity {
namespace {

using enum Proof;
using enum Scene;

const BusinessDate day = *BusinessDate::parse("2026-11-23");
constexpr unsigned sets = 1U << 9;

std::vector<Scene> all_scenes() {
    std::vector<Scene> scenes;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Scene>>(
        [&](auto one) { scenes.push_back(one.value); });
    return scenes;
}

bool at_least(const std::optional<AmountLimits>& more, const std::optional<AmountLimits>& less) {
    if (!less) return true;
    return more && more->per_transaction >= less->per_transaction &&
           more->per_day >= less->per_day && more->per_year >= less->per_year;
}

// clause: 5.3-1
TEST(factor_policy, more_proofs_never_allow_less) {
    int pairs = 0;
    for (const auto scene : all_scenes())
        for (unsigned more = 0; more < sets; ++more)
            for (unsigned less = more;; less = (less - 1) & more) {
                ASSERT_TRUE(at_least(decide_factors(scene, Proofs::of_bits(more), day),
                                     decide_factors(scene, Proofs::of_bits(less), day)))
                    << boost::describe::enum_to_string(scene, "") << " " << more << " " << less;
                ++pairs;
                if (less == 0) break;
            }
    EXPECT_EQ(pairs, 19'683 * static_cast<int>(all_scenes().size()));
}

// clause: 5.3.1-c.1, 5.3.1-c.2
TEST(factor_policy, money_and_personal_values_need_two_different_kinds) {
    for (const auto scene : all_scenes()) {
        if (scene == read_own || scene == pay_by_agreement) continue;
        for (unsigned bits = 0; bits < sets; ++bits) {
            const auto proofs = Proofs::of_bits(bits);
            if (count_kinds(proofs) < 2) {
                EXPECT_FALSE(decide_factors(scene, proofs, day))
                    << boost::describe::enum_to_string(scene, "") << " " << bits;
            }
        }
    }
    EXPECT_FALSE(decide_factors(pay, {login_password, payment_pin}, day)) << "both are knowledge";
    EXPECT_TRUE(decide_factors(pay, {sms_code, payment_pin}, day));
}

// clause: 5.3.2-b-4.1, 5.3.2-b-4.2, 5.3.2-b-4.3, 5.3.2-b-4.4, 5.3.2-b-4.5, 5.3.2-b-4.6
TEST(factor_policy, biometrics_alone_open_none_of_the_six_scenes) {
    int scenes = 0;
    for (const auto scene : all_scenes()) {
        if (!is_high_risk(scene)) continue;
        ++scenes;
        for (const Proofs alone : {Proofs{face}, Proofs{passkey}, Proofs{face, passkey}})
            EXPECT_FALSE(decide_factors(scene, alone, day));
        for (const auto added : {payment_pin, sms_code, soft_u_key})
            EXPECT_TRUE(decide_factors(scene, Proofs{face}.with(added), day));
    }
    EXPECT_EQ(scenes, 6);
}

// clause: 5.3.2-b-10
TEST(factor_policy, captcha_adds_nothing_to_any_set) {
    for (const auto scene : all_scenes())
        for (unsigned bits = 0; bits < sets; ++bits)
            EXPECT_EQ(decide_factors(scene, Proofs::of_bits(bits), day),
                      decide_factors(scene, Proofs::of_bits(bits).with(captcha), day));
}

// clause: 5.3-1
TEST(factor_policy, limit_passes_and_a_fen_more_asks_for_a_stronger_proof) {
    const Proofs plain{sms_code, payment_pin};
    const auto wish = [](Money amount) { return std::pair{amount, MovedBefore{}}; };
    EXPECT_TRUE(allows(pay, plain, day, wish(yuan(5'000))));
    EXPECT_FALSE(allows(pay, plain, day, wish(yuan(5'000) + Money::fen(1))));
    EXPECT_EQ(missing_proofs(pay, plain, day, wish(yuan(5'000) + Money::fen(1))),
              (std::vector{passkey, soft_u_key}));
    EXPECT_TRUE(allows(pay, plain.with(passkey), day, wish(yuan(10'000))));
    EXPECT_TRUE(missing_proofs(pay, plain, day, wish(yuan(10'001))).empty());
}

TEST(factor_policy, day_and_year_count_what_was_moved_before) {
    const Proofs plain{sms_code, payment_pin};
    const auto after = [&](Money today, Money year) {
        return allows(pay, plain, day, {yuan(1), {.today = today, .this_year = year}});
    };
    EXPECT_TRUE(after(yuan(4'999), yuan(4'999)));
    EXPECT_FALSE(after(yuan(5'000), yuan(5'000)));
    EXPECT_TRUE(after(Money{}, yuan(199'999)));
    EXPECT_FALSE(after(Money{}, yuan(200'000)));
}

TEST(factor_policy, nothing_is_allowed_before_its_day) {
    EXPECT_FALSE(decide_factors(pay, {sms_code, payment_pin}, *BusinessDate::parse("2023-12-31")));
    EXPECT_TRUE(decide_factors(pay, {sms_code, payment_pin}, *BusinessDate::parse("2024-01-01")));
}

TEST(factor_policy, missing_proof_is_named_and_none_when_nothing_is_missing) {
    const std::pair wish{yuan(10), MovedBefore{}};
    EXPECT_EQ(missing_proofs(pay, {login_password}, day, wish),
              (std::vector{sms_code, totp_code, passkey, soft_u_key, face}));
    EXPECT_TRUE(missing_proofs(pay, {login_password, sms_code}, day, wish).empty());
}

TEST(factor_policy, every_scene_has_a_row_and_money_has_amounts) {
    for (const auto scene : all_scenes()) {
        const auto rows = std::ranges::count(factor_policy(), scene, &PolicyRow::scene);
        EXPECT_GE(rows, 1) << boost::describe::enum_to_string(scene, "");
    }
    for (const auto& row : factor_policy())
        EXPECT_EQ(row.limits.per_transaction.is_positive(), moves_money(row.scene)) << row.source;
}

// clause: 5.3.1-c.2
TEST(factor_policy, password_alone_does_not_let_staff_work) {
    EXPECT_FALSE(decide_factors(work_as_staff, {login_password}, day));
    EXPECT_TRUE(decide_factors(work_as_staff, {login_password, totp_code}, day));
}

TEST(factor_policy, page_names_every_proof_and_scene) {
    const auto page = describe_factors_markdown();
    for (const auto& row : factor_policy())
        EXPECT_NE(page.find(boost::describe::enum_to_string(row.scene, "")), std::string::npos);
    EXPECT_NE(page.find("`captcha` | nothing"), std::string::npos);
}

}  // namespace
}  // namespace dlfp::identity
