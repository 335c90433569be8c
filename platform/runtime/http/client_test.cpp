// Calls to a real server on this machine: replies, and everything that keeps one from coming.
#include "platform/runtime/http/client.h"

#include <filesystem>

#include "platform/runtime/http/development_certificate.h"
#include "platform/runtime/http/http_test_client.h"

namespace dlfp::http {
namespace {

using testing::RunningServer;

/// For replies that come: no machine is too slow for this.
const ClientOptions patient{.patience = 5min};

Outgoing to(std::uint16_t port, std::string body = "{}") {
    return {.url = *Url::parse("http://127.0.0.1:" + std::to_string(port) + "/messages?kind=code"),
            .headers = {{"idempotency-key", "k1"}},
            .body = std::move(body)};
}

TEST(http_client, sends_headers_and_body_and_gets_status_and_body) {
    RunningServer server;
    std::string seen;
    server.handler.answer = [&](const RequestView& request, Responder responder) {
        seen = std::string(method_text(request.method)) + ' ' + std::string(request.target) + ' ' +
               std::string(request.header("idempotency-key")) + ' ' + std::string(request.body);
        responder.answer({.status = 202, .content_type = "text/plain", .body = "taken"});
    };
    const auto reply = post(to(server.port(), "hello"), patient);
    EXPECT_EQ(reply.status, 202);
    EXPECT_EQ(reply.body, "taken");
    EXPECT_EQ(seen, "POST /messages?kind=code k1 hello");
}

TEST(http_client, tells_a_temporary_no_from_a_lasting_one) {
    const auto answer = [](int status) { return answer_of({.status = status, .body = {}}); };
    for (const int status : {200, 202, 204, 299}) EXPECT_EQ(answer(status), Answer::taken);
    for (const int status : {408, 425, 429, 500, 503}) EXPECT_EQ(answer(status), Answer::try_later);
    for (const int status : {100, 302, 400, 401, 404, 409})
        EXPECT_EQ(answer(status), Answer::refused);
}

TEST(http_client, gives_up_a_server_that_does_not_answer) {
    testing::Unanswered unanswered;
    RunningServer server;
    server.handler.answer = [&](const RequestView&, Responder responder) {
        unanswered.keep(std::move(responder));
    };
    EXPECT_THROW(post(to(server.port()), {.patience = 200ms}), ClientFault);
    unanswered.answer_all();
}

TEST(http_client, reports_a_closed_port_as_a_fault) {
    const testing::ClosedPort closed;
    EXPECT_THROW(post(to(closed.port()), patient), ClientFault);
}

TEST(http_client, refuses_a_reply_that_is_too_large) {
    RunningServer server;
    server.handler.answer = [&](const RequestView&, Responder responder) {
        const std::string large(2'000, 'x');
        responder.answer({.content_type = "text/plain", .body = large});
    };
    EXPECT_THROW(post(to(server.port()), {.patience = 5min, .reply_bytes_max = 1'000}),
                 ClientFault);
    EXPECT_EQ(post(to(server.port()), {.patience = 5min, .reply_bytes_max = 3'000}).body.size(),
              2'000U);
}

TEST(http_client, does_not_follow_redirects) {
    RunningServer server;
    int calls = 0;
    server.handler.answer = [&](const RequestView&, Responder responder) {
        ++calls;
        const Header location{"location", "/elsewhere"};
        responder.answer({.status = 302, .headers = {&location, 1}});
    };
    EXPECT_EQ(post(to(server.port()), patient).status, 302);
    EXPECT_EQ(calls, 1);
}

/// A server with a certificate for localhost that only its own file vouches for.
struct CertifiedServer : ::testing::Test {
    std::filesystem::path folder = [] {
        auto pattern = (std::filesystem::temp_directory_path() / "dlfp-client-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder");
        return std::filesystem::path{pattern};
    }();
    std::string certificate = (folder / "tls.crt").string();
    std::unique_ptr<RunningServer> server = [this] {
        const auto key = (folder / "tls.key").string();
        make_development_certificate(certificate, key, {});
        auto options = RunningServer::one_thread();
        options.tls = TlsFiles{certificate, key};
        return std::make_unique<RunningServer>(options);
    }();

    ~CertifiedServer() override { std::filesystem::remove_all(folder); }
    Outgoing to_host(const std::string& host) const {
        auto outgoing = to(server->port());
        outgoing.url = *Url::parse("https://" + host + ':' + std::to_string(server->port()) + '/');
        return outgoing;
    }
};

TEST_F(CertifiedServer, is_called_when_its_certificate_is_trusted) {
    const auto reply = post(to_host("localhost"), {.patience = 5min, .trusted_file = certificate});
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "POST / {}");
}

TEST_F(CertifiedServer, is_not_told_anything_when_nobody_vouches_for_it) {
    std::atomic<int> calls = 0;
    server->handler.answer = [&](const RequestView&, Responder responder) {
        ++calls;
        responder.answer({});
    };
    EXPECT_THROW(post(to_host("localhost"), patient), ClientFault);
    EXPECT_EQ(calls, 0);
}

TEST_F(CertifiedServer, is_not_taken_for_another_host) {
    EXPECT_THROW(post(to_host("127.0.0.2"), {.patience = 5min, .trusted_file = certificate}),
                 ClientFault);
}

TEST(http_url, is_taken_apart) {
    const auto plain = Url::parse("https://sms.example/v1/send?a=b");
    ASSERT_TRUE(plain);
    EXPECT_TRUE(plain->is_tls);
    EXPECT_EQ(plain->host + ' ' + plain->port + ' ' + plain->target,
              "sms.example 443 /v1/send?a=b");
    const auto local = Url::parse("http://[::1]:8080");
    ASSERT_TRUE(local);
    EXPECT_EQ(local->host + ' ' + local->port + ' ' + local->target, "::1 8080 /");
    EXPECT_TRUE(local->is_loopback());
    EXPECT_EQ(Url::parse("https://sms.example?x=1")->target, "/?x=1");
    EXPECT_FALSE(Url::parse("https://127.0.0.1.example/")->is_loopback());
}

TEST(http_url, that_is_something_else_is_refused) {
    for (const char* text :
         {"", "sms.example", "ftp://sms.example/", "https://", "https:///path",
          "https://user@sms.example/", "https://sms.example:0/", "https://sms.example:/",
          "https://sms.example:port/", "https://sms.example:123456/", "https://[::1",
          "https://a b/", "https://sms.example/#part", "https://sms.example/\r\nx: y"})
        EXPECT_FALSE(Url::parse(text)) << text;
}

}  // namespace
}  // namespace dlfp::http
