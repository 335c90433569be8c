// What a hostile or slow peer can make grow, and for how long it can hold on.
#include <gtest/gtest.h>

#include <sys/resource.h>

#include <future>
#include <memory>
#include <vector>

#include "platform/runtime/http/http_test_client.h"

namespace dlfp::http {
namespace {

using namespace testing;

ServerOptions impatient() {
    ServerOptions options = RunningServer::one_thread();
    options.idle_timeout = 20ms;
    options.header_timeout = 20ms;
    options.body_timeout = 20ms;
    options.write_timeout = 20ms;
    options.linger_timeout = 20ms;
    return options;
}

struct Oversized {
    const char* what;
    std::string bytes;
    int status;
    const char* code;
};

TEST(http_limits, oversized_requests_are_refused_by_name) {
    ServerOptions options = RunningServer::one_thread();
    options.header_bytes_max = 2048;
    options.target_bytes_max = 1000;
    options.header_fields_max = 10;
    std::string many_fields = "GET / HTTP/1.1\r\nhost: t\r\n";
    for (int i = 0; i < 10; ++i) many_fields += "x: y\r\n";
    const std::vector<Oversized> rows{
        {"long target", "GET /" + std::string(1000, 'a') + " HTTP/1.1\r\nhost: t\r\n\r\n", 414,
         "http.target_too_long"},
        {"endless request line", "GET /" + std::string(5000, 'a'), 414, "http.target_too_long"},
        {"large header", "GET / HTTP/1.1\r\nhost: t\r\nx: " + std::string(3000, 'a') + "\r\n\r\n",
         431, "http.headers_too_large"},
        {"many headers", many_fields + "\r\n", 431, "http.headers_too_large"},
        {"large body", "POST / HTTP/1.1\r\nhost: t\r\ncontent-length: 101\r\n\r\n", 413,
         "http.body_too_large"},
        {"large chunk", "POST / HTTP/1.1\r\nhost: t\r\ntransfer-encoding: chunked\r\n\r\n65\r\n",
         413, "http.body_too_large"},
    };
    RunningServer server(options);
    server.handler.body_bytes_max = 100;
    for (const Oversized& row : rows) {
        RawClient client(server.port());
        const ReceivedReply reply = client.ask(row.bytes);
        EXPECT_EQ(reply.status, row.status) << row.what;
        EXPECT_NE(reply.body.find(row.code), std::string::npos) << row.what << ": " << reply.body;
        EXPECT_TRUE(client.ends()) << row.what;
    }
    EXPECT_EQ(server->counters().requests, 0u);
    EXPECT_EQ(server->counters().requests_refused, rows.size());
}

TEST(http_limits, body_at_the_limit_passes) {
    RunningServer server;
    server.handler.body_bytes_max = 100'000;
    RawClient client(server.port());
    const std::string body(100'000, 'b');
    client.send("POST / HTTP/1.1\r\nhost: t\r\ncontent-length: 100000\r\n\r\n" + body);
    EXPECT_EQ(client.receive().body, "POST / " + body);
}

TEST(http_limits, silent_connection_is_closed_without_a_word) {
    RunningServer server(impatient());
    RawClient client(server.port());
    EXPECT_TRUE(client.ends());
    EXPECT_GE(server->counters().timeouts, 1u);
}

TEST(http_limits, idle_connection_is_closed_after_its_answer) {
    RunningServer server(impatient());
    RawClient client(server.port());
    client.get("/x");
    EXPECT_EQ(client.receive().status, 200);
    EXPECT_TRUE(client.ends());
}

TEST(http_limits, half_a_head_is_timed_out_with_408) {
    RunningServer server(impatient());
    RawClient client(server.port());
    const ReceivedReply reply = client.ask("GET / HTTP/1.1\r\nhost: t\r\n");
    EXPECT_EQ(reply.status, 408);
    EXPECT_NE(reply.body.find("http.request_timed_out"), std::string::npos);
    EXPECT_TRUE(client.ends());
}

TEST(http_limits, dripping_headers_do_not_extend_the_time_out) {
    ServerOptions options = impatient();
    options.idle_timeout = 60s;  // only the head's own time-out may end this
    RunningServer server(options);
    RawClient client(server.port());
    client.send("GET / HTTP/1.1\r\nhost: t\r\nx: ");
    int drops = 0;
    while (!client.readable_within(1ms) && drops < 10'000) drops += client.send("y") ? 1 : 0;
    EXPECT_LT(drops, 10'000) << "the drip has outlived the time-out";
    EXPECT_EQ(client.receive().status, 408);
}

TEST(http_limits, dripping_body_does_not_extend_the_time_out) {
    RunningServer server(impatient());
    RawClient client(server.port());
    client.send("POST / HTTP/1.1\r\nhost: t\r\ncontent-length: 20000\r\n\r\n");
    int drops = 0;
    while (!client.readable_within(1ms) && drops < 10'000) drops += client.send("y") ? 1 : 0;
    EXPECT_LT(drops, 10'000) << "the drip has outlived the time-out";
    EXPECT_EQ(client.receive().status, 408);
}

TEST(http_limits, half_a_body_is_timed_out_with_408) {
    RunningServer server(impatient());
    RawClient client(server.port());
    EXPECT_EQ(client.ask("POST / HTTP/1.1\r\nhost: t\r\ncontent-length: 9\r\n\r\nhalf").status,
              408);
    EXPECT_TRUE(client.ends());
    EXPECT_EQ(server->counters().requests, 0u);
}

TEST(http_limits, reader_that_stops_reading_is_cut_off) {
    RunningServer server(impatient());
    const auto body = std::make_shared<const std::string>(16u * 1024 * 1024, 'b');
    server.handler.answer = [&](const RequestView&, Responder responder) {
        responder.answer({.shared_body = body});
    };
    RawClient client(server.port(), 4096);
    client.get("/large");
    EXPECT_TRUE(eventually([&] { return server->counters().requests == 1; }));
    EXPECT_TRUE(eventually([&] { return server->counters().connections_open == 0; }));
    EXPECT_LT(client.receive_rest().size(), body->size());
}

TEST(http_limits, running_request_is_not_timed_out) {
    RunningServer server(impatient());
    std::promise<Responder> promise;
    server.handler.answer = [&](const RequestView&, Responder responder) {
        promise.set_value(std::move(responder));
    };
    RawClient running(server.port());
    running.get("/slow");
    Responder responder = await(promise.get_future());
    // Another connection, opened later, meanwhile runs into the time-out of an idle one.
    RawClient idle(server.port());
    EXPECT_TRUE(idle.ends());
    responder.answer({.body = "slow"});
    EXPECT_EQ(running.receive().body, "slow");
}

TEST(http_limits, peer_that_never_closes_is_left_after_the_linger) {
    RunningServer server(impatient());
    RawClient client(server.port());
    client.send("BAD\r\n\r\n");
    EXPECT_TRUE(eventually([&] { return server->counters().connections_accepted == 1; }));
    EXPECT_TRUE(eventually([&] { return server->counters().connections_open == 0; }));
}

TEST(http_limits, connection_over_the_limit_is_told_so_and_room_is_given_back) {
    ServerOptions options = RunningServer::one_thread();
    options.connections_max = 2;
    RunningServer server(options);
    RawClient first(server.port());
    RawClient second(server.port());
    first.get("/1");
    second.get("/2");
    EXPECT_EQ(first.receive().status, 200);
    EXPECT_EQ(second.receive().status, 200);
    {
        RawClient third(server.port());
        const ReceivedReply reply = third.receive();
        EXPECT_EQ(reply.status, 503);
        EXPECT_NE(reply.body.find("http.too_many_connections"), std::string::npos);
        EXPECT_TRUE(third.ends());
    }
    EXPECT_EQ(server->counters().connections_refused, 1u);
    first.disconnect();
    EXPECT_TRUE(eventually([&] { return server->counters().connections_open == 1; }));
    RawClient fourth(server.port());
    fourth.get("/4");
    EXPECT_EQ(fourth.receive().status, 200);
}

TEST(http_limits, one_address_can_not_take_all_connections) {
    ServerOptions options = RunningServer::one_thread();
    options.connections_per_address_max = 1;
    RunningServer server(options);
    RawClient first(server.port());
    first.get("/1");
    EXPECT_EQ(first.receive().status, 200);
    RawClient second(server.port());
    EXPECT_EQ(second.receive().status, 503);
    first.disconnect();
    second.disconnect();
    EXPECT_TRUE(eventually([&] { return server->counters().connections_open == 0; }));
    RawClient third(server.port());
    third.get("/3");
    EXPECT_EQ(third.receive().status, 200);
}

// Leaves the process `free` descriptors while it lives.
class FewDescriptors {
public:
    explicit FewDescriptors(std::size_t free) {
        getrlimit(RLIMIT_NOFILE, &before_);
        rlimit few = before_;
        few.rlim_cur = 200;
        setrlimit(RLIMIT_NOFILE, &few);
        for (int fd = ::dup(0); fd >= 0; fd = ::dup(0)) taken_.push_back(fd);
        for (; free > 0 && !taken_.empty(); --free) release_one();
    }
    ~FewDescriptors() {
        setrlimit(RLIMIT_NOFILE, &before_);
        while (!taken_.empty()) release_one();
    }
    FewDescriptors(const FewDescriptors&) = delete;
    FewDescriptors& operator=(const FewDescriptors&) = delete;

    void release_one() {
        ::close(taken_.back());
        taken_.pop_back();
    }

private:
    rlimit before_{};
    std::vector<int> taken_;
};

TEST(http_limits, running_out_of_descriptors_delays_a_connection_and_loses_none) {
    ServerOptions options = RunningServer::one_thread();
    options.linger_timeout = 20ms;  // sets how often the listener is tried again
    RunningServer server(options);
    RawClient before(server.port());
    before.get("/before");
    EXPECT_EQ(before.receive().status, 200);
    FewDescriptors few(1);
    RawClient waiting(server.port());
    ASSERT_TRUE(waiting.connected()) << "the kernel's queue takes it";
    waiting.get("/waiting");
    EXPECT_FALSE(spins(server, before, "/again")) << "who is inside is served meanwhile";
    EXPECT_EQ(server->counters().connections_accepted, 1u);
    few.release_one();
    EXPECT_EQ(waiting.receive().status, 200);
}

TEST(http_limits, pipeline_of_a_peer_that_does_not_read_is_not_answered_into_memory) {
    RunningServer server;
    const std::string body(100'000, 'b');
    server.handler.answer = [&](const RequestView&, Responder responder) {
        responder.answer({.body = body});
    };
    RawClient client(server.port(), 4096);
    std::string flood;
    const int count = 400;  // 40 MB of answers to 13 KB of questions
    for (int i = 0; i < count; ++i) flood += "GET / HTTP/1.1\r\nhost: test\r\n\r\n";
    client.send(flood);
    EXPECT_TRUE(eventually([&] { return server->counters().requests > 0; }));
    // A second connection is served; by then the first has been left blocked.
    RawClient other(server.port());
    other.get("/");
    EXPECT_EQ(other.receive().body.size(), body.size());
    EXPECT_LT(server->counters().requests, 200u);
    for (int i = 0; i < count; ++i) ASSERT_EQ(client.receive().body.size(), body.size()) << i;
}

}  // namespace
}  // namespace dlfp::http
