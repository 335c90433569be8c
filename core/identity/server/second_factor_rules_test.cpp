// When a second factor is due, which code is right, how wrong ones lock.
#include "core/identity/server/second_factor_rules.h"

#include <gtest/gtest.h>

namespace dlfp::identity {
namespace {

using enum SecondFactorPolicy;
using enum SecondFactorStep;

// clause: 5.3.1-c.2
TEST(second_factor, step_follows_from_policy_enrolment_and_session) {
    struct Row {
        SecondFactorPolicy policy;
        AppState app;
        SecondFactor given;
        SecondFactorStep step;
    };
    constexpr std::array rows{
        Row{required, AppState::absent, SecondFactor::none, enrolment_due},
        Row{required, AppState::absent, SecondFactor::totp, enrolment_due},
        Row{required, AppState::present, SecondFactor::none, code_due},
        Row{required, AppState::present, SecondFactor::totp, settled},
        Row{required, AppState::present, SecondFactor::recovery_code, settled},
        Row{offered, AppState::absent, SecondFactor::none, settled},
        Row{offered, AppState::present, SecondFactor::none, code_due},
        Row{offered, AppState::present, SecondFactor::totp, settled}};
    for (const auto& row : rows)
        EXPECT_EQ(decide_step(row.policy, row.app, row.given), row.step)
            << boost::describe::enum_to_string(row.policy, "") << " "
            << boost::describe::enum_to_string(row.given, "");
}

class Codes : public ::testing::Test {
protected:
    static constexpr std::int64_t now_counter = 1000;
    std::optional<std::int64_t> found(std::int64_t counter_of_code, std::int64_t last = 0) const {
        const auto code = crypto::hotp(key, static_cast<std::uint64_t>(counter_of_code), {});
        return find_counter(key, crypto::OtpHash::sha1, code, {now, last});
    }
    crypto::SecretBytes key{crypto::Bytes(20, std::byte{7})};
    UtcTime now = UtcTime::from_us(now_counter * 30'000'000 + 5);
};

TEST_F(Codes, of_this_step_and_its_two_neighbours_are_right) {
    EXPECT_EQ(found(now_counter - 2), std::nullopt);
    EXPECT_EQ(found(now_counter - 1), now_counter - 1);
    EXPECT_EQ(found(now_counter), now_counter);
    EXPECT_EQ(found(now_counter + 1), now_counter + 1);
    EXPECT_EQ(found(now_counter + 2), std::nullopt);
}

TEST_F(Codes, work_once_and_never_after_a_later_one) {
    EXPECT_EQ(found(now_counter, now_counter), std::nullopt);
    EXPECT_EQ(found(now_counter - 1, now_counter), std::nullopt);
    EXPECT_EQ(found(now_counter + 1, now_counter), now_counter + 1);
}

TEST_F(Codes, of_another_length_or_hash_are_wrong) {
    const auto code = crypto::hotp(key, now_counter, {});
    EXPECT_FALSE(find_counter(key, crypto::OtpHash::sha256, code, {now, 0}));
    EXPECT_FALSE(
        find_counter(key, crypto::OtpHash::sha1, Secret<>{code.reveal().substr(0, 5)}, {now, 0}));
    EXPECT_FALSE(find_counter(key, crypto::OtpHash::sha1, Secret<>{""}, {now, 0}));
}

// clause: 5.3-6
TEST(second_factor, every_fifth_wrong_code_locks_longer_and_a_right_one_forgives) {
    auto now = UtcTime::from_us(0);
    FactorGuard guard;
    const auto attempt = [&](FactorTry typed) {
        const auto counted = plan_factor_try(guard, typed, now);
        guard = counted.guard;
        return counted.verdict;
    };
    for (int tries = 0; tries < 4; ++tries)
        EXPECT_EQ(attempt(FactorTry::wrong), FactorVerdict::wrong);
    EXPECT_EQ(attempt(FactorTry::wrong), FactorVerdict::locked);
    EXPECT_EQ(guard.locked_until_us, now + 15min);
    const auto locked = guard;
    now = now + 15min - 1us;
    EXPECT_EQ(attempt(FactorTry::right), FactorVerdict::locked);
    EXPECT_EQ(guard, locked) << "a lock does not grow";
    now = now + 1us;
    for (int tries = 0; tries < 4; ++tries) attempt(FactorTry::wrong);
    EXPECT_EQ(attempt(FactorTry::wrong), FactorVerdict::locked);
    EXPECT_EQ(guard.locked_until_us, now + 30min);
    now = now + 30min;
    EXPECT_EQ(attempt(FactorTry::right), FactorVerdict::accepted);
    EXPECT_EQ(guard, FactorGuard{});
}

TEST(second_factor, lock_never_exceeds_a_day) {
    const auto now = UtcTime::from_us(0);
    const auto counted =
        plan_factor_try({.wrong_tries = 999, .locked_until_us = now}, FactorTry::wrong, now);
    EXPECT_EQ(counted.guard.locked_until_us, now + 24h);
}

TEST(second_factor, address_for_apps_names_account_key_and_hash) {
    EXPECT_EQ(otpauth_uri("bank.admin", "MZXW6YTB", crypto::OtpHash::sha1),
              "otpauth://totp/%E6%99%BA%E6%83%A0e%E5%AE%B6:bank.admin?secret=MZXW6YTB"
              "&issuer=%E6%99%BA%E6%83%A0e%E5%AE%B6&algorithm=SHA1&digits=6&period=30");
    EXPECT_NE(otpauth_uri("a", "B", crypto::OtpHash::sha256).find("SHA256"), std::string::npos);
}

}  // namespace
}  // namespace dlfp::identity
