// One server, raw clients: conversations of the everyday kind.
#include "platform/runtime/http/server.h"

#include <gtest/gtest.h>

#include <mutex>
#include <set>
#include <system_error>
#include <thread>

#include "platform/runtime/http/http_test_client.h"

namespace dlfp::http {
namespace {

using namespace testing;

constexpr std::string_view get_x = "GET /x HTTP/1.1\r\nhost: test\r\n\r\n";

TEST(http_server, connection_is_kept_for_the_next_request) {
    RunningServer server;
    RawClient client(server.port());
    for (int i = 0; i < 3; ++i) {
        const ReceivedReply reply = client.ask(get_x);
        EXPECT_EQ(reply.status, 200);
        EXPECT_EQ(reply.body, "GET /x ");
        EXPECT_EQ(reply.header("connection"), "");
    }
    EXPECT_EQ(server->counters().connections_accepted, 1u);
    EXPECT_EQ(server->counters().requests, 3u);
}

TEST(http_server, pipelined_requests_are_answered_in_order) {
    RunningServer server;
    RawClient client(server.port());
    std::string bytes;
    for (int i = 0; i < 500; ++i) {
        bytes +=
            "POST /" + std::to_string(i) + " HTTP/1.1\r\nhost: t\r\ncontent-length: 1\r\n\r\nb";
    }
    client.send(bytes);
    for (int i = 0; i < 500; ++i) {
        ASSERT_EQ(client.receive().body, "POST /" + std::to_string(i) + " b");
    }
}

TEST(http_server, request_in_single_bytes_is_answered) {
    RunningServer server;
    RawClient client(server.port());
    const std::string bytes = "PUT /y HTTP/1.1\r\nhost: t\r\ncontent-length: 4\r\n\r\nbody";
    for (const char c : bytes) client.send({&c, 1});
    EXPECT_EQ(client.receive().body, "PUT /y body");
}

TEST(http_server, request_view_shows_what_was_sent) {
    RunningServer server;
    server.handler.answer = [](const RequestView& request, Responder responder) {
        EXPECT_EQ(request.method, Method::patch);
        EXPECT_EQ(request.target, "/a%20b?c=d");
        EXPECT_EQ(request.path, "/a%20b");
        EXPECT_EQ(request.query, "c=d");
        EXPECT_EQ(request.header("x-mixed-case"), "Value");
        EXPECT_EQ(request.header("absent"), "");
        EXPECT_EQ(request.body, "xy");
        EXPECT_EQ(request.peer_address, "127.0.0.1");
        EXPECT_FALSE(request.is_tls);
        responder.answer({.status = 204});
    };
    RawClient client(server.port());
    const ReceivedReply reply = client.ask(
        "PATCH /a%20b?c=d HTTP/1.1\r\nHost: t\r\nX-Mixed-CASE: Value\r\nContent-Length: "
        "2\r\n\r\nxy");
    EXPECT_EQ(reply.status, 204);
}

TEST(http_server, head_is_answered_with_length_and_without_body) {
    RunningServer server;
    RawClient client(server.port());
    client.send("HEAD /x HTTP/1.1\r\nhost: t\r\n\r\n");
    const ReceivedReply reply = client.receive(Expects::head_only);
    EXPECT_EQ(reply.header("content-length"), "8");
    EXPECT_EQ(client.ask(get_x).body, "GET /x ");
}

TEST(http_server, reply_without_content_announces_no_length) {
    RunningServer server;
    server.handler.answer = [](const RequestView& request, Responder responder) {
        responder.answer({.status = request.path == "/304" ? 304 : 204, .body = "never sent"});
    };
    RawClient client(server.port());
    for (const std::string path : {"/204", "/304"}) {
        client.get(path);
        const ReceivedReply reply = client.receive();
        EXPECT_EQ("/" + std::to_string(reply.status), path);
        EXPECT_EQ(reply.headers.count("content-length"), 0u);
    }
}

TEST(http_server, http_1_0_closes_unless_it_asks_to_stay) {
    RunningServer server;
    RawClient leaving(server.port());
    EXPECT_EQ(leaving.ask("GET /x HTTP/1.0\r\n\r\n").header("connection"), "close");
    EXPECT_TRUE(leaving.ends());
    RawClient staying(server.port());
    const std::string kept = "GET /x HTTP/1.0\r\nconnection: keep-alive\r\n\r\n";
    EXPECT_EQ(staying.ask(kept).header("connection"), "keep-alive");
    EXPECT_EQ(staying.ask(kept).status, 200);
}

TEST(http_server, connection_close_is_obeyed_and_said) {
    RunningServer server;
    RawClient client(server.port());
    client.send("GET /1 HTTP/1.1\r\nhost: t\r\nconnection: close\r\n\r\n" + std::string(get_x));
    EXPECT_EQ(client.receive().header("connection"), "close");
    EXPECT_TRUE(client.ends()) << "nothing behind the last request is answered";
}

TEST(http_server, connection_ends_after_its_number_of_requests) {
    ServerOptions options = RunningServer::one_thread();
    options.requests_per_connection_max = 2;
    RunningServer server(options);
    RawClient client(server.port());
    EXPECT_EQ(client.ask(get_x).header("connection"), "");
    EXPECT_EQ(client.ask(get_x).header("connection"), "close");
    EXPECT_TRUE(client.ends());
}

TEST(http_server, half_closed_client_gets_its_answers) {
    RunningServer server;
    RawClient client(server.port());
    client.send(std::string(get_x) + std::string(get_x));
    client.finish_sending();
    EXPECT_EQ(client.receive().status, 200);
    EXPECT_EQ(client.receive().status, 200);
    EXPECT_TRUE(client.ends());
}

TEST(http_server, truncated_body_never_reaches_the_handler) {
    RunningServer server;
    RawClient client(server.port());
    client.send("POST /x HTTP/1.1\r\nhost: t\r\ncontent-length: 10\r\n\r\nhalf");
    client.finish_sending();
    EXPECT_TRUE(client.ends());
    EXPECT_EQ(server->counters().requests, 0u);
}

TEST(http_server, truncated_chunked_body_never_reaches_the_handler) {
    RunningServer server;
    RawClient client(server.port());
    client.send("POST /x HTTP/1.1\r\nhost: t\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n");
    client.finish_sending();
    EXPECT_TRUE(client.ends());
    EXPECT_EQ(server->counters().requests, 0u);
}

TEST(http_server, client_that_expects_it_is_told_to_continue) {
    RunningServer server;
    RawClient client(server.port());
    client.send("POST /x HTTP/1.1\r\nhost: t\r\nexpect: 100-continue\r\ncontent-length: 4\r\n\r\n");
    EXPECT_EQ(client.receive().status, 100);
    EXPECT_EQ(client.ask("body").body, "POST /x body");
}

TEST(http_server, oversized_expectation_is_refused_instead_of_continued) {
    RunningServer server;
    server.handler.body_bytes_max = 3;
    RawClient client(server.port());
    const ReceivedReply reply = client.ask(
        "POST /x HTTP/1.1\r\nhost: t\r\nexpect: 100-continue\r\ncontent-length: 4\r\n\r\n");
    EXPECT_EQ(reply.status, 413);
    EXPECT_TRUE(client.ends());
}

TEST(http_server, malformed_request_gets_a_problem_document_and_the_end) {
    RunningServer server;
    RawClient client(server.port());
    const ReceivedReply reply = client.ask("GET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n");
    EXPECT_EQ(reply.status, 400);
    EXPECT_EQ(reply.header("content-type"), "application/problem+json");
    EXPECT_EQ(reply.header("connection"), "close");
    EXPECT_EQ(
        reply.body,
        R"({"type":"about:blank","title":"Bad Request","status":400,"code":"http.malformed"})");
    EXPECT_TRUE(client.ends());
    EXPECT_EQ(server->counters().requests, 0u);
    EXPECT_EQ(server->counters().requests_refused, 1u);
}

TEST(http_server, refused_client_that_sends_on_is_not_reset) {
    RunningServer server;
    server.handler.body_bytes_max = 10;
    RawClient client(server.port());
    client.send("POST /x HTTP/1.1\r\nhost: t\r\ncontent-length: 500000\r\n\r\n");
    EXPECT_EQ(client.receive().status, 413);
    for (int i = 0; i < 50; ++i) {
        ASSERT_TRUE(client.send(std::string(10'000, 'b'))) << "reset at part " << i;
    }
    EXPECT_TRUE(client.ends());
}

TEST(http_server, refused_client_that_never_stops_is_reset) {
    RunningServer server;
    RawClient client(server.port());
    EXPECT_EQ(client.ask("BAD\r\n\r\n").status, 400);
    const std::string flood(100'000, 'f');
    int sent = 0;
    while (client.send(flood) && sent < 1000) ++sent;
    EXPECT_LT(sent, 1000);
}

TEST(http_server, problem_bodies_come_from_the_hook) {
    ServerOptions options = RunningServer::one_thread();
    options.problem_body = [](int status, std::string_view code) {
        return std::to_string(status) + " " + std::string(code);
    };
    RunningServer server(options);
    RawClient client(server.port());
    EXPECT_EQ(client.ask("BAD\r\n\r\n").body, "400 http.malformed");
}

TEST(http_server, failing_hook_falls_back_to_the_default_body) {
    ServerOptions options = RunningServer::one_thread();
    options.problem_body = [](int, std::string_view) -> std::string { throw 1; };
    RunningServer server(options);
    RawClient client(server.port());
    EXPECT_NE(client.ask("BAD\r\n\r\n").body.find("http.malformed"), std::string::npos);
}

TEST(http_server, every_reply_carries_the_security_headers) {
    RunningServer server;
    for (const std::string_view bytes : {get_x, std::string_view("BAD\r\n\r\n")}) {
        RawClient client(server.port());
        const ReceivedReply reply = client.ask(bytes);
        EXPECT_EQ(reply.header("x-content-type-options"), "nosniff");
        EXPECT_EQ(reply.header("referrer-policy"), "no-referrer");
        EXPECT_EQ(reply.header("cache-control"), "no-store");
        EXPECT_NE(reply.header("content-security-policy").find("frame-ancestors 'none'"),
                  std::string::npos);
        EXPECT_EQ(reply.header("content-security-policy").find("unsafe-inline"), std::string::npos);
        EXPECT_EQ(reply.headers.count("strict-transport-security"), 0u) << "only over TLS";
        EXPECT_EQ(reply.header("date").size(), 29u);
    }
}

TEST(http_server, peer_of_a_dual_stack_listener_is_shown_as_it_is) {
    ServerOptions options = RunningServer::one_thread();
    options.address = "::";
    ScriptedHandler handler;
    handler.answer = [](const RequestView& request, Responder responder) {
        responder.answer({.body = request.peer_address});
    };
    Server server(options, handler);
    try {
        server.start();
    } catch (const std::system_error&) {
        GTEST_SKIP() << "no IPv6 here";
    }
    RawClient client(server.port());
    EXPECT_EQ(client.ask(get_x).body, "127.0.0.1");
}

TEST(http_server, two_servers_do_not_share_a_port) {
    RunningServer first;
    ServerOptions options = RunningServer::one_thread();
    options.port = first.port();
    ScriptedHandler handler;
    Server second(options, handler);
    EXPECT_THROW(second.start(), std::system_error);
}

TEST(http_server, name_instead_of_an_address_is_no_listen_address) {
    ServerOptions options;
    options.address = "localhost";
    ScriptedHandler handler;
    Server server(options, handler);
    EXPECT_THROW(server.start(), std::system_error);
}

TEST(http_server, all_threads_serve_the_one_port) {
    ServerOptions options;
    options.threads = 2;
    RunningServer server(options);
    std::mutex mutex;
    std::set<std::thread::id> threads;
    server.handler.answer = [&](const RequestView&, Responder responder) {
        {
            const std::lock_guard lock(mutex);
            threads.insert(std::this_thread::get_id());
        }
        responder.answer({.body = "{}"});
    };
    // The kernel picks the thread by a hash of the ports: 64 connections miss one with 2^-63.
    for (int i = 0; i < 64; ++i) {
        RawClient client(server.port());
        EXPECT_EQ(client.ask(get_x).status, 200);
    }
    EXPECT_EQ(threads.size(), 2u);
}

TEST(http_server, counters_tell_what_went_through) {
    RunningServer server;
    RawClient client(server.port());
    client.ask(get_x);
    const ServerCounters counters = server->counters();
    EXPECT_EQ(counters.connections_open, 1u);
    EXPECT_EQ(counters.bytes_received, get_x.size());
    // Counted behind the write, so the client may be faster.
    EXPECT_TRUE(eventually([&] { return server->counters().bytes_sent > 300; }));
    client.disconnect();
    EXPECT_TRUE(eventually([&] { return server->counters().connections_open == 0; }));
}

}  // namespace
}  // namespace dlfp::http
