// Less usual conversations that are still right, and what the handler is asked before it gets a
// body.
#include <gtest/gtest.h>

#include <mutex>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "platform/runtime/http/http_test_client.h"
#include "platform/runtime/http/internal/static_index.h"

namespace dlfp::http {
namespace {

using namespace testing;

// Records what it is asked before a body, and limits by path.
class CarefulHandler final : public Handler {
public:
    BodyRules body_rules(Method method, std::string_view path) override {
        const std::lock_guard lock(mutex_);
        asked_.push_back(std::string(method_text(method)) + " " + std::string(path));
        if (path == "/fault") throw std::runtime_error("a fault");
        return {.body_bytes_max = path == "/small" ? 4u : 1000u};
    }

    void on_request(const RequestView& request, Responder responder) override {
        responder.answer({.body = request.body});
        if (request.path == "/late-fault") throw std::runtime_error("behind the answer");
    }

    std::vector<std::string> asked() {
        const std::lock_guard lock(mutex_);
        return asked_;
    }

private:
    std::mutex mutex_;
    std::vector<std::string> asked_;
};

struct CarefulServer {
    CarefulServer() : server(RunningServer::one_thread(), handler) { server.start(); }
    CarefulHandler handler;
    Server server;
};

std::string post(const std::string& path, const std::string& body) {
    return "POST " + path +
           " HTTP/1.1\r\nhost: t\r\ncontent-length: " + std::to_string(body.size()) + "\r\n\r\n" +
           body;
}

TEST(body_rules, are_asked_only_where_a_body_is_announced) {
    CarefulServer careful;
    RawClient client(careful.server.port());
    client.get("/plain");
    client.receive();
    EXPECT_EQ(client.ask(post("/empty", "")).status, 200);
    EXPECT_EQ(careful.handler.asked(), std::vector<std::string>{});
    EXPECT_EQ(client.ask(post("/full", "body")).body, "body");
    client.send("PUT /chunks HTTP/1.1\r\nhost: t\r\ntransfer-encoding: chunked\r\n\r\n");
    EXPECT_EQ(client.ask("2\r\nab\r\n0\r\n\r\n").body, "ab");
    EXPECT_EQ(careful.handler.asked(), (std::vector<std::string>{"POST /full", "PUT /chunks"}));
}

TEST(body_rules, limit_each_request_by_its_own_path) {
    CarefulServer careful;
    RawClient client(careful.server.port());
    EXPECT_EQ(client.ask(post("/large", "12345")).body, "12345");
    EXPECT_EQ(client.ask(post("/small", "1234")).body, "1234");
    EXPECT_EQ(client.ask(post("/small?longer=target", "12345")).status, 413);
}

TEST(body_rules, fault_in_them_is_ours_and_answers_500) {
    CarefulServer careful;
    RawClient client(careful.server.port());
    EXPECT_EQ(client.ask(post("/fault", "body")).status, 500);
    EXPECT_TRUE(client.ends()) << "the body was not read, so the next request has no beginning";
    EXPECT_EQ(careful.server.counters().requests, 0u);
}

TEST(conversation, exception_behind_the_answer_does_not_answer_twice) {
    CarefulServer careful;
    RawClient client(careful.server.port());
    EXPECT_EQ(client.ask(post("/late-fault", "one")).body, "one");
    EXPECT_EQ(client.ask(post("/x", "two")).body, "two");
}

TEST(conversation, get_may_carry_a_body) {
    RunningServer server;
    RawClient client(server.port());
    client.send("GET /q HTTP/1.1\r\nhost: t\r\ncontent-length: 3\r\n\r\nabc");
    EXPECT_EQ(client.receive().body, "GET /q abc");
}

TEST(conversation, heads_and_gets_take_turns_without_confusion) {
    RunningServer server;
    RawClient client(server.port());
    std::string bytes;
    for (int i = 0; i < 20; ++i) {
        bytes += "HEAD /h HTTP/1.1\r\nhost: t\r\n\r\nGET /g HTTP/1.1\r\nhost: t\r\n\r\n";
    }
    client.send(bytes);
    for (int i = 0; i < 20; ++i) {
        EXPECT_EQ(client.receive(Expects::head_only).header("content-length"), "8");
        ASSERT_EQ(client.receive().body, "GET /g ");
    }
}

TEST(conversation, refusal_behind_a_head_request_has_its_body) {
    RunningServer server;
    RawClient client(server.port());
    client.send("HEAD /h HTTP/1.1\r\nhost: t\r\n\r\nBAD\r\n\r\n");
    client.receive(Expects::head_only);
    const ReceivedReply refusal = client.receive();
    EXPECT_EQ(refusal.status, 400);
    EXPECT_FALSE(refusal.body.empty());
}

TEST(conversation, options_may_ask_about_the_server_itself) {
    RunningServer server;
    RawClient client(server.port());
    EXPECT_EQ(client.ask("OPTIONS * HTTP/1.1\r\nhost: t\r\n\r\n").body, "OPTIONS * ");
}

TEST(conversation, upgrade_that_nobody_offers_is_an_ordinary_request) {
    RunningServer server;
    RawClient client(server.port());
    const ReceivedReply reply =
        client.ask("GET /x HTTP/1.1\r\nhost: t\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n");
    EXPECT_EQ(reply.status, 200);
    client.get("/x");
    EXPECT_EQ(client.receive().status, 200);
}

TEST(conversation, expectation_of_http_1_0_is_not_answered_with_100) {
    RunningServer server;
    RawClient client(server.port());
    EXPECT_EQ(
        client.ask("POST /x HTTP/1.0\r\nexpect: 100-continue\r\ncontent-length: 1\r\n\r\nb").status,
        200);
}

TEST(conversation, chunked_body_after_continue_arrives) {
    RunningServer server;
    RawClient client(server.port());
    client.send(
        "POST /x HTTP/1.1\r\nhost: t\r\nexpect: 100-Continue\r\ntransfer-encoding: "
        "chunked\r\n\r\n");
    EXPECT_EQ(client.receive().status, 100);
    EXPECT_EQ(client.ask("3\r\nabc\r\n0\r\n\r\n").body, "POST /x abc");
}

TEST(conversation, line_ends_between_requests_are_no_request) {
    RunningServer server;
    RawClient client(server.port());
    client.get("/x");
    EXPECT_EQ(client.receive().status, 200);
    EXPECT_EQ(client.ask("\r\n\r\n").status, 400);
    EXPECT_TRUE(client.ends());
}

TEST(conversation, large_body_comes_back_whole_through_small_socket_buffers) {
    RunningServer server;
    server.handler.answer = [](const RequestView& request, Responder responder) {
        responder.answer({.body = request.body});
    };
    RawClient client(server.port(), 4096);
    std::string body;
    std::mt19937 random(3);
    while (body.size() < 900'000) body.push_back(static_cast<char>(random() % 256));
    client.send(post("/echo", body));
    EXPECT_TRUE(client.receive().body == body);
}

// clause: 5.1.4-i, 6.3.1-d-2.3
TEST(static_index, random_paths_name_nothing_that_was_not_loaded) {
    // Whatever decoding yields, it is a key or no key; this guards the decoder itself.
    std::mt19937 random(11);
    const std::string alphabet = "/.%0123456789abcdefABCDEF2e5c";
    for (int round = 0; round < 20'000; ++round) {
        std::string path;
        for (unsigned i = 0; i < random() % 24; ++i) path += alphabet[random() % alphabet.size()];
        const auto decoded = internal::percent_decoded(path);
        if (!decoded) continue;
        EXPECT_EQ(decoded->find('\0'), std::string::npos) << path;
        EXPECT_LE(decoded->size(), path.size()) << path;
        if (path.find('%') == std::string::npos) EXPECT_EQ(*decoded, path);
    }
}

}  // namespace
}  // namespace dlfp::http
