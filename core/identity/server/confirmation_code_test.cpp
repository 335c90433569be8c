// Codes for money, as a module that moves it asks for them; and messages that go nowhere.
#include "core/identity/server/customer_repository.h"
#include "core/identity/server/sms_by_outbox.h"
#include "core/identity/server/testing/identity_scene.h"
#include "core/outbox/server/list_sms.h"
#include "core/outbox/server/module.h"

namespace dlfp::identity {
namespace {

using testing::IdentityScene;

/// Work inside a call of nobody in particular, committed when it says so.
template <class Work>
auto in_call(test::TestBank& bank, const Work& work) {
    const api::CallContext context{.caller = {},
                                   .now = bank.now(),
                                   .request_id = "test",
                                   .peer_address = "127.0.0.1",
                                   .idempotency_key = {},
                                   .channel = {}};
    return bank.database().write([&](sql::Transaction& transaction) {
        api::Call call{bank.platform(), context, transaction};
        return work(call);
    });
}

const ConfirmedOperation meal{.digest = crypto::sm3("order-1|1250|8812"),
                              .payee = "阳光食堂",
                              .payee_tail = "8812",
                              .amount = Money::fen(1250)};

// clause: 5.3-3, 5.3-4, 5.3.2-b-2.6
TEST(confirmation_code, names_payee_and_amount_and_confirms_that_operation_once) {
    IdentityScene scene;
    scene.registered();
    scene.bank.advance(61s);
    CustomerId customer;
    scene.bank.database().read([&](sql::Reader& reader) {
        customer = *find_customer_by_mobile(scene.bank.platform(), reader, scene.mobile);
    });
    ASSERT_TRUE(in_call(
        scene.bank, [&](api::Call& call) { return send_confirmation_code(call, customer, meal); }));
    const auto text = scene.sms->text_of(scene.mobile.digits());
    EXPECT_NE(text.find("向阳光食堂（尾号8812）付款12.50元"), text.npos) << text;
    const Secret<> code{scene.sms->code_of(scene.mobile.digits())};
    const auto redeem = [&](const crypto::Digest& operation) {
        return in_call(scene.bank, [&](api::Call& call) {
            return redeem_confirmation_code(call, customer, operation, code);
        });
    };
    EXPECT_TRUE(redeem(crypto::sm3("order-1|9250|8812")).failed_with(sms_code_wrong));
    EXPECT_TRUE(redeem(meal.digest));
    EXPECT_TRUE(redeem(meal.digest).failed_with(sms_code_wrong));
}

TEST(confirmation_code, is_held_by_the_same_pause_as_every_code) {
    IdentityScene scene;
    scene.registered();
    CustomerId customer;
    scene.bank.database().read([&](sql::Reader& reader) {
        customer = *find_customer_by_mobile(scene.bank.platform(), reader, scene.mobile);
    });
    const auto sent = in_call(
        scene.bank, [&](api::Call& call) { return send_confirmation_code(call, customer, meal); });
    EXPECT_TRUE(sent.failed_with(sms_code_too_soon));
}

struct SmsByOutboxTest : ::testing::Test {
    test::TestBank bank{[] {
        std::vector<api::Module> modules;
        modules.push_back(outbox::make_module());
        modules.push_back(make_module());
        return modules;
    }()};
    std::vector<outbox::SmsLine> listed() {
        auto staff = bank.as(bank.caller(api::CallerKind::staff, {1}, {"outbox.view_sms"}));
        return staff.call(outbox::list_sms_endpoint, {})->items;
    }
};

// clause: 5.3.2-b-2.6
TEST_F(SmsByOutboxTest, code_waits_in_the_outbox_from_the_unit_that_made_it) {
    EXPECT_SUCCEEDS(bank.as_nobody().call(
        send_sms_code_endpoint,
        {*MobileNumber::parse("13912345678"), OpenSmsPurpose::register_customer, {}}));
    const auto lines = listed();
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].state, outbox::SmsState::queued);
    EXPECT_EQ(lines[0].purpose, "identity.register_customer");
    EXPECT_NE(lines[0].text.value_or("").find("注册智惠e家"), std::string::npos);
}

// clause: 5.3-5
TEST_F(SmsByOutboxTest, message_to_nobodys_number_is_written_as_any_other_and_never_sent) {
    EXPECT_SUCCEEDS(bank.as_nobody().call(
        send_sms_code_endpoint, {*MobileNumber::parse("13912345678"), OpenSmsPurpose::log_in, {}}));
    outbox::deliver_sms(bank.platform(), bank.now());
    const auto lines = listed();
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].state, outbox::SmsState::withheld);
    EXPECT_FALSE(lines[0].text) << "its code opens nothing, and nobody is to read it";
}

}  // namespace
}  // namespace dlfp::identity
