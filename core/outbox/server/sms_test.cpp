// Short messages from the unit that made them to the carrier and the console page.
#include "core/outbox/server/sms.h"

#include "core/outbox/server/list_sms.h"
#include "core/outbox/server/module.h"
#include "core/outbox/server/sms_repository.h"
#include "tests/support/test_bank.h"

namespace dlfp::outbox {
namespace {

/// A carrier that keeps what it got and fails when told.
class KeptCarrier final : public SmsCarrier {
public:
    bool hand_over(SmsId, const Secret<>& mobile, const Secret<>& text) override {
        ++tries;
        if (throws) throw std::runtime_error("gateway away");
        if (refuses) return false;
        texts.push_back(mobile.reveal() + ": " + text.reveal());
        return true;
    }
    std::vector<std::string> texts;
    int tries = 0;
    bool refuses = false;
    bool throws = false;
};

struct SmsTest : testing::Test {
    std::shared_ptr<KeptCarrier> carrier = std::make_shared<KeptCarrier>();
    test::TestBank bank{{make_module()}, [this](api::Platform& platform) {
                            platform.ports.provide<SmsCarrier>(carrier);
                        }};

    SmsId send(std::string mobile, std::string text) {
        SmsId id;
        bank.database().write([&](sql::Transaction& transaction) {
            id = send_sms(bank.platform(), transaction,
                          {.mobile = std::move(mobile),
                           .text = Secret<>{std::move(text)},
                           .purpose = "identity.register",
                           .useless_after = bank.now() + 1min});
            return true;
        });
        bank.advance(1ms);
        return id;
    }
    test::Client staff() {
        return bank.as(bank.caller(api::CallerKind::staff, bank.next_id<SmsTag>().bytes(),
                                   {"outbox.view_sms"}));
    }
    ListSmsReply list(const ListSmsRequest& request = {}) {
        return *staff().call(list_sms_endpoint, request);
    }
    void deliver() { deliver_sms(bank.platform(), bank.now()); }
};

TEST_F(SmsTest, a_queued_message_reaches_the_carrier_once) {
    send("13800138000", "验证码 123456");
    EXPECT_TRUE(carrier->texts.empty());
    EXPECT_EQ(list().items.at(0).state, SmsState::queued);
    deliver();
    deliver();
    EXPECT_EQ(carrier->texts, std::vector<std::string>{"13800138000: 验证码 123456"});
    EXPECT_EQ(list().items.at(0).state, SmsState::delivered);
    EXPECT_EQ(list().items.at(0).settled_at_us, bank.now());
}

TEST_F(SmsTest, a_unit_that_fails_sends_nothing) {
    EXPECT_THROW(bank.database().write([&](sql::Transaction& transaction) -> bool {
        send_sms(bank.platform(), transaction,
                 {.mobile = "13800138000", .text = Secret<>{"x"}, .purpose = "p"});
        throw std::runtime_error("no");
    }),
                 std::exception);
    deliver();
    EXPECT_EQ(carrier->tries, 0);
    EXPECT_TRUE(list().items.empty());
}

TEST_F(SmsTest, a_failing_carrier_is_tried_three_times) {
    carrier->refuses = true;
    send("13800138000", "x");
    deliver();
    carrier->throws = true;
    deliver();
    EXPECT_EQ(list().items.at(0).state, SmsState::queued);
    deliver();
    deliver();
    EXPECT_EQ(carrier->tries, 3);
    EXPECT_EQ(list().items.at(0).state, SmsState::failed);
}

TEST_F(SmsTest, a_message_after_its_time_is_not_sent) {
    send("13800138000", "x");
    bank.advance(2min);
    deliver();
    EXPECT_EQ(carrier->tries, 0);
    EXPECT_EQ(list().items.at(0).state, SmsState::expired);
}

TEST_F(SmsTest, the_table_holds_neither_number_nor_text_in_clear) {
    send("13800138000", "code 123456");
    bank.database().read([&](sql::Reader& reader) {
        const auto row = sms_repository::list_queued(reader).at(0);
        const std::string sealed{reinterpret_cast<const char*>(row.sealed.data()),
                                 row.sealed.size()};
        EXPECT_EQ(sealed.find("123456"), std::string::npos);
        EXPECT_EQ(sealed.find("13800138000"), std::string::npos);
        EXPECT_EQ(row.masked_mobile, "138****8000");
    });
}

TEST_F(SmsTest, the_console_pages_newest_first_and_finds_one_number) {
    for (int count = 0; count < 3; ++count) send("13800138000", std::to_string(count));
    send("13900139000", "other");
    const auto first = list({.limit = api::Whole<1, 200>{2}});
    EXPECT_EQ(first.items.at(0).text, "other");
    EXPECT_EQ(first.items.at(1).text, "2");
    const auto second = list({.after = first.next_after, .limit = api::Whole<1, 200>{2}});
    EXPECT_EQ(second.items.at(0).text, "1");
    const auto of_one = list({.mobile = api::Text<11, 11>{"13800138000"}});
    EXPECT_EQ(of_one.items.size(), 3U);
    EXPECT_FALSE(of_one.next_after);
    EXPECT_FALSE(of_one.is_sandbox);
}

TEST_F(SmsTest, texts_are_hidden_outside_development) {
    send("13800138000", "secret");
    bank.platform().is_development = false;
    EXPECT_FALSE(list().items.at(0).text);
    EXPECT_EQ(list().items.at(0).masked_mobile, "138****8000");
}

TEST_F(SmsTest, old_messages_are_forgotten) {
    send("13800138000", "x");
    for (const auto& job : make_module().jobs)
        if (job.name == "outbox.forget_old_sms") {
            job.run(bank.platform(), bank.now() + 24h * 89);
            EXPECT_EQ(list().items.size(), 1U);
            job.run(bank.platform(), bank.now() + 24h * 91);
        }
    EXPECT_TRUE(list().items.empty());
}

TEST_F(SmsTest, staff_without_the_permission_see_nothing) {
    const auto other = bank.as(bank.caller(api::CallerKind::staff, bank.next_id<SmsTag>().bytes()))
                           .call(list_sms_endpoint, {});
    EXPECT_EQ(other.code, "api.permission_missing");
}

TEST(sandbox_sms, development_has_a_sandbox_that_says_so) {
    test::TestBank bank{{make_module()}};
    auto staff = bank.as(
        bank.caller(api::CallerKind::staff, bank.next_id<SmsTag>().bytes(), {"outbox.view_sms"}));
    EXPECT_TRUE(staff.call(list_sms_endpoint, {})->is_sandbox);
}

}  // namespace
}  // namespace dlfp::outbox
