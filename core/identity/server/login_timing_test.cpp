// Whether the time of an answer tells who exists: a rank test over many interleaved tries, and the
// proof that it would see a leak.
#include <chrono>
#include <random>

#include "core/identity/server/testing/identity_scene.h"

namespace dlfp::identity {
namespace {

using testing::good_password;
using testing::IdentityScene;

constexpr int rounds = 120;
/// Under no difference the share below lies within 0.5 ± 0.04 (one standard deviation); what is
/// hidden behind the password's hash stays far from this bound, what skips the hash far beyond it.
constexpr double alike_within = 0.25;

using Times = std::vector<double>;

/// How often a time of one is longer than a time of the other (Mann–Whitney): 0.5 when alike.
double longer_share(const Times& one, const Times& other) {
    double longer = 0;
    for (const auto a : one)
        for (const auto b : other) longer += a > b ? 1 : a == b ? 0.5 : 0;
    return longer / static_cast<double>(one.size() * other.size());
}

struct LoginTiming : ::testing::Test {
    IdentityScene scene{{.memory_kib = 4096, .passes = 1, .lanes = 1}};
    MobileNumber wrong_user = *MobileNumber::parse("13911110001");
    MobileNumber locked_user = *MobileNumber::parse("13911110002");
    MobileNumber unknown_user = *MobileNumber::parse("13911110003");
    std::mt19937 order{20261123};

    LoginTiming() {
        scene.registered(wrong_user);
        scene.registered(locked_user);
        for (int tries = 0; tries < 5; ++tries) log_in(locked_user, "wrong password 1");
    }
    test::Outcome<SessionReply> log_in(const MobileNumber& mobile, const char* password) {
        scene.bank.advance(2s);
        return scene.nobody().call(log_in_endpoint, {mobile, Secret<>{password}, {}});
    }
    /// What a log-in that stops at an unknown number would do: the planted leak.
    void log_in_naively(const MobileNumber& mobile) {
        scene.bank.database().read([&](sql::Reader& reader) {
            EXPECT_FALSE(find_customer_by_mobile(scene.bank.platform(), reader, mobile));
        });
    }
    template <class Act>
    static double time_of(Act&& act) {
        const auto began = std::chrono::steady_clock::now();
        act();
        return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - began)
            .count();
    }
};

// clause: 5.3-5
TEST_F(LoginTiming, does_not_tell_unknown_wrong_and_locked_apart_and_a_leak_would_be_seen) {
    enum Kind { wrong, locked, unknown, leaking };
    std::array<Times, 4> times;
    std::array kinds{wrong, locked, unknown, leaking};
    const auto refused = [&](const MobileNumber& mobile, const char* password) {
        return time_of([&] { EXPECT_FAILS(log_in(mobile, password), login_refused); });
    };
    for (int round = 0; round < rounds; ++round) {
        std::ranges::shuffle(kinds, order);
        for (const auto kind : kinds) {
            double took = 0;
            if (kind == wrong) took = refused(wrong_user, "wrong password 1");
            if (kind == locked) took = refused(locked_user, good_password);
            if (kind == unknown) took = refused(unknown_user, good_password);
            if (kind == leaking) took = time_of([&] { log_in_naively(unknown_user); });
            times.at(kind).push_back(took);
        }
        EXPECT_SUCCEEDS(log_in(wrong_user, good_password));  // so that it is never locked
    }
    const auto share = [&](Kind one, Kind other) {
        return longer_share(times.at(one), times.at(other));
    };
    std::printf("shares: unknown/wrong %.3f, locked/wrong %.3f, unknown/locked %.3f, leak %.3f\n",
                share(unknown, wrong), share(locked, wrong), share(unknown, locked),
                share(wrong, leaking));
    EXPECT_NEAR(share(unknown, wrong), 0.5, alike_within);
    EXPECT_NEAR(share(locked, wrong), 0.5, alike_within);
    EXPECT_NEAR(share(unknown, locked), 0.5, alike_within);
    EXPECT_GT(share(wrong, leaking), 0.5 + alike_within) << "the planted leak was not seen";
}

TEST(longer_share, is_a_half_for_equals_and_one_for_the_always_longer) {
    EXPECT_EQ(longer_share({1, 2, 3}, {1, 2, 3}), 0.5);
    EXPECT_EQ(longer_share({4, 5}, {1, 2}), 1.0);
    EXPECT_EQ(longer_share({1, 2}, {4, 5}), 0.0);
}

}  // namespace
}  // namespace dlfp::identity
