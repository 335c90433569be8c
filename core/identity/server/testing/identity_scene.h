// What tests of identity share: a bank with a phone that keeps its messages and a host that
// answers as told.
#pragma once

#include <map>
#include <string>

#include "core/identity/server/change_password.h"
#include "core/identity/server/check_real_name.h"
#include "core/identity/server/log_in.h"
#include "core/identity/server/module.h"
#include "core/identity/server/ports.h"
#include "core/identity/server/register_customer.h"
#include "core/identity/server/role_change.h"
#include "core/identity/server/send_sms_code.h"
#include "core/identity/server/set_payment_pin.h"
#include "core/identity/server/show_session.h"
#include "tests/support/test_bank.h"

namespace dlfp::identity::testing {

/// Keeps the newest message of every number.
class KeptSms final : public SmsPort {
public:
    void send(sql::Transaction&, const SmsMessage& message) override {
        const std::lock_guard lock{mutex_};
        if (message.delivery == SmsDelivery::withheld) return;
        texts_[message.mobile] = message.text.reveal();
        ++sent_;
    }
    /// The six digits of the newest message; empty when there was none.
    std::string code_of(const std::string& mobile) {
        const std::lock_guard lock{mutex_};
        const auto& text = texts_[mobile];
        const auto at = text.find_first_of("0123456789");
        return at == text.npos ? "" : text.substr(at, 6);
    }
    std::string text_of(const std::string& mobile) {
        const std::lock_guard lock{mutex_};
        return texts_[mobile];
    }
    int sent() {
        const std::lock_guard lock{mutex_};
        return sent_;
    }

private:
    std::mutex mutex_;
    std::map<std::string, std::string> texts_;
    int sent_ = 0;
};

/// Keeps what a second person would be asked.
class KeptRoleChanges final : public RoleApprovalPort {
public:
    void ask(api::Call&, const RoleChange& change) override { asked.push_back(change); }
    std::vector<RoleChange> asked;
};

class ToldHost final : public RealNameCheckPort {
public:
    RealNameOutcome check(const RealNameQuestion&) override { return ++asked, outcome; }
    RealNameOutcome outcome = RealNameOutcome::matches;
    int asked = 0;
};

inline constexpr crypto::PasswordCost cheap{.memory_kib = 64, .passes = 1, .lanes = 1};
inline constexpr const char* good_password = "correct horse 42";
inline constexpr const char* zhang_id_number = "110101199003070038";
inline constexpr const char* li_id_number = "110101198811230015";
inline constexpr const char* good_pin = "284913";

/// A bank with identity alone.
class IdentityScene {
public:
    IdentityScene() = default;
    /// With passwords that cost as much as that.
    explicit IdentityScene(crypto::PasswordCost cost) : password_cost{cost} {}

    crypto::PasswordCost password_cost = cheap;
    std::shared_ptr<KeptSms> sms = std::make_shared<KeptSms>();
    std::shared_ptr<ToldHost> host = std::make_shared<ToldHost>();
    std::shared_ptr<KeptRoleChanges> role_changes = std::make_shared<KeptRoleChanges>();
    test::TestBank bank{modules(), [this](api::Platform& platform) {
                            platform.ports.provide<SmsPort>(sms);
                            platform.ports.provide<RealNameCheckPort>(host);
                            platform.ports.provide<RoleApprovalPort>(role_changes);
                            platform.ports.provide(std::make_shared<Settings>(
                                Settings{.password_cost = password_cost}));
                        }};
    MobileNumber mobile = *MobileNumber::parse("13912345678");

    test::Client nobody() { return bank.as_nobody(); }
    test::Client with_token(const std::string& token) {
        auto client = bank.as_nobody();
        client.with_authorization("Bearer " + token);
        return client;
    }
    /// Asks for a code, past the pause between two, and reads it from the phone.
    std::string code_for(OpenSmsPurpose purpose) { return code_for(purpose, mobile); }
    std::string code_for(OpenSmsPurpose purpose, const MobileNumber& number) {
        bank.advance(61s);
        EXPECT_SUCCEEDS(nobody().call(send_sms_code_endpoint, {number, purpose}));
        return sms->code_of(number.digits());
    }
    static std::string other_than(const std::string& code) {
        return code == "000000" ? "000001" : "000000";
    }
    SessionReply registered() { return registered(mobile); }
    SessionReply registered(const MobileNumber& number) {
        const auto code = code_for(OpenSmsPurpose::register_customer, number);
        return *nobody().call(register_customer_endpoint,
                              {number, Secret<>{code}, Secret<>{good_password}, {}});
    }
    SessionReply verified() {
        auto session = registered();
        EXPECT_SUCCEEDS(with_token(session.token)
                            .call(check_real_name_endpoint, {{"张三"}, {zhang_id_number}}));
        return session;
    }
    test::Outcome<SessionReply> log_in(const char* password) {
        return nobody().call(log_in_endpoint, {mobile, Secret<>{password}, {}});
    }

private:
    static std::vector<api::Module> modules() {
        std::vector<api::Module> list;
        list.push_back(make_module());
        return list;
    }
};

}  // namespace dlfp::identity::testing
