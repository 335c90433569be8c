// One accepted connection: reads requests, asks the handler, writes replies in order, keeps the
// time-outs. Lives on its loop's thread and owns no buffer while it is idle.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "platform/runtime/http/internal/event_stream_state.h"
#include "platform/runtime/http/internal/loop.h"
#include "platform/runtime/http/internal/reply_composer.h"
#include "platform/runtime/http/internal/request_reader.h"
#include "platform/runtime/http/internal/tls.h"
#include "platform/runtime/http/responder.h"

namespace dlfp::http::internal {

class Connection {
public:
    Connection(Loop& loop, Ticket ticket, int socket, std::string_view peer_address);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    const Ticket& ticket() const { return ticket_; }

    // Called by the loop.
    void on_ready(std::uint32_t events);
    void on_tick();
    void on_mail(Mail& mail);
    void drain();
    void refuse_at_the_door();
    void forget_address();  ///< the address was not counted
    void close();

    // Called by a responder while this connection's request is being served.
    void answer(const Reply& reply);
    void answer_owned(const Response& response);
    void answer_unanswered();
    void start_events(std::shared_ptr<EventStreamState> state);

private:
    enum class Phase : std::uint8_t {
        handshake,
        idle,       // between requests
        head,       // part of a head received
        body,       // part of a body received
        awaiting,   // the handler owes an answer
        streaming,  // events
        lingering,  // all is said; waits for the peer to close
    };

    void step_handshake();
    void on_readable();
    void on_writable();
    void discard_input();
    void on_peer_end();
    TransferResult receive(std::span<char> into);

    void serve();
    bool step();
    bool may_serve() const;
    void settle();
    void accept_head();
    void dispatch();
    void refuse(const Refusal& refusal);
    void compose(const Reply& reply);
    void compose_problem(const Refusal& refusal);
    Persistence persistence() const;
    void resume();

    void flush();
    bool write_out(std::string_view bytes, std::size_t& written);
    void write_unsent();
    bool has_unsent() const { return unsent_at_ < unsent_.size() || shared_ != nullptr; }
    void after_flush();
    void linger();
    void send_event(Mail& mail);
    void push_events(std::string_view text);

    void want(std::uint32_t events);
    void stop_reading() { want(interest_ & ~read_interest); }
    void enter(Phase phase);
    std::int64_t patience_ms(Phase phase) const;

    static const std::uint32_t read_interest;
    static const std::uint32_t write_interest;

    Loop& loop_;
    const Ticket ticket_;
    int socket_;
    std::uint32_t interest_;
    Phase phase_ = Phase::idle;
    bool closed_ = false;
    bool close_after_write_ = false;
    bool peer_ended_ = false;
    bool keep_alive_ = true;
    bool http_1_0_ = false;
    bool address_counted_ = true;
    BodyRule body_rule_ = BodyRule::send;
    std::uint8_t peer_size_;
    std::array<char, 46> peer_;
    std::uint64_t requests_ = 0;
    std::int64_t deadline_ms_ = 0;
    std::int64_t write_deadline_ms_ = 0;
    std::int64_t heartbeat_ms_ = 0;
    std::size_t lingered_bytes_ = 0;

    std::optional<TlsSession> tls_;
    std::unique_ptr<RequestReader> reader_;
    std::string unsent_;  // what the socket didn't take
    std::size_t unsent_at_ = 0;
    std::shared_ptr<const std::string> shared_;  // follows unsent_
    std::size_t shared_at_ = 0;
    std::shared_ptr<EventStreamState> stream_;
};

}  // namespace dlfp::http::internal
