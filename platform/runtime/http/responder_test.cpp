// Late, missing, double and foreign-thread answers.
#include "platform/runtime/http/responder.h"

#include <gtest/gtest.h>

#include <future>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "platform/runtime/http/http_test_client.h"

namespace dlfp::http {
namespace {

using namespace testing;

// Keeps responders for the test's thread.
class Kept {
public:
    ScriptedHandler::Answer taking() {
        return [this](const RequestView& request, Responder responder) {
            if (request.path == "/now") return responder.answer({.body = "now"});
            const std::lock_guard lock(mutex_);
            responders_.push_back(std::move(responder));
        };
    }

    std::size_t count() {
        const std::lock_guard lock(mutex_);
        return responders_.size();
    }

    Responder take() {
        EXPECT_TRUE(eventually([this] { return count() > 0; }));
        const std::lock_guard lock(mutex_);
        Responder taken = std::move(responders_.front());
        responders_.erase(responders_.begin());
        return taken;
    }

private:
    std::mutex mutex_;
    std::vector<Responder> responders_;
};

TEST(responder, answer_from_another_thread_arrives) {
    RunningServer server;
    Kept kept;
    server.handler.answer = kept.taking();
    RawClient client(server.port());
    client.get("/late");
    const std::string body = "late";
    const std::vector<Header> headers{{"x-from", "elsewhere"}};
    kept.take().answer({.status = 201, .headers = headers, .body = body});
    const ReceivedReply reply = client.receive();
    EXPECT_EQ(reply.status, 201);
    EXPECT_EQ(reply.body, "late");
    EXPECT_EQ(reply.header("x-from"), "elsewhere");
}

TEST(responder, owned_response_arrives_from_either_thread) {
    RunningServer server;
    server.handler.answer = [](const RequestView& request, Responder responder) {
        Response response{.status = 202, .headers = {{"x-owned", "yes"}}, .body = "owned"};
        if (request.path == "/now") return responder.answer_with(std::move(response));
        std::thread([kept = std::move(responder), response]() mutable {
            kept.answer_with(std::move(response));
        }).detach();
    };
    RawClient client(server.port());
    for (const char* const path : {"/now", "/later"}) {
        client.get(path);
        const ReceivedReply reply = client.receive();
        EXPECT_EQ(reply.status, 202) << path;
        EXPECT_EQ(reply.header("x-owned"), "yes") << path;
        EXPECT_EQ(reply.body, "owned") << path;
    }
}

TEST(responder, pipelined_requests_behind_a_late_answer_wait_for_it) {
    RunningServer server;
    Kept kept;
    server.handler.answer = kept.taking();
    RawClient client(server.port());
    client.send(
        "GET /now HTTP/1.1\r\nhost: t\r\n\r\nGET /late HTTP/1.1\r\nhost: t\r\n\r\n"
        "GET /now HTTP/1.1\r\nhost: t\r\n\r\n");
    EXPECT_EQ(client.receive().body, "now");
    Responder late = kept.take();
    EXPECT_EQ(server->counters().requests, 2u) << "the third waits behind the second";
    late.answer({.body = "late"});
    EXPECT_EQ(client.receive().body, "late");
    EXPECT_EQ(client.receive().body, "now");
}

TEST(responder, flood_behind_a_late_answer_is_not_read_into_memory) {
    RunningServer server;
    Kept kept;
    server.handler.answer = kept.taking();
    RawClient client(server.port());
    client.get("/late");
    Responder late = kept.take();
    std::string flood;
    const int count = 3000;  // 120 KB: more than the input buffer, less than the socket's
    for (int i = 0; i < count; ++i) flood += "GET /now HTTP/1.1\r\nhost: test\r\n\r\n";
    client.send(flood);
    EXPECT_TRUE(eventually([&] { return server->counters().bytes_received > 16 * 1024; }));
    EXPECT_LT(server->counters().bytes_received, 32u * 1024);
    RawClient witness(server.port());
    EXPECT_FALSE(spins(server, witness, "/now"))
        << "the rest stays readable and must not wake the loop again";
    late.answer({.body = "late"});
    EXPECT_EQ(client.receive().body, "late");
    for (int i = 0; i < count; ++i) ASSERT_EQ(client.receive().body, "now") << i;
}

TEST(responder, dropped_unanswered_it_sends_500) {
    RunningServer server;
    server.handler.answer = [](const RequestView& request, Responder responder) {
        if (request.path == "/there") std::thread([kept = std::move(responder)] {}).detach();
    };
    RawClient client(server.port());
    for (const char* const path : {"/here", "/there"}) {
        client.get(path);
        const ReceivedReply reply = client.receive();
        EXPECT_EQ(reply.status, 500) << path;
        EXPECT_NE(reply.body.find("http.unanswered"), std::string::npos) << path;
    }
}

TEST(responder, exception_in_the_handler_sends_500_and_keeps_the_connection) {
    RunningServer server;
    server.handler.answer = [](const RequestView& request, Responder responder) {
        if (request.path == "/throw") throw std::runtime_error("a fault");
        responder.answer({.body = "fine"});
    };
    RawClient client(server.port());
    client.get("/throw");
    EXPECT_EQ(client.receive().status, 500);
    client.get("/x");
    EXPECT_EQ(client.receive().body, "fine");
}

TEST(responder, second_answer_is_ignored) {
    RunningServer server;
    server.handler.answer = [](const RequestView&, Responder responder) {
        responder.answer({.body = "first"});
        responder.answer({.body = "second"});
    };
    RawClient client(server.port());
    client.get("/1");
    EXPECT_EQ(client.receive().body, "first");
    client.get("/2");
    EXPECT_EQ(client.receive().body, "first");
}

TEST(responder, header_with_a_line_break_becomes_500_not_a_second_header) {
    RunningServer server;
    server.handler.answer = [](const RequestView& request, Responder responder) {
        const std::vector<Header> headers{request.path == "/value"
                                              ? Header{"location", "/a\r\nset-cookie: b"}
                                              : Header{"x\r\nset-cookie", "b"}};
        responder.answer({.headers = headers});
    };
    RawClient client(server.port());
    for (const char* const path : {"/value", "/name"}) {
        client.get(path);
        const ReceivedReply reply = client.receive();
        EXPECT_EQ(reply.status, 500) << path;
        EXPECT_EQ(reply.headers.count("set-cookie"), 0u) << path;
    }
}

TEST(responder, reply_may_replace_a_security_header) {
    RunningServer server;
    server.handler.answer = [](const RequestView&, Responder responder) {
        const std::vector<Header> headers{{"cache-control", "private, max-age=5"}};
        responder.answer({.headers = headers});
    };
    RawClient client(server.port());
    client.get("/");
    const ReceivedReply reply = client.receive();
    EXPECT_EQ(reply.header("cache-control"), "private, max-age=5");
    EXPECT_EQ(reply.header("x-content-type-options"), "nosniff");
}

TEST(responder, knows_when_the_peer_has_gone) {
    RunningServer server;
    Kept kept;
    server.handler.answer = kept.taking();
    for (const bool with_reset : {false, true}) {
        RawClient client(server.port());
        client.get("/late");
        Responder late = kept.take();
        EXPECT_FALSE(late.peer_gone());
        with_reset ? client.reset() : client.disconnect();
        EXPECT_TRUE(eventually([&] { return late.peer_gone(); }));
        late.answer({.body = "to nobody"});
    }
    EXPECT_TRUE(eventually([&] { return server->counters().connections_open == 0; }));
}

TEST(responder, half_closed_client_gets_its_late_answer) {
    RunningServer server;
    Kept kept;
    server.handler.answer = kept.taking();
    RawClient client(server.port());
    client.get("/late");
    client.finish_sending();
    Responder late = kept.take();
    EXPECT_TRUE(eventually([&] { return late.peer_gone(); })) << "it may be gone: work may stop";
    RawClient witness(server.port());
    EXPECT_FALSE(spins(server, witness, "/now"))
        << "the end stays readable and must not wake the loop again";
    late.answer({.body = "late"});
    EXPECT_EQ(client.receive().body, "late");
    EXPECT_TRUE(client.ends());
}

TEST(responder, outlives_the_server) {
    std::optional<Responder> late;
    {
        RunningServer server;
        Kept kept;
        server.handler.answer = kept.taking();
        RawClient client(server.port());
        client.get("/late");
        late.emplace(kept.take());
    }
    EXPECT_TRUE(late->peer_gone());
    late->answer({.body = "to nobody"});
}

TEST(responder, answer_for_a_closed_connection_does_not_reach_its_successor) {
    RunningServer server;
    Kept kept;
    server.handler.answer = kept.taking();
    std::optional<RawClient> first(std::in_place, server.port());
    first->get("/late");
    Responder late = kept.take();
    first->reset();
    EXPECT_TRUE(eventually([&] { return server->counters().connections_open == 0; }));
    RawClient second(server.port());
    second.get("/late");
    Responder own = kept.take();
    late.answer({.body = "for the first"});
    own.answer({.body = "for the second"});
    EXPECT_EQ(second.receive().body, "for the second");
}

TEST(responder, many_threads_answer_many_connections) {
    ServerOptions options;
    options.threads = 2;
    RunningServer server(options);
    Kept kept;
    server.handler.answer = kept.taking();
    constexpr int connections = 50;
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < connections; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.port()));
        clients.back()->get("/late");
    }
    std::vector<std::thread> threads;
    for (int t = 0; t < 5; ++t) {
        threads.emplace_back([&kept] {
            for (int i = 0; i < connections / 5; ++i) kept.take().answer({.body = "done"});
        });
    }
    for (std::thread& thread : threads) thread.join();
    for (const auto& client : clients) EXPECT_EQ(client->receive().body, "done");
}

TEST(responder, large_shared_body_reaches_slow_and_fast_readers_whole) {
    RunningServer server;
    const auto body = std::make_shared<const std::string>(8u * 1024 * 1024, 'L');
    server.handler.answer = [&](const RequestView&, Responder responder) {
        responder.answer({.shared_body = body});
    };
    RawClient slow(server.port(), 4096);
    slow.get("/large");
    slow.get("/large");  // must wait for the first to be out
    RawClient fast(server.port());
    fast.get("/large");
    EXPECT_EQ(fast.receive().body, *body);
    EXPECT_EQ(slow.receive().body, *body);
    EXPECT_EQ(slow.receive().body, *body);
}

}  // namespace
}  // namespace dlfp::http
