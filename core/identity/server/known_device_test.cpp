// Locks that nobody can put on somebody else: a device that logged in before is counted alone.
#include "core/identity/server/demo.h"
#include "core/identity/server/internal/demo_rows.h"
#include "core/identity/server/testing/identity_scene.h"

namespace dlfp::identity {
namespace {

using testing::good_password;
using testing::IdentityScene;

struct KnownDevice : ::testing::Test {
    IdentityScene scene;
    std::string own = scene.registered().device_token;

    auto log_in(const char* password, const std::string& device_token = "") {
        LogInRequest request{scene.mobile, Secret<>{password}, {}, {}};
        if (!device_token.empty()) request.device_token = api::Text<100>{device_token};
        return scene.nobody().call(log_in_endpoint, request);
    }
    void guess(int times, const std::string& device_token = "") {
        for (int tries = 0; tries < times; ++tries) {
            scene.bank.advance(25h);  // the address forgets, the login does not
            EXPECT_FAILS(log_in("wrong password 1", device_token), login_refused);
        }
    }
};

// clause: 5.3-6
TEST_F(KnownDevice, logs_in_while_strangers_have_locked_the_login_everywhere) {
    guess(20);
    EXPECT_FAILS(log_in(good_password), login_refused);
    EXPECT_SUCCEEDS(log_in(good_password, own));
}

// clause: 5.3-6
TEST_F(KnownDevice, is_locked_by_its_own_wrong_tries_and_locks_nobody_else) {
    for (int tries = 0; tries < 5; ++tries)
        EXPECT_FAILS(log_in("wrong password 1", own), login_refused);
    EXPECT_FAILS(log_in(good_password, own), login_refused);
    EXPECT_SUCCEEDS(log_in(good_password)) << "counted per device, not for the address";
}

TEST_F(KnownDevice, of_somebody_else_or_made_up_helps_nobody) {
    const auto foreign = scene.registered(*MobileNumber::parse("13700000001")).device_token;
    guess(20);
    auto made_up = own;
    made_up.back() = made_up.back() == 'A' ? 'E' : 'A';
    for (const auto& token : {foreign, made_up, std::string("dev_"), std::string("x")})
        EXPECT_FAILS(log_in(good_password, token), login_refused)
    << token;
    EXPECT_SUCCEEDS(log_in(good_password, own));
}

TEST_F(KnownDevice, every_log_in_hands_out_another_token_and_it_opens_nothing) {
    const auto again = log_in(good_password)->device_token;
    EXPECT_NE(again, own);
    EXPECT_EQ(scene.with_token(again).call(show_session_endpoint, {}).status, 401);
}

// clause: 5.3-6
TEST_F(KnownDevice, keeps_staff_working_as_well) {
    load_demo(scene.bank.platform());
    std::string password;
    for (const auto& login : demo_logins())
        if (login.entry == "console") password = std::string(login.password);
    const auto log_in_staff = [&](const std::string& typed, const std::string& token) {
        LogInStaffRequest request{{"bank.admin"}, Secret<>{typed}, {}, {}};
        if (!token.empty()) request.device_token = api::Text<100>{token};
        return scene.nobody().call(log_in_staff_endpoint, request);
    };
    const auto device = log_in_staff(password, "")->device_token;
    for (int tries = 0; tries < 20; ++tries) {
        scene.bank.advance(25h);  // the address forgets, the login does not
        EXPECT_FAILS(log_in_staff("Wrong-Password-1", ""), login_refused);
    }
    EXPECT_FAILS(log_in_staff(password, ""), login_refused);
    EXPECT_SUCCEEDS(log_in_staff(password, device));
}

}  // namespace
}  // namespace dlfp::identity
