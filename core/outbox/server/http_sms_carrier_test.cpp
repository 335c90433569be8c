// The HTTP carrier against a real server on this machine that answers as told.
#include "core/outbox/server/http_sms_carrier.h"

#include <fstream>

#include "core/outbox/server/accept_sms_receipt.h"
#include "core/outbox/server/list_sms.h"
#include "core/outbox/server/module.h"
#include "platform/api/json.h"
#include "platform/runtime/http/http_test_client.h"
#include "platform/runtime/log/log.h"
#include "tests/support/test_bank.h"

namespace dlfp::outbox {
namespace {

using http::testing::RunningServer;

constexpr const char* secret = "what we sign with, long enough";
constexpr const char* receipt_secret = "what the carrier signs with";

crypto::MacKey key_of(std::string_view text) {
    const auto bytes = crypto::view_of(text);
    return crypto::MacKey{crypto::SecretBytes{crypto::Bytes{bytes.begin(), bytes.end()}}};
}

/// What the carrier's side saw of one request.
struct Seen {
    std::string key;
    std::string timestamp;
    std::string signature;
    std::string body;
};

struct HttpCarrierTest : testing::Test {
    std::mutex mutex;
    std::vector<Seen> seen;
    http::testing::Unanswered unanswered;
    std::atomic<int> status = 202;  ///< 0: no answer at all
    Duration patience = 5min;       ///< for answers that come: no machine is too slow for this
    RunningServer gateway;
    std::shared_ptr<SmsCarrier> carrier;
    test::TestBank bank{{make_module()}, [this](api::Platform& platform) {
                            gateway.handler.answer = [this](const http::RequestView& request,
                                                            http::Responder responder) {
                                take(request, std::move(responder));
                            };
                            carrier = std::make_shared<HttpSmsCarrier>(settings(), platform.clock);
                            platform.ports.provide(carrier);
                        }};

