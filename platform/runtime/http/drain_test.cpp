// Leaving in good order: nobody who asked stays without an answer, nobody holds the server up.
#include <gtest/gtest.h>

#include <future>
#include <optional>
#include <thread>

#include "platform/runtime/http/http_test_client.h"

namespace dlfp::http {
namespace {

using namespace testing;

TEST(drain, without_connections_is_done_at_once) {
    RunningServer server;
    EXPECT_TRUE(server->drain(patience));
}

TEST(drain, closes_idle_connections_and_accepts_no_more) {
    RunningServer server;
    RawClient idle(server.port());
    idle.get("/x");
    EXPECT_EQ(idle.receive().status, 200);
    std::future<bool> drained = std::async([&] { return server->drain(patience); });
    EXPECT_TRUE(idle.ends());
    idle.disconnect();
    EXPECT_TRUE(drained.get());
    RawClient late(server.port());
    EXPECT_FALSE(late.connected());
}

TEST(drain, lets_a_running_request_finish_and_then_closes) {
    RunningServer server;
    std::promise<Responder> promise;
    server.handler.answer = [&](const RequestView&, Responder responder) {
        promise.set_value(std::move(responder));
    };
    RawClient client(server.port());
    client.get("/slow");
    Responder responder = await(promise.get_future());
    RawClient witness(server.port());
    std::future<bool> drained = std::async([&] { return server->drain(patience); });
    EXPECT_TRUE(witness.ends()) << "draining has begun";
    witness.disconnect();
    responder.answer({.body = "finished"});
    const ReceivedReply reply = client.receive();
    EXPECT_EQ(reply.body, "finished");
    EXPECT_EQ(reply.header("connection"), "close");
    EXPECT_TRUE(client.ends());
    client.disconnect();
    EXPECT_TRUE(drained.get());
}

TEST(drain, finishes_a_request_that_has_only_half_arrived) {
    RunningServer server;
    RawClient client(server.port());
    client.send("POST /x HTTP/1.1\r\nhost: t\r\ncontent-length: 4\r\n\r\nbo");
    EXPECT_TRUE(eventually([&] { return server->counters().bytes_received > 0; }));
    RawClient witness(server.port());
    std::future<bool> drained = std::async([&] { return server->drain(patience); });
    EXPECT_TRUE(witness.ends());
    witness.disconnect();
    client.send("dy");
    EXPECT_EQ(client.receive().body, "POST /x body");
    client.disconnect();
    EXPECT_TRUE(drained.get());
}

TEST(drain, ends_event_streams) {
    RunningServer server;
    std::promise<void> closed;
    server.handler.answer = [&](const RequestView&, Responder responder) {
        responder.start_events({.on_close = [&closed] { closed.set_value(); }});
    };
    RawClient client(server.port());
    client.get("/events");
    EXPECT_EQ(client.receive().status, 200);
    EXPECT_TRUE(server->drain(patience));
    EXPECT_EQ(closed.get_future().wait_for(patience), std::future_status::ready);
    EXPECT_TRUE(client.ends());
}

TEST(drain, gives_up_on_a_request_that_never_ends) {
    RunningServer server;
    std::promise<Responder> promise;
    server.handler.answer = [&](const RequestView&, Responder responder) {
        promise.set_value(std::move(responder));
    };
    RawClient client(server.port());
    client.get("/never");
    Responder responder = await(promise.get_future());
    EXPECT_FALSE(server->drain(30ms));
    server->stop();
    EXPECT_TRUE(client.ends());
    EXPECT_TRUE(responder.peer_gone());
}

TEST(drain, stop_may_be_called_twice_and_before_start) {
    ScriptedHandler handler;
    Server never_started(RunningServer::one_thread(), handler);
    never_started.stop();
    RunningServer server;
    server->stop();
    server->stop();
}

}  // namespace
}  // namespace dlfp::http
