// The two ways to answer: one reply, or a stream of server-sent events. Both may be used from any
// thread and outlive connection and server safely.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

#include "platform/runtime/http/message.h"

namespace dlfp::http {

namespace internal {
class Connection;
class Loop;
struct EventStreamState;

/// Names one connection of one loop; a ticket of a closed connection names nothing.
struct Ticket {
    std::uint32_t slot = 0;
    std::uint64_t serial = 0;
};
}  // namespace internal

/// One server-sent event. Line breaks in `name` and `id` are refused, in `text` they are kept.
struct Event {
    std::string_view name{};  ///< empty: the browser's default, "message"
    std::string_view id{};    ///< what the browser repeats as Last-Event-ID; empty: none
    std::string_view text{};
};

struct EventStreamOptions {
    std::size_t queue_bytes_max = 256 * 1024;  ///< a reader further behind is disconnected
    std::chrono::milliseconds heartbeat{15'000};
    std::function<void()> on_close{};  ///< once, on the I/O thread, when the stream has ended
};

/// A handle on an open stream; copies name the same stream. Thread-safe.
class EventStream {
public:
    /// False if the stream has ended or the reader is too far behind (it is then disconnected).
    bool send(const Event& event) const;

    void close() const;
    bool closed() const;

private:
    friend class Responder;
    explicit EventStream(std::shared_ptr<internal::EventStreamState> state);

    std::shared_ptr<internal::EventStreamState> state_;
};

/// Owes one answer to one request. Movable; answers once; destroyed unanswered it sends 500.
class Responder {
public:
    Responder(Responder&& other) noexcept;
    Responder& operator=(Responder&& other) noexcept;
    ~Responder();

    /// Inside `on_request` composed straight into the output buffer, nothing allocated; elsewhere
    /// copied and posted to the I/O thread. A second answer is ignored.
    void answer(const Reply& reply);
    void answer_with(Response response);

    /// Answers 200 text/event-stream and keeps the connection for events until either side closes.
    EventStream start_events(EventStreamOptions options = {});

    /// True once the peer has closed or reset the connection: work for it may be dropped.
    bool peer_gone() const;

private:
    friend class internal::Connection;
    Responder(std::shared_ptr<internal::Loop> loop, internal::Ticket ticket) noexcept;

    std::shared_ptr<internal::Loop> loop_;  // empty once answered
    internal::Ticket ticket_;
};

}  // namespace dlfp::http
