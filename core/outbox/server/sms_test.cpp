// Short messages from the unit that made them to the carrier and the console page.
#include "core/outbox/server/sms.h"

#include "core/outbox/server/accept_sms_receipt.h"
#include "core/outbox/server/list_sms.h"
#include "core/outbox/server/module.h"
#include "core/outbox/server/plan_retry.h"
#include "core/outbox/server/sms_repository.h"
#include "tests/support/test_bank.h"

namespace dlfp::outbox {
namespace {

/// A carrier that keeps what it got and fails when told.
class KeptCarrier final : public SmsCarrier {
public:
    HandOver hand_over(SmsId, const Secret<>& mobile, const Secret<>& text) override {
        ++tries;
        if (throws) throw std::runtime_error("gateway away");
        if (outcome == HandOver::delivered || outcome == HandOver::accepted)
            texts.push_back(mobile.reveal() + ": " + text.reveal());
        return outcome;
    }
    bool vouches_for(const SmsReceipt& receipt) const override {
        return receipt.signature == std::string(64, 'a');
    }
    std::vector<std::string> texts;
    int tries = 0;
    HandOver outcome = HandOver::delivered;
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
    test::Outcome<AcceptSmsReceiptReply> receipt(SmsId id, ReceiptOutcome outcome,
                                                 const std::string& signature = std::string(64,
                                                                                            'a')) {
        return bank.as_nobody().call(
            accept_sms_receipt_endpoint,
            {id, outcome, bank.now(), api::Text<64, 64>{std::string(signature)}});
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

TEST_F(SmsTest, a_failing_carrier_is_tried_again_later_and_later) {
    carrier->outcome = HandOver::later;
    send("13800138000", "x");
    deliver();
    deliver();
    EXPECT_EQ(carrier->tries, 1) << "not again at once";
    bank.advance(1s);
    carrier->throws = true;
    deliver();
    EXPECT_EQ(carrier->tries, 2);
    bank.advance(1s);
    deliver();
    EXPECT_EQ(carrier->tries, 2) << "two seconds after the second try";
    bank.advance(1s);
    carrier->throws = false;
    carrier->outcome = HandOver::delivered;
    deliver();
    EXPECT_EQ(carrier->texts.size(), 1U);
    EXPECT_EQ(list().items.at(0).state, SmsState::delivered);
    EXPECT_EQ(list().items.at(0).tries, 3);
}

TEST_F(SmsTest, a_carrier_that_is_away_is_not_asked_for_the_next_message_of_the_round) {
    carrier->outcome = HandOver::away;
    send("13800138000", "one");
    send("13800138001", "two");
    deliver();
    EXPECT_EQ(carrier->tries, 1);
    deliver();
    EXPECT_EQ(carrier->tries, 2) << "the second message has its turn before the first comes again";
    EXPECT_EQ(list().items.at(0).tries, 1);
    EXPECT_EQ(list().items.at(1).tries, 1);
}

TEST_F(SmsTest, a_message_the_carrier_refuses_is_not_tried_again) {
    carrier->outcome = HandOver::refused;
    send("13800138000", "x");
    deliver();
    bank.advance(30s);
    deliver();
    EXPECT_EQ(carrier->tries, 1);
    EXPECT_EQ(list().items.at(0).state, SmsState::failed);
}

TEST_F(SmsTest, a_receipt_says_what_became_of_an_accepted_message) {
    carrier->outcome = HandOver::accepted;
    const auto arrived = send("13800138000", "x");
    const auto lost = send("13800138001", "y");
    deliver();
    EXPECT_EQ(list().items.at(0).state, SmsState::accepted);
    bank.advance(2s);
    EXPECT_EQ(receipt(arrived, ReceiptOutcome::delivered)->state, SmsState::delivered);
    EXPECT_EQ(receipt(lost, ReceiptOutcome::undeliverable)->state, SmsState::failed);
    const auto lines = list().items;
    EXPECT_EQ(lines.at(1).state, SmsState::delivered);
    EXPECT_EQ(lines.at(1).receipt_at_us, bank.now());
    EXPECT_EQ(lines.at(0).state, SmsState::failed);
}

TEST_F(SmsTest, a_replayed_receipt_changes_nothing_and_another_one_is_refused) {
    carrier->outcome = HandOver::accepted;
    const auto id = send("13800138000", "x");
    deliver();
    receipt(id, ReceiptOutcome::delivered);
    const auto first = list().items.at(0);
    bank.advance(1h);
    EXPECT_EQ(receipt(id, ReceiptOutcome::delivered)->state, SmsState::delivered);
    EXPECT_EQ(list().items.at(0).receipt_at_us, first.receipt_at_us);
    EXPECT_FAILS(receipt(id, ReceiptOutcome::undeliverable), receipt_contradicts);
    EXPECT_EQ(list().items.at(0).state, SmsState::delivered);
}

TEST_F(SmsTest, a_receipt_with_a_wrong_signature_tells_and_changes_nothing) {
    carrier->outcome = HandOver::accepted;
    const auto id = send("13800138000", "x");
    deliver();
    const std::string wrong(64, 'b');
    EXPECT_FAILS(receipt(id, ReceiptOutcome::delivered, wrong), receipt_signature_wrong);
    EXPECT_FAILS(receipt(bank.next_id<SmsTag>(), ReceiptOutcome::delivered, wrong),
                 receipt_signature_wrong)
    << "strangers do not learn which messages exist";
    EXPECT_EQ(list().items.at(0).state, SmsState::accepted);
    EXPECT_FAILS(receipt(bank.next_id<SmsTag>(), ReceiptOutcome::delivered), sms_not_found);
}

TEST_F(SmsTest, a_receipt_that_is_faster_than_our_own_record_is_kept) {
    const auto id = send("13800138000", "x");
    const auto row = [&] {
        std::vector<SmsRow> due;
        bank.database().read(
            [&](sql::Reader& reader) { due = sms_repository::list_due(reader, bank.now()); });
        return due.at(0);
    }();
    EXPECT_EQ(receipt(id, ReceiptOutcome::undeliverable)->state, SmsState::failed);
    bank.database().write([&](sql::Transaction& transaction) {
        sms_repository::store_outcome(transaction,
                                      plan_after_try(row, HandOver::accepted, bank.now()));
        return true;
    });
    EXPECT_EQ(list().items.at(0).state, SmsState::failed);
}

TEST(plan_sms, tries_end_after_the_last_pause) {
    SmsRow row{.state = SmsState::queued, .tries = delivery_tries_max - 1};
    const auto after = plan_after_try(row, HandOver::away, test::test_noon);
    EXPECT_EQ(after.state, SmsState::failed);
    EXPECT_EQ(after.settled_at_us, test::test_noon);
    row.tries = 3;
    const auto again = plan_after_try(row, HandOver::away, test::test_noon);
    EXPECT_EQ(again.state, SmsState::queued);
    EXPECT_EQ(again.next_try_at_us, test::test_noon + 8s);
}

TEST(plan_sms, first_receipt_outweighs_what_this_side_believed) {
    for (const auto believed : {SmsState::queued, SmsState::accepted, SmsState::delivered,
                                SmsState::expired, SmsState::failed})
        EXPECT_EQ(
            plan_after_receipt({.state = believed}, ReceiptOutcome::delivered, test::test_noon)
                ->state,
            SmsState::delivered);
    EXPECT_TRUE(plan_after_receipt({.state = SmsState::withheld}, ReceiptOutcome::delivered,
                                   test::test_noon)
                    .failed_with(receipt_contradicts));
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
        const auto row = sms_repository::list_due(reader, bank.now()).at(0);
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
