// The real-name check and the payment PIN, from the customer's first try to the lock.
#include "core/identity/server/testing/identity_scene.h"

#include <thread>

#include "core/identity/server/customer_repository.h"
#include "core/identity/server/resident_id_number.h"

namespace dlfp::identity {
namespace {

using testing::good_password;
using testing::good_pin;
using testing::IdentityScene;
using testing::li_id_number;
using testing::zhang_id_number;

class RealName : public ::testing::Test {
protected:
    auto check(const char* name, const char* id_number) {
        return scene.with_token(session.token)
            .call(check_real_name_endpoint, {{name}, {id_number}});
    }
    IdentityScene scene;
    SessionReply session = scene.registered();
};

// clause: 8.2.1-d
// clause (simulated): 3.1.3-12, 5.1.3-2
TEST_F(RealName, passed_check_takes_effect_in_all_running_sessions_at_once) {
    const auto elsewhere = scene.log_in(good_password).value();
    auto there = scene.with_token(elsewhere.token);
    EXPECT_EQ(there.call(show_session_endpoint, {})->permissions.size(), 1U);
    const auto reply = check("张三", zhang_id_number);
    EXPECT_EQ(reply->masked_name, "*三");
    const auto profile = there.call(show_session_endpoint, {});
    EXPECT_EQ(profile->tier, CustomerTier::verified);
    EXPECT_EQ(profile->permissions,
              (std::vector<std::string>{"identity.registered", "identity.verified"}));
    EXPECT_FAILS(check("张三", zhang_id_number), already_verified);
}

TEST_F(RealName, malformed_number_and_young_person_are_refused_without_asking_the_host) {
    EXPECT_FAILS(check("张三", "110101199003070039"), id_number_malformed);
    std::string child = "11010120150307001";
    child += id_number_check_character(child);
    EXPECT_FAILS(check("张三", child.c_str()), person_too_young);
    EXPECT_EQ(scene.host->asked, 0);
}

// clause (simulated): 5.1.3-2
TEST_F(RealName, wrong_pair_counts_and_five_a_day_are_the_end) {
    scene.host->outcome = RealNameOutcome::differs;
    for (int left = 4; left >= 0; --left) {
        const auto wrong = check("李四", zhang_id_number);
        EXPECT_FAILS(wrong, real_name_mismatch);
        EXPECT_EQ(wrong.fact("tries_left"), left);
    }
    scene.host->outcome = RealNameOutcome::matches;
    EXPECT_FAILS(check("张三", zhang_id_number), real_name_tries_used_up);
    scene.bank.advance(24h - 1min);
    session = scene.log_in(good_password).value();
    EXPECT_SUCCEEDS(check("张三", zhang_id_number));
}

TEST_F(RealName, silent_host_counts_nothing) {
    scene.host->outcome = RealNameOutcome::unavailable;
    EXPECT_FAILS(check("张三", zhang_id_number), real_name_check_unavailable);
    scene.host->outcome = RealNameOutcome::differs;
    EXPECT_EQ(check("李四", zhang_id_number).fact("tries_left"), 4);
}

TEST_F(RealName, one_person_is_one_customer) {
    EXPECT_SUCCEEDS(check("张三", zhang_id_number));
    session = scene.registered(*MobileNumber::parse("13700000000"));
    EXPECT_FAILS(check("张三", zhang_id_number), person_already_customer);
    EXPECT_SUCCEEDS(check("李四", li_id_number));
}

// JR/T 0171, FI-11
TEST_F(RealName, identity_in_clear_is_for_verified_customers_and_leaves_a_trace) {
    const auto profile = scene.with_token(session.token).call(show_session_endpoint, {}).value();
    auto& platform = scene.bank.platform();
    const api::CallContext context{
        .caller = scene.bank.caller(api::CallerKind::customer, profile.customer_id.bytes()),
        .now = scene.bank.now()};
    const auto disclose = [&](CustomerId id) {
        std::optional<Result<VerifiedIdentity>> answer;
        platform.database.read([&](sql::Reader& reader) {
            const api::ReadCall call{platform, context, &reader};
            answer.emplace(verified_identity(call, id, "account.open"));
        });
        return std::move(*answer);
    };
    EXPECT_TRUE(disclose(profile.customer_id).failed_with(customer_not_verified));
    EXPECT_TRUE(disclose(CustomerId::fixed(9)).failed_with(customer_not_found));
    EXPECT_SUCCEEDS(check("张三", zhang_id_number));
    const auto identity = disclose(profile.customer_id);
    EXPECT_EQ(identity->name.reveal(), "张三");
    EXPECT_EQ(identity->id_number.reveal(), zhang_id_number);
    EXPECT_EQ(identity->mobile.reveal(), "13912345678");
    // The trace is a unit of its own behind the call's.
    std::vector<customer_repository::Disclosure> traces;
    while (traces.empty())
        platform.database.read([&](sql::Reader& reader) {
            traces = customer_repository::list_disclosures(reader, profile.customer_id);
        });
    platform.database.read([&](sql::Reader& reader) {
        ASSERT_EQ(traces.size(), 1U);
        EXPECT_EQ(traces[0].purpose, "account.open");
        EXPECT_EQ(traces[0].caller_kind, "customer");
        EXPECT_TRUE(is_verified(reader, profile.customer_id));
        EXPECT_EQ(customer_display(reader, profile.customer_id)->masked_name, "*三");
        EXPECT_TRUE(customer_display(reader, CustomerId::fixed(9)).failed_with(customer_not_found));
    });
}

class PaymentPin : public ::testing::Test {
protected:
    test::Client customer() { return scene.with_token(session.token); }
    auto set(const char* password, const char* pin) {
        return customer().call(set_payment_pin_endpoint, {Secret<>{password}, Secret<>{pin}});
    }
    auto change(const char* old_pin, const char* pin) {
        return customer().call(change_payment_pin_endpoint, {Secret<>{old_pin}, Secret<>{pin}});
    }
    auto reset(const char* password, const std::string& code, const char* pin) {
        return customer().call(reset_payment_pin_endpoint,
                               {Secret<>{password}, Secret<>{code}, Secret<>{pin}});
    }
    std::string change_raw() {
        auto client = customer();
        const auto reply =
            client.send("PUT", "/identity/payment-pin", R"({"old_pin":"573920","pin":"640281"})");
        const auto document = api::JsonDocument::parse(reply.body);
        return std::string(document->root().find("code")->string());
    }
    std::string reset_code() {
        scene.bank.advance(61s);
        EXPECT_SUCCEEDS(customer().call(send_own_sms_code_endpoint, {}));
        return scene.sms->code_of("13912345678");
    }
    IdentityScene scene;
    SessionReply session = scene.verified();
};

TEST_F(PaymentPin, is_set_once_with_the_login_password) {
    EXPECT_FAILS(set("not the password", good_pin), password_wrong);
    EXPECT_FAILS(set(good_password, "123456"), payment_pin_too_weak);
    EXPECT_SUCCEEDS(set(good_password, good_pin));
    EXPECT_FAILS(set(good_password, "573920"), payment_pin_already_set);
    const auto profile = customer().call(show_session_endpoint, {});
    EXPECT_TRUE(profile->has_payment_pin);
    EXPECT_FALSE(profile->is_payment_pin_locked);
}

// The server knows the owner's numbers, the page does not.
// clause: 5.3.2-a.1
TEST_F(PaymentPin, numbers_of_the_owner_are_refused_by_the_server) {
    for (const char* pin : {"391234", "900307", "010119", "765432"})
        EXPECT_FAILS(set(good_password, pin), payment_pin_too_weak);
}

TEST_F(PaymentPin, unverified_customer_cannot_set_one) {
    session = scene.registered(*MobileNumber::parse("13700000000"));
    EXPECT_EQ(set(good_password, good_pin).code, "api.permission_missing");
}

TEST_F(PaymentPin, change_asks_for_the_old_one) {
    EXPECT_FAILS(change(good_pin, "573920"), payment_pin_not_set);
    EXPECT_SUCCEEDS(set(good_password, good_pin));
    const auto wrong = change("573920", "640281");
    EXPECT_FAILS(wrong, payment_pin_wrong);
    EXPECT_EQ(wrong.fact("tries_left"), 4);
    EXPECT_SUCCEEDS(change(good_pin, "573920"));
    EXPECT_SUCCEEDS(change("573920", "640281"));
}

// clause: 3.8-2, 5.3-6
TEST_F(PaymentPin, five_wrong_tries_lock_it_until_it_is_reset) {
    EXPECT_SUCCEEDS(set(good_password, good_pin));
    for (int left = 4; left > 0; --left)
        EXPECT_EQ(change("573920", "640281").fact("tries_left"), left);
    EXPECT_FAILS(change("573920", "640281"), payment_pin_locked);
    EXPECT_FAILS(change(good_pin, "640281"), payment_pin_locked);
    scene.bank.advance(14min);
    EXPECT_FAILS(change(good_pin, "640281"), payment_pin_locked)
    << "time does not unlock";
    const auto code = reset_code();
    EXPECT_FAILS(reset(good_password, IdentityScene::other_than(code), "640281"), sms_code_wrong);
    EXPECT_SUCCEEDS(reset(good_password, code, "640281"));
    EXPECT_SUCCEEDS(change("640281", "573920"));
}

TEST_F(PaymentPin, right_try_forgets_the_wrong_ones) {
    EXPECT_SUCCEEDS(set(good_password, good_pin));
    for (int tries = 0; tries < 4; ++tries) change("573920", "640281");
    EXPECT_SUCCEEDS(change(good_pin, "573920"));
    EXPECT_EQ(change(good_pin, "640281").fact("tries_left"), 4);
}

TEST_F(PaymentPin, reset_needs_both_factors_and_a_pin_to_reset) {
    EXPECT_FAILS(reset(good_password, reset_code(), good_pin), payment_pin_not_set);
    EXPECT_SUCCEEDS(set(good_password, good_pin));
    EXPECT_FAILS(reset("not the password", reset_code(), "640281"), password_wrong);
    EXPECT_SUCCEEDS(change(good_pin, "573920")) << "the failed reset changed nothing";
}

TEST_F(PaymentPin, concurrent_guesses_get_no_more_than_five_tries) {
    EXPECT_SUCCEEDS(set(good_password, good_pin));
    std::atomic<int> counted = 0;
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 8; ++thread)
        threads.emplace_back([&] {
            for (int tries = 0; tries < 5; ++tries)
                if (change_raw() == "identity.payment_pin_wrong") ++counted;
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(counted, 4) << "the fifth answer is the lock";
    EXPECT_FAILS(change(good_pin, "640281"), payment_pin_locked);
}

}  // namespace
}  // namespace dlfp::identity
