// Server-sent events: their bytes, their order, their end, and readers that do not read.
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <memory>
#include <thread>
#include <vector>

#include "platform/runtime/http/http_test_client.h"
#include "platform/runtime/http/internal/event_stream_state.h"

namespace dlfp::http {
namespace {

using namespace testing;

// A server whose handler opens a stream and hands it to the test.
struct StreamingServer {
    explicit StreamingServer(EventStreamOptions given = {},
                             ServerOptions options = RunningServer::one_thread())
        : server(options) {
        server.handler.answer = [this, given](const RequestView& request, Responder responder) {
            if (request.path != "/events") return responder.answer({.body = "plain"});
            EventStreamOptions stream_options = given;
            stream_options.on_close = [this] { ++closed; };
            opened.set_value(responder.start_events(std::move(stream_options)));
        };
    }

    // Opens the stream and consumes the head.
    EventStream open(RawClient& client) {
        client.get("/events");
        EventStream stream = await(opened.get_future());
        head = client.receive();
        return stream;
    }

    std::promise<EventStream> opened;
    std::atomic<int> closed{0};
    ReceivedReply head;
    RunningServer server;
};

TEST(event_text, is_one_line_per_line_of_text) {
    using internal::event_text;
    EXPECT_EQ(event_text({.text = "a"}), "data: a\n\n");
    EXPECT_EQ(event_text({.name = "n", .id = "7", .text = "a\nb\r\nc\rd"}),
              "event: n\nid: 7\ndata: a\ndata: b\ndata: c\ndata: d\n\n");
    EXPECT_EQ(event_text({.text = ""}), "data: \n\n");
    EXPECT_EQ(event_text({.text = "a\n"}), "data: a\ndata: \n\n");
}

TEST(event_text, name_or_id_with_a_line_break_is_no_event) {
    using internal::event_text;
    EXPECT_EQ(event_text({.name = "n\ndata: forged", .text = "a"}), "");
    EXPECT_EQ(event_text({.id = "1\r2", .text = "a"}), "");
    EXPECT_EQ(event_text({.id = std::string_view("1\0", 2), .text = "a"}), "");
}

TEST(event_stream, events_arrive_in_order_with_name_and_id) {
    StreamingServer streaming;
    RawClient client(streaming.server.port());
    const EventStream stream = streaming.open(client);
    EXPECT_EQ(streaming.head.status, 200);
    EXPECT_EQ(streaming.head.header("content-type"), "text/event-stream");
    EXPECT_EQ(streaming.head.header("cache-control"), "no-store");
    for (int i = 0; i < 100; ++i) {
        EXPECT_TRUE(stream.send({.name = "ticket", .id = std::to_string(i), .text = "cooked"}));
    }
    for (int i = 0; i < 100; ++i) {
        ASSERT_TRUE(
            client.receive_until("event: ticket\nid: " + std::to_string(i) + "\ndata: cooked\n\n"));
    }
    EXPECT_FALSE(stream.closed());
    EXPECT_EQ(streaming.server->counters().event_streams_open, 1u);
}

TEST(event_stream, can_be_started_from_another_thread) {
    RunningServer server;
    std::promise<Responder> promise;
    server.handler.answer = [&](const RequestView&, Responder responder) {
        promise.set_value(std::move(responder));
    };
    RawClient client(server.port());
    client.get("/events");
    const EventStream stream = await(promise.get_future()).start_events();
    EXPECT_TRUE(stream.send({.text = "first"}));
    EXPECT_EQ(client.receive().header("content-type"), "text/event-stream");
    EXPECT_TRUE(client.receive_until("data: first\n\n"));
}

TEST(event_stream, many_threads_send_whole_events) {
    StreamingServer streaming({.queue_bytes_max = 4 * 1024 * 1024});
    RawClient client(streaming.server.port());
    const EventStream stream = streaming.open(client);
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&stream, t] {
            for (int i = 0; i < 250; ++i) stream.send({.text = std::string(50, char('a' + t))});
        });
    }
    for (std::thread& thread : threads) thread.join();
    stream.close();
    const std::string all = client.receive_rest();
    EXPECT_EQ(all.size(), 1000 * std::string("data: \n\n").size() + 1000 * 50);
    for (int t = 0; t < 4; ++t) {
        const std::string event = "data: " + std::string(50, char('a' + t)) + "\n\n";
        std::size_t count = 0;
        for (std::size_t at = all.find(event); at != std::string::npos;
             at = all.find(event, at + 1)) {
            ++count;
        }
        EXPECT_EQ(count, 250u);
    }
}

