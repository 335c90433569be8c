// Staff and their authenticator app, end to end: set up, used, replaced, locked, recovered, reset.
#include "core/identity/server/second_factor.h"

#include "core/identity/server/administer_staff.h"
#include "core/identity/server/demo.h"
#include "core/identity/server/internal/demo_rows.h"
#include "core/identity/server/testing/identity_scene.h"

namespace dlfp::identity {
namespace {

/// The phone of a staff member: base32 back to the key, and the code of any moment.
class App {
public:
    explicit App(std::string_view key_base32, crypto::OtpHash hash = crypto::OtpHash::sha1)
        : hash_{hash} {
        std::uint32_t held = 0;
        int bits = 0;
        crypto::Bytes key;
        for (const auto letter : key_base32) {
            const auto value = letter >= 'A' ? letter - 'A' : letter - '2' + 26;
            held = held << 5U | static_cast<std::uint32_t>(value);
            if ((bits += 5) < 8) continue;
            key.push_back(static_cast<std::byte>(held >> (bits -= 8) & 0xFFU));
        }
        key_ = crypto::SecretBytes{std::move(key)};
    }
    Secret<> code(UtcTime at) const {
        return crypto::hotp(key_, static_cast<std::uint64_t>(crypto::totp_counter(at)),
                            {.hash = hash_});
    }

private:
    crypto::SecretBytes key_;
    crypto::OtpHash hash_;
};

/// Keeps what a second person would be asked.
class KeptResets final : public SecondFactorResetPort {
public:
    void ask(api::Call&, const SecondFactorReset& reset) override { asked.push_back(reset); }
    std::vector<SecondFactorReset> asked;
};

struct SecondFactorTest : ::testing::Test {
    explicit SecondFactorTest(SecondFactorPolicy policy = SecondFactorPolicy::required)
        : bank{modules(), [&](api::Platform& platform) {
                   platform.ports.provide(std::make_shared<Settings>(
                       Settings{.password_cost = testing::cheap, .staff_second_factor = policy}));
                   platform.ports.provide<SecondFactorResetPort>(resets);
               }} {
        load_demo(bank.platform());
    }
    static std::vector<api::Module> modules() {
        std::vector<api::Module> list;
        list.push_back(make_module());
        return list;
    }
    static Secret<> password() {
        for (const auto& login : demo_logins())
            if (login.entry == "console") return Secret<>{std::string(login.password)};
        return {};
    }
    auto log_in(const char* login = "bank.admin") {
        return bank.as_nobody().call(log_in_staff_endpoint, {{login}, password(), {}});
    }
    test::Client with(const std::string& token) {
        auto client = bank.as_nobody();
        client.with_authorization("Bearer " + token);
        return client;
    }
    /// Sets an app up and answers with what was handed out.
    EnrolledTotp enrol(const char* login = "bank.admin") {
        auto client = with(log_in(login)->token);
        app = App{client.call(open_totp_enrolment_endpoint, {})->key_base32};
        return *client.call(enrol_totp_endpoint, {app->code(bank.now())});
    }
    auto give(const std::string& token, const Secret<>& code) {
        return with(token).call(give_second_factor_endpoint, {code});
    }
    Secret<> wrong_code() {
        const auto right = app->code(bank.now()).reveal();
        return Secret<>{(right[0] == '9' ? "0" : "9") + right.substr(1)};
    }
    std::size_t permissions(const std::string& token) {
        return with(token).call(show_staff_session_endpoint, {})->permissions.size();
    }
    std::shared_ptr<KeptResets> resets = std::make_shared<KeptResets>();
    test::TestBank bank;
    std::optional<App> app;
};

// clause: 5.3.1-c.2
TEST_F(SecondFactorTest, where_required_the_first_log_in_sets_it_up_before_anything_else) {
    const auto half = log_in();
    EXPECT_EQ(half->second_factor_step, SecondFactorStep::enrolment_due);
    EXPECT_EQ(half->expires_at_us, bank.now() + 10min);
    auto client = with(half->token);
    EXPECT_EQ(client.call(list_staff_endpoint, {}).code, "api.permission_missing");
    EXPECT_FAILS(client.call(change_staff_password_endpoint, {password(), Secret<>{"Other-99-Pw"}}),
                 second_factor_due);
    EXPECT_EQ(permissions(half->token), 0U);
    const auto enrolled = enrol();
    EXPECT_EQ(enrolled.session.second_factor_step, SecondFactorStep::settled);
    EXPECT_GT(permissions(enrolled.session.token), 0U);
    EXPECT_SUCCEEDS(with(enrolled.session.token).call(list_staff_endpoint, {}));
}

// clause: 5.3.1-c.2
TEST_F(SecondFactorTest, later_log_ins_ask_its_code_and_go_on_under_another_token) {
    enrol();
    bank.advance(1min);
    const auto half = log_in();
    EXPECT_EQ(half->second_factor_step, SecondFactorStep::code_due);
    EXPECT_EQ(with(half->token).call(list_staff_endpoint, {}).code, "api.permission_missing");
    EXPECT_FAILS(with(half->token).call(open_totp_enrolment_endpoint, {}), second_factor_due);
    EXPECT_FAILS(with(half->token).call(enrol_totp_endpoint, {Secret<>{"123456"}}),
                 second_factor_due);
    EXPECT_FAILS(with(half->token).call(renew_recovery_codes_endpoint, {Secret<>{"123456"}}),
                 second_factor_due);
    const auto full = give(half->token, app->code(bank.now()));
    ASSERT_TRUE(full) << full.body;
    EXPECT_NE(full->token, half->token);
    EXPECT_SUCCEEDS(with(full->token).call(list_staff_endpoint, {}));
    EXPECT_EQ(with(half->token).call(show_staff_session_endpoint, {}).status, 401)
        << "the token that only had the password ended";
}

TEST_F(SecondFactorTest, code_works_once_also_in_another_session) {
    enrol();
    EXPECT_FAILS(give(log_in()->token, app->code(bank.now())), second_factor_wrong);
    bank.advance(30s);
    EXPECT_SUCCEEDS(give(log_in()->token, app->code(bank.now())));
    EXPECT_FAILS(give(log_in()->token, app->code(bank.now())), second_factor_wrong);
}

// clause: 5.3-6
TEST_F(SecondFactorTest, five_wrong_codes_lock_it_for_a_while_in_every_session) {
    enrol();
    bank.advance(30s);
    const auto half = log_in()->token;
    for (std::int64_t left = 4; left > 0; --left) {
        const auto refused = give(half, wrong_code());
        EXPECT_FAILS(refused, second_factor_wrong);
        EXPECT_EQ(refused.fact("tries_left"), left);
    }
    EXPECT_FAILS(give(half, wrong_code()), second_factor_locked);
    bank.advance(1min);
    const auto locked = give(log_in()->token, app->code(bank.now()));
    EXPECT_FAILS(locked, second_factor_locked);
    EXPECT_EQ(locked.fact("wait_s"), 14 * 60);
    bank.advance(14min);
    EXPECT_SUCCEEDS(give(log_in()->token, app->code(bank.now())));
}

TEST_F(SecondFactorTest, recovery_codes_work_once_each_and_only_for_their_owner) {
    const auto codes = enrol("bank.auditor").recovery_codes;
    const auto own = enrol().recovery_codes;
    ASSERT_EQ(own.size(), 10U);
    EXPECT_EQ(std::set<std::string>(own.begin(), own.end()).size(), 10U);
    EXPECT_FAILS(give(log_in()->token, Secret<>{codes[0]}), second_factor_wrong);
    auto typed = own[3];
    std::ranges::replace(typed, '-', ' ');
    const auto full = give(log_in()->token, Secret<>{typed});
    ASSERT_TRUE(full) << full.body;
    EXPECT_EQ(with(full->token).call(show_second_factor_endpoint, {})->recovery_codes_left, 9);
    EXPECT_FAILS(give(log_in()->token, Secret<>{own[3]}), second_factor_wrong);
}

TEST_F(SecondFactorTest, fresh_recovery_codes_end_the_former_ones) {
    const auto enrolled = enrol();
    bank.advance(30s);
    auto client = with(enrolled.session.token);
    EXPECT_FAILS(client.call(renew_recovery_codes_endpoint, {wrong_code()}), second_factor_wrong);
    const auto fresh = client.call(renew_recovery_codes_endpoint, {app->code(bank.now())});
    ASSERT_TRUE(fresh) << fresh.body;
    EXPECT_FAILS(give(log_in()->token, Secret<>{enrolled.recovery_codes[0]}), second_factor_wrong);
    EXPECT_SUCCEEDS(give(log_in()->token, Secret<>{fresh->recovery_codes[0]}));
}

TEST_F(SecondFactorTest, app_is_replaced_only_by_who_holds_the_present_one) {
    const auto enrolled = enrol();
    bank.advance(30s);
    auto client = with(enrolled.session.token);
    EXPECT_FAILS(client.call(open_totp_enrolment_endpoint, {}), second_factor_wrong);
    const auto key =
        client.call(open_totp_enrolment_endpoint, {crypto::OtpHash::sha256, app->code(bank.now())});
    ASSERT_TRUE(key) << key.body;
    const App other{key->key_base32, crypto::OtpHash::sha256};
    EXPECT_SUCCEEDS(give(log_in()->token, Secret<>{enrolled.recovery_codes[0]}));
    EXPECT_FAILS(client.call(enrol_totp_endpoint, {app->code(bank.now())}), second_factor_wrong);
    EXPECT_SUCCEEDS(client.call(enrol_totp_endpoint, {other.code(bank.now())}));
    bank.advance(30s);
    EXPECT_FAILS(give(log_in()->token, app->code(bank.now())), second_factor_wrong);
    EXPECT_SUCCEEDS(give(log_in()->token, other.code(bank.now())));
}

TEST_F(SecondFactorTest, key_waits_ten_minutes_and_is_confirmed_once) {
    auto client = with(log_in()->token);
    EXPECT_FAILS(client.call(enrol_totp_endpoint, {Secret<>{"123456"}}), enrolment_not_open);
    app = App{client.call(open_totp_enrolment_endpoint, {})->key_base32};
    bank.advance(10min + 1s);
    auto later = with(log_in()->token);
    EXPECT_FAILS(later.call(enrol_totp_endpoint, {app->code(bank.now())}), enrolment_not_open);
    const auto enrolled = enrol();
    bank.advance(30s);
    EXPECT_FAILS(with(enrolled.session.token).call(enrol_totp_endpoint, {app->code(bank.now())}),
                 enrolment_not_open);
}

TEST_F(SecondFactorTest, without_an_app_there_is_no_code_to_give) {
    EXPECT_FAILS(give(log_in()->token, Secret<>{"123456"}), second_factor_absent);
    auto client = with(log_in()->token);
    EXPECT_FAILS(client.call(renew_recovery_codes_endpoint, {Secret<>{"123456"}}),
                 second_factor_absent);
}

TEST_F(SecondFactorTest, password_alone_ends_no_session_that_had_both) {
    const auto full = enrol().session.token;
    for (int times = 0; times < 12; ++times) EXPECT_SUCCEEDS(log_in());
    EXPECT_SUCCEEDS(with(full).call(list_staff_endpoint, {}));
}

TEST_F(SecondFactorTest, key_at_rest_is_sealed_and_recovery_codes_are_digests) {
    auto client = with(log_in()->token);
    const auto key = client.call(open_totp_enrolment_endpoint, {})->key_base32;
    app = App{key};
    const auto codes = client.call(enrol_totp_endpoint, {app->code(bank.now())})->recovery_codes;
    constexpr sql::Query keys{"test.totp_keys", "SELECT key_sealed FROM identity_staff_totp"};
    constexpr sql::Query macs{"test.recovery_macs",
                              "SELECT code_mac FROM identity_staff_recovery_code"};
    bank.database().read([&](sql::Reader& reader) {
        const auto sealed = reader.find<sql::Bytes>(keys);
        ASSERT_TRUE(sealed);
        EXPECT_EQ(crypto::to_base32(*sealed).find(key), std::string::npos);
        EXPECT_GT(sealed->size(), 48U);
        for (const auto& mac : reader.list<sql::Bytes>(macs)) {
            EXPECT_EQ(mac.size(), 32U);
            for (const auto& code : codes)
                EXPECT_EQ(crypto::text_of(mac).find(code.substr(0, 4)), std::string::npos);
        }
    });
}

TEST_F(SecondFactorTest, lost_one_is_removed_only_after_a_second_person_was_asked) {
    const auto auditor = enrol("bank.auditor").session;
    const auto auditor_id = with(auditor.token).call(show_staff_session_endpoint, {})->staff_id;
    const auto admin = enrol().session.token;
    const auto admin_id = with(admin).call(show_staff_session_endpoint, {})->staff_id;
    const auto ask = [&](StaffId id) {
        return with(admin).call(ask_second_factor_reset_endpoint, {id});
    };
    EXPECT_FAILS(ask(admin_id), own_account_protected);
    EXPECT_FAILS(ask(StaffId::fixed(999)), staff_not_found);
    EXPECT_FAILS(ask(StaffId::fixed(3003)), second_factor_absent);
    EXPECT_SUCCEEDS(ask(auditor_id));
    ASSERT_EQ(resets->asked.size(), 1U);
    EXPECT_EQ(resets->asked[0].staff_id, auditor_id);
    EXPECT_SUCCEEDS(with(auditor.token).call(show_staff_session_endpoint, {}));
    for (const auto& staff : with(admin).call(list_staff_endpoint, {})->items)
        EXPECT_EQ(staff.has_second_factor,
                  staff.staff_id == auditor_id || staff.staff_id == admin_id);
}

struct OfferedSecondFactorTest : SecondFactorTest {
    OfferedSecondFactorTest() : SecondFactorTest{SecondFactorPolicy::offered} {}
};

TEST_F(OfferedSecondFactorTest, staff_without_one_work_and_with_one_are_asked) {
    const auto before = log_in();
    EXPECT_EQ(before->second_factor_step, SecondFactorStep::settled);
    EXPECT_SUCCEEDS(with(before->token).call(list_staff_endpoint, {}));
    enrol();
    EXPECT_EQ(with(before->token).call(show_staff_session_endpoint, {}).status, 401)
        << "sessions from before had only the password";
    EXPECT_EQ(log_in()->second_factor_step, SecondFactorStep::code_due);
}

}  // namespace
}  // namespace dlfp::identity
