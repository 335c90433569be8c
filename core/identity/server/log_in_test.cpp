// Registration, log-in and what nobody may learn before it.
#include "core/identity/server/testing/identity_scene.h"

#include <thread>

#include "core/identity/server/customer_repository.h"

namespace dlfp::identity {
namespace {

using testing::good_password;
using testing::IdentityScene;

// clause: 3.1.3-7, 8.2.1-d
TEST(register_customer, mobile_number_and_code_open_a_registered_session) {
    IdentityScene scene;
    const auto session = scene.registered();
    EXPECT_TRUE(session.token.starts_with("cst_"));
    const auto profile = scene.with_token(session.token).call(show_session_endpoint, {});
    EXPECT_EQ(profile->masked_mobile, "139****5678");
    EXPECT_EQ(profile->tier, CustomerTier::registered);
    EXPECT_EQ(profile->permissions, std::vector<std::string>{"identity.registered"});
    EXPECT_TRUE(profile->has_password);
}

TEST(register_customer, wrong_code_registers_nobody) {
    IdentityScene scene;
    const auto code = scene.code_for(OpenSmsPurpose::register_customer);
    const auto wrong = scene.nobody().call(
        register_customer_endpoint,
        {scene.mobile, Secret<>{IdentityScene::other_than(code)}, Secret<>{good_password}, {}});
    EXPECT_FAILS(wrong, sms_code_wrong);
    EXPECT_FAILS(scene.log_in(good_password), login_refused);
}

TEST(register_customer, weak_password_is_refused_and_the_code_stays_good) {
    IdentityScene scene;
    const auto code = scene.code_for(OpenSmsPurpose::register_customer);
    EXPECT_FAILS(scene.nobody().call(register_customer_endpoint,
                                     {scene.mobile, Secret<>{code}, Secret<>{"12345678"}, {}}),
                 password_too_weak);
    EXPECT_SUCCEEDS(scene.nobody().call(
        register_customer_endpoint, {scene.mobile, Secret<>{code}, Secret<>{good_password}, {}}));
}

// clause: 3.1.3-7, 5.3-5
TEST(register_customer, taken_number_is_told_only_after_the_right_code) {
    IdentityScene scene;
    scene.registered();
    const auto code = scene.code_for(OpenSmsPurpose::register_customer);
    const auto attempt = [&](const std::string& typed) {
        return scene.nobody().call(register_customer_endpoint,
                                   {scene.mobile, Secret<>{typed}, Secret<>{"another pass 9"}, {}});
    };
    EXPECT_FAILS(attempt(IdentityScene::other_than(code)), sms_code_wrong);
    EXPECT_FAILS(attempt(code), mobile_already_registered);
    EXPECT_FAILS(attempt(code), sms_code_wrong)
    << "the code is used up";
}

// clause: 5.1.4-g
TEST(register_customer, number_is_nowhere_in_clear) {
    IdentityScene scene;
    scene.registered();
    scene.bank.database().read([&](sql::Reader& reader) {
        const auto id = find_customer_by_mobile(scene.bank.platform(), reader, scene.mobile);
        ASSERT_TRUE(id);
        const auto sealed = customer_repository::find_sealed(reader, *id);
        const std::string text{reinterpret_cast<const char*>(sealed->mobile_sealed.data()),
                               sealed->mobile_sealed.size()};
        EXPECT_EQ(text.find("13912345678"), text.npos);
    });
}

// clause: 5.3.2-1.1
TEST(log_in, right_password_opens_a_session) {
    IdentityScene scene;
    scene.registered();
    const auto session = scene.log_in(good_password);
    EXPECT_SUCCEEDS(scene.with_token(session->token).call(show_session_endpoint, {}));
}

// clause: 5.3-5
TEST(log_in, unknown_user_wrong_password_and_locked_user_are_one_answer) {
    IdentityScene scene;
    scene.registered();
    const auto wrong = scene.log_in("wrong password 1");
    const auto unknown = scene.nobody().call(
        log_in_endpoint, {*MobileNumber::parse("13700000000"), Secret<>{good_password}, {}});
    for (int tries = 1; tries < 5; ++tries) scene.log_in("wrong password 1");
    const auto locked = scene.log_in(good_password);
    const auto without_request_id = [](std::string body) {
        const auto at = body.find("\"request_id\"");
        return at == body.npos ? body : body.erase(at, body.find('"', at + 14) - at + 1);
    };
    for (const auto* outcome : {&wrong, &unknown, &locked}) {
        EXPECT_FAILS(*outcome, login_refused);
        EXPECT_EQ(outcome->status, 401);
        EXPECT_EQ(without_request_id(outcome->body), without_request_id(wrong.body));
        EXPECT_EQ(outcome->headers.size(), wrong.headers.size());
    }
}

// clause: 5.3-6
TEST(log_in, five_wrong_passwords_lock_the_login_for_half_an_hour) {
    IdentityScene scene;
    scene.registered();
    for (int tries = 0; tries < 5; ++tries)
        EXPECT_FAILS(scene.log_in("wrong password 1"), login_refused);
    scene.bank.advance(29min);
    EXPECT_FAILS(scene.log_in(good_password), login_refused);
    scene.bank.advance(1min);
    EXPECT_SUCCEEDS(scene.log_in(good_password));
}

// clause: 5.3.2-1.2
TEST(log_in_by_code, proves_the_phone_and_ends_a_lock) {
    IdentityScene scene;
    scene.registered();
    for (int tries = 0; tries < 5; ++tries) scene.log_in("wrong password 1");
    const auto code = scene.code_for(OpenSmsPurpose::log_in);
    EXPECT_SUCCEEDS(
        scene.nobody().call(log_in_by_code_endpoint, {scene.mobile, Secret<>{code}, {}}));
    EXPECT_SUCCEEDS(scene.log_in(good_password));
}

// clause: 5.3-5
TEST(log_in_by_code, unknown_number_gets_the_same_answer_and_no_message) {
    IdentityScene scene;
    const auto stranger = *MobileNumber::parse("13700000000");
    EXPECT_SUCCEEDS(
        scene.nobody().call(send_sms_code_endpoint, {stranger, OpenSmsPurpose::log_in}));
    EXPECT_EQ(scene.sms->sent(), 0);
    EXPECT_FAILS(scene.nobody().call(log_in_by_code_endpoint, {stranger, Secret<>{"000000"}, {}}),
                 sms_code_wrong);
}

// clause: 5.3.2-b-2.6
TEST(log_in_by_code, code_of_another_purpose_does_not_work) {
    IdentityScene scene;
    scene.registered();
    const auto code = scene.code_for(OpenSmsPurpose::reset_password);
    EXPECT_FAILS(scene.nobody().call(log_in_by_code_endpoint, {scene.mobile, Secret<>{code}, {}}),
                 sms_code_wrong);
}

// clause: 5.3.2-b-2.4
TEST(log_in_by_code, code_dies_after_sixty_seconds) {
    IdentityScene scene;
    scene.registered();
    auto code = scene.code_for(OpenSmsPurpose::log_in);
    scene.bank.advance(61s);
    EXPECT_FAILS(scene.nobody().call(log_in_by_code_endpoint, {scene.mobile, Secret<>{code}, {}}),
                 sms_code_wrong);
    code = scene.code_for(OpenSmsPurpose::log_in);
    scene.bank.advance(59s);
    EXPECT_SUCCEEDS(
        scene.nobody().call(log_in_by_code_endpoint, {scene.mobile, Secret<>{code}, {}}));
}

TEST(log_in_by_code, sixth_try_is_refused_although_the_code_is_right) {
    IdentityScene scene;
    scene.registered();
    const auto code = scene.code_for(OpenSmsPurpose::log_in);
    const auto attempt = [&](const std::string& typed) {
        return scene.nobody().call(log_in_by_code_endpoint, {scene.mobile, Secret<>{typed}, {}});
    };
    for (int tries = 0; tries < 5; ++tries)
        EXPECT_FAILS(attempt(IdentityScene::other_than(code)), sms_code_wrong);
    EXPECT_FAILS(attempt(code), sms_code_wrong);
}

// clause: 5.3.2-b-2.3
TEST(log_in_by_code, of_a_hundred_concurrent_uses_exactly_one_succeeds) {
    IdentityScene scene;
    scene.registered();
    const auto code = scene.code_for(OpenSmsPurpose::log_in);
    std::atomic<int> successes = 0;
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 10; ++thread)
        threads.emplace_back([&] {
            for (int tries = 0; tries < 10; ++tries) {
                auto client = scene.bank.as_nobody();
                const auto reply =
                    client.send("POST", "/identity/sessions/by-sms-code",
                                R"({"mobile":"13912345678","sms_code":")" + code + "\"}");
                if (reply.status == 200) ++successes;
            }
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(successes, 1);
}

TEST(send_sms_code, second_code_within_a_minute_is_refused_with_the_wait) {
    IdentityScene scene;
    scene.code_for(OpenSmsPurpose::register_customer);
    scene.bank.advance(20s);
    const auto early = scene.nobody().call(send_sms_code_endpoint,
                                           {scene.mobile, OpenSmsPurpose::register_customer});
    EXPECT_FAILS(early, sms_code_too_soon);
    EXPECT_EQ(early.fact("wait_s"), 40);
}

TEST(send_sms_code, eleventh_code_of_a_day_is_refused_until_the_next) {
    IdentityScene scene;
    for (int sent = 0; sent < 10; ++sent) scene.code_for(OpenSmsPurpose::register_customer);
    scene.bank.advance(61s);
    const SendSmsCodeRequest request{scene.mobile, OpenSmsPurpose::register_customer};
    EXPECT_FAILS(scene.nobody().call(send_sms_code_endpoint, request), sms_code_daily_limit);
    EXPECT_EQ(scene.sms->sent(), 10);
    scene.bank.advance(24h);
    EXPECT_SUCCEEDS(scene.nobody().call(send_sms_code_endpoint, request));
}

// clause: 8.2.4-e
TEST(reset_password, code_sets_a_password_and_ends_every_session) {
    IdentityScene scene;
    const auto before = scene.registered();
    const auto code = scene.code_for(OpenSmsPurpose::reset_password);
    EXPECT_SUCCEEDS(scene.nobody().call(
        reset_password_endpoint, {scene.mobile, Secret<>{code}, {}, Secret<>{"entirely other 7"}}));
    EXPECT_FAILS(scene.with_token(before.token).call(show_session_endpoint, {}), session_unknown);
    EXPECT_SUCCEEDS(scene.log_in("entirely other 7"));
    EXPECT_FAILS(scene.log_in(good_password), login_refused);
}

TEST(reset_password, verified_customer_has_to_know_the_id_number_as_well) {
    IdentityScene scene;
    scene.verified();
    const auto attempt = [&](std::optional<api::Text<6, 6>> tail, const char* password) {
        const auto code = scene.code_for(OpenSmsPurpose::reset_password);
        return scene.nobody().call(reset_password_endpoint,
                                   {scene.mobile, Secret<>{code}, tail, Secret<>{password}});
    };
    EXPECT_FAILS(attempt({}, "entirely other 7"), sms_code_wrong);
    EXPECT_FAILS(attempt({{"000000"}}, "entirely other 7"), sms_code_wrong);
    EXPECT_FAILS(attempt({{"070038"}}, "password1"), password_too_weak);
    EXPECT_SUCCEEDS(attempt({{"070038"}}, "entirely other 7"));
}

TEST(change_password, ends_all_sessions_but_the_own) {
    IdentityScene scene;
    const auto here = scene.registered();
    const auto there = scene.log_in(good_password).value();
    auto client = scene.with_token(here.token);
    const auto change = [&](const char* from, const char* to) {
        return client.call(change_password_endpoint, {Secret<>{from}, Secret<>{to}});
    };
    EXPECT_FAILS(change("not the old one", "entirely other 7"), password_wrong);
    EXPECT_FAILS(change(good_password, good_password), password_same_as_before);
    EXPECT_FAILS(change(good_password, "13912345678x"), password_too_weak);
    EXPECT_SUCCEEDS(change(good_password, "entirely other 7"));
    EXPECT_SUCCEEDS(client.call(show_session_endpoint, {}));
    EXPECT_FAILS(scene.with_token(there.token).call(show_session_endpoint, {}), session_unknown);
}

// clause (simulated): 3.1.3-9
TEST(log_in, two_channels_lead_to_one_customer) {
    IdentityScene scene;
    const auto in_h5 = scene.registered();
    auto mini_program = scene.nobody();
    mini_program.with_header("x-dlfp-channel", "mini_program");
    const auto session =
        mini_program.call(log_in_endpoint, {scene.mobile, Secret<>{good_password}, {}});
    const auto first = scene.with_token(in_h5.token).call(show_session_endpoint, {});
    const auto second = scene.with_token(session->token).call(show_session_endpoint, {});
    EXPECT_EQ(first->customer_id, second->customer_id);
    EXPECT_NE(first->session_id, second->session_id);
}

}  // namespace
}  // namespace dlfp::identity