TEST(event_stream, closing_it_ends_the_connection_and_tells_once) {
    StreamingServer streaming;
    RawClient client(streaming.server.port());
    const EventStream stream = streaming.open(client);
    stream.send({.text = "last"});
    stream.close();
    stream.close();
    EXPECT_TRUE(client.receive_until("data: last\n\n"));
    EXPECT_TRUE(client.ends());
    EXPECT_TRUE(eventually([&] { return stream.closed(); }));
    EXPECT_FALSE(stream.send({.text = "too late"}));
    EXPECT_TRUE(eventually([&] { return streaming.closed == 1; }));
    EXPECT_EQ(streaming.server->counters().event_streams_open, 0u);
}

TEST(event_stream, reader_that_leaves_is_noticed) {
    StreamingServer streaming;
    RawClient client(streaming.server.port());
    const EventStream stream = streaming.open(client);
    client.disconnect();
    EXPECT_TRUE(eventually([&] { return stream.closed() && streaming.closed == 1; }));
    EXPECT_FALSE(stream.send({.text = "to nobody"}));
}

TEST(event_stream, reader_that_does_not_read_is_disconnected) {
    StreamingServer streaming({.queue_bytes_max = 64 * 1024});
    RawClient client(streaming.server.port(), 4096);
    const EventStream stream = streaming.open(client);
    const std::string text(8 * 1024, 't');
    // Sending goes on until the stream refuses: the socket's buffers plus the queue are finite.
    std::size_t sent = 0;
    while (stream.send({.text = text}) && sent < 1'000'000) ++sent;
    EXPECT_LT(sent, 10'000u);
    EXPECT_TRUE(eventually([&] { return streaming.closed == 1; }));
    EXPECT_EQ(streaming.server->counters().event_streams_open, 0u);
}

TEST(event_stream, events_for_a_busy_loop_are_not_piled_up) {
    RunningServer server;
    std::promise<EventStream> opened;
    std::promise<void> blocked;
    std::promise<void> release;
    server.handler.answer = [&](const RequestView& request, Responder responder) {
        if (request.path == "/events") {
            return opened.set_value(responder.start_events({.queue_bytes_max = 10'000}));
        }
        blocked.set_value();
        release.get_future().wait();
    };
    RawClient reader(server.port());
    reader.get("/events");
    const EventStream stream = await(opened.get_future());
    RawClient blocker(server.port());
    blocker.get("/block");
    await(blocked.get_future());
    const std::string text(1000 - std::string_view("data: \n\n").size(), 't');
    for (int i = 0; i < 10; ++i) EXPECT_TRUE(stream.send({.text = text})) << i;
    EXPECT_FALSE(stream.send({.text = text})) << "the queue is full though nobody has read slowly";
    release.set_value();
    EXPECT_TRUE(eventually([&] { return stream.closed(); }));
}

TEST(event_stream, silent_stream_sends_heartbeats) {
    ServerOptions options = RunningServer::one_thread();
    options.linger_timeout = 20ms;  // the shortest time-out sets how often the loop looks
    StreamingServer streaming({.heartbeat = 10ms}, options);
    RawClient client(streaming.server.port());
    const EventStream stream = streaming.open(client);
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(client.receive_until(":\n\n"));
    EXPECT_FALSE(stream.closed());
}

TEST(event_stream, bytes_from_the_reader_are_ignored) {
    StreamingServer streaming;
    RawClient client(streaming.server.port());
    const EventStream stream = streaming.open(client);
    client.get("/x");
    stream.send({.text = "still events"});
    EXPECT_TRUE(client.receive_until("data: still events\n\n"));
    EXPECT_EQ(streaming.server->counters().requests, 1u);
}

TEST(event_stream, ends_with_the_server) {
    auto streaming = std::make_unique<StreamingServer>();
    RawClient client(streaming->server.port());
    const EventStream stream = streaming->open(client);
    streaming->server->stop();
    EXPECT_TRUE(stream.closed());
    EXPECT_EQ(streaming->closed, 1);
    streaming.reset();
    EXPECT_FALSE(stream.send({.text = "to nobody"}));
    stream.close();
    EXPECT_TRUE(client.ends());
}

TEST(event_stream, started_for_a_peer_that_has_gone_is_closed_at_once) {
    RunningServer server;
    std::promise<Responder> promise;
    server.handler.answer = [&](const RequestView&, Responder responder) {
        promise.set_value(std::move(responder));
    };
    RawClient client(server.port());
    client.get("/events");
    Responder responder = await(promise.get_future());
    client.reset();
    EXPECT_TRUE(eventually([&] { return responder.peer_gone(); }));
    std::promise<void> closed;
    const EventStream stream =
        responder.start_events({.on_close = [&closed] { closed.set_value(); }});
    EXPECT_EQ(closed.get_future().wait_for(patience), std::future_status::ready);
    EXPECT_TRUE(stream.closed());
}

}  // namespace
}  // namespace dlfp::http