    ~HttpCarrierTest() override { unanswered.answer_all(); }
    HttpCarrierSettings settings() {
        return {.url = "http://127.0.0.1:" + std::to_string(gateway.port()) + "/v1/messages",
                .secret = Secret<>{secret},
                .receipt_secret = Secret<>{receipt_secret},
                .patience = patience};
    }
    void take(const http::RequestView& request, http::Responder responder) {
        const std::lock_guard lock{mutex};
        seen.push_back({std::string(request.header("idempotency-key")),
                        std::string(request.header("dlfp-timestamp")),
                        std::string(request.header("dlfp-signature")), std::string(request.body)});
        if (status == 0)
            unanswered.keep(std::move(responder));
        else
            responder.answer({.status = status});
    }
    SmsId send(const std::string& text = "验证码 012345 \"{mobile}\"") {
        return bank.database().write([&](sql::Transaction& transaction) {
            return send_sms(bank.platform(), transaction,
                            {.mobile = "13800138000",
                             .text = Secret<>{text},
                             .purpose = "identity.log_in",
                             .useless_after = bank.now() + 1min});
        });
    }
    void deliver() { deliver_sms(bank.platform(), bank.now()); }
    /// A try of a carrier that does not wait long, at a gateway that does not answer.
    void deliver_into_silence() {
        auto& ports = bank.platform().ports;
        const std::shared_ptr<SmsCarrier> before = carrier;
        status = 0;
        patience = 100ms;
        ports.provide<SmsCarrier>(std::make_shared<HttpSmsCarrier>(settings(), bank.clock()));
        deliver();
        ports.provide<SmsCarrier>(before);
        status = 202;
    }
    std::vector<Seen> requests() {
        const std::lock_guard lock{mutex};
        return seen;
    }
    SmsLine line() {
        return bank
            .as(bank.caller(api::CallerKind::staff, bank.next_id<SmsTag>().bytes(),
                            {"outbox.view_sms"}))
            .call(list_sms_endpoint, {})
            ->items.at(0);
    }
    AcceptSmsReceiptRequest receipt(SmsId id, ReceiptOutcome outcome) {
        const SmsReceipt unsigned_one{
            .sms_id = id, .outcome = outcome, .reported_at_us = bank.now(), .signature = {}};
        return {id,
                outcome,
                bank.now(),
                {crypto::to_hex(key_of(receipt_secret).hmac_sm3(signed_text(unsigned_one)))}};
    }
    auto report(const AcceptSmsReceiptRequest& request) {
        return bank.as_nobody().call(accept_sms_receipt_endpoint, request);
    }
};

// clause (simulated): 5.3.2-b-2.6, 5.3-3
TEST_F(HttpCarrierTest, message_arrives_signed_under_its_id_with_number_and_text) {
    const auto id = send();
    deliver();
    ASSERT_EQ(requests().size(), 1U);
    const auto document = api::JsonDocument::parse(requests()[0].body);
    ASSERT_TRUE(document) << requests()[0].body;
    EXPECT_EQ(document->root().find("message_id")->string(), id.to_text());
    EXPECT_EQ(document->root().find("mobile")->string(), "13800138000");
    EXPECT_EQ(document->root().find("text")->string(), "验证码 012345 \"{mobile}\"");
    EXPECT_EQ(requests()[0].key, id.to_text());
    EXPECT_EQ(requests()[0].signature,
              crypto::to_hex(key_of(secret).hmac_sm3(id.to_text() + '|' + requests()[0].timestamp +
                                                     '|' + requests()[0].body)));
    EXPECT_EQ(line().state, SmsState::accepted);
}

TEST_F(HttpCarrierTest, server_errors_and_silence_are_tried_again_under_the_same_key) {
    const auto id = send();
    for (const int answer : {503, 429}) {
        status = answer;
        deliver();
        EXPECT_EQ(line().state, SmsState::queued) << answer;
        bank.advance(8s);
    }
    deliver_into_silence();
    EXPECT_EQ(line().state, SmsState::queued);
    bank.advance(8s);
    deliver();
    EXPECT_EQ(line().state, SmsState::accepted);
    EXPECT_EQ(line().tries, 4);
    // Whether the request of the silent try came through is the machine's business.
    EXPECT_GE(requests().size(), 3U);
    for (const auto& request : requests()) EXPECT_EQ(request.key, id.to_text());
}

TEST_F(HttpCarrierTest, a_gateway_that_never_answers_ends_with_the_expired_message) {
    send();
    for (int tries = 0; tries < 10; ++tries) {
        deliver_into_silence();
        bank.advance(10s);
    }
    EXPECT_EQ(line().state, SmsState::expired);
    EXPECT_LE(line().tries, 6);
}

TEST_F(HttpCarrierTest, a_refused_request_and_a_redirect_end_at_once) {
    for (const int answer : {400, 302}) {
        status = answer;
        send();
        bank.advance(1ms);
        deliver();
        EXPECT_EQ(line().state, SmsState::failed) << answer;
    }
    EXPECT_EQ(requests().size(), 2U);
}

TEST_F(HttpCarrierTest, a_gateway_that_is_gone_leaves_the_message_queued) {
    const http::testing::ClosedPort closed;
    auto gone = settings();
    gone.url = "http://127.0.0.1:" + std::to_string(closed.port()) + "/";
    HttpSmsCarrier away{gone, bank.clock()};
    EXPECT_EQ(away.hand_over(bank.next_id<SmsTag>(), Secret<>{"1"}, Secret<>{"2"}), HandOver::away);
}

// clause: 5.1.4-g
TEST_F(HttpCarrierTest, neither_number_nor_text_nor_secret_gets_into_the_log) {
    const auto folder = test::make_test_folder();
    log::open({.file_path = folder + "/log"});
    const auto id = send();
    status = 503;
    deliver();
    bank.advance(8s);
    deliver_into_silence();
    bank.advance(8s);
    status = 400;
    deliver();
    log::close();
    std::ifstream file{folder + "/log"};
    const std::string lines{std::istreambuf_iterator<char>{file}, {}};
    EXPECT_NE(lines.find(id.to_text()), lines.npos) << "the failures are logged, by id";
    for (const char* kept : {"13800138000", "012345", secret, receipt_secret})
        EXPECT_EQ(lines.find(kept), lines.npos) << lines;
}

TEST_F(HttpCarrierTest, its_receipt_is_taken_and_shown_once) {
    const auto id = send();
    deliver();
    bank.advance(2s);
    const auto signed_one = receipt(id, ReceiptOutcome::delivered);
    EXPECT_EQ(report(signed_one)->state, SmsState::delivered);
    const auto shown = line();
    EXPECT_EQ(shown.state, SmsState::delivered);
    EXPECT_EQ(shown.receipt_at_us, bank.now());
    bank.advance(1h);
    EXPECT_EQ(report(signed_one)->state, SmsState::delivered) << "replayed: the same answer";
    EXPECT_EQ(line().receipt_at_us, shown.receipt_at_us);
}

TEST_F(HttpCarrierTest, no_part_of_a_receipt_can_be_altered) {
    const auto id = send();
    const auto other = send();
    deliver();
    const auto genuine = receipt(id, ReceiptOutcome::undeliverable);
    auto of_other = genuine, turned = genuine, later = genuine, scrap = genuine;
    of_other.sms_id = other;
    turned.outcome = ReceiptOutcome::delivered;
    later.reported_at_us = genuine.reported_at_us + 1s;
    scrap.signature = api::Text<64, 64>{std::string(64, 'z')};
    for (const auto* request : {&of_other, &turned, &later, &scrap})
        EXPECT_FAILS(report(*request), receipt_signature_wrong);
    EXPECT_EQ(line().state, SmsState::accepted);
}

TEST_F(HttpCarrierTest, malformed_receipts_are_refused_before_anything_is_looked_up) {
    const auto id = send().to_text();
    const auto text = [&](const char* outcome, const char* signature) {
        return R"({"sms_id":")" + id + R"(","outcome":")" + outcome +
               R"(","reported_at_us":1,"signature":")" + signature + "\"}";
    };
    for (const auto& body :
         {std::string("{"), std::string("[]"), std::string("{}"), text("delivered", "abc"),
          text("read", std::string(64, 'a').c_str()), std::string(600, 'x')}) {
        const auto reply = bank.as_nobody().send("POST", "/outbox/sms-receipts", body);
        EXPECT_GE(reply.status, 400) << body;
        EXPECT_LT(reply.status, 500) << body;
    }
    EXPECT_EQ(line().state, SmsState::queued);
}

TEST(http_sms_carrier, settings_that_would_leak_or_fail_are_refused_at_the_start) {
    const runtime::FrozenClock clock{test::test_noon};
    const HttpCarrierSettings good{.url = "https://sms.example/send",
                                   .secret = Secret<>{secret},
                                   .receipt_secret = Secret<>{receipt_secret}};
    EXPECT_NO_THROW(HttpSmsCarrier(good, clock));
    const auto refused = [&](auto change) {
        auto settings = good;
        change(settings);
        EXPECT_THROW(HttpSmsCarrier(settings, clock), std::invalid_argument);
    };
    refused([](auto& settings) { settings.url = "http://sms.example/send"; });
    refused([](auto& settings) { settings.url = "sms.example"; });
    refused([](auto& settings) { settings.secret = Secret<>{"short"}; });
    refused([](auto& settings) { settings.receipt_secret = Secret<>{"short"}; });
    refused([](auto& settings) { settings.body_template = R"({"to":"{mobile}","id":"{id}"})"; });
    refused([](auto& settings) { settings.body_template = "{id}{mobile}{text}"; });
}

}  // namespace
}  // namespace dlfp::outbox
