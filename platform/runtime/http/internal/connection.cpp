// The connection's reading side: from readiness to requests, and its time-outs.
#include "platform/runtime/http/internal/connection.h"

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <limits>

#include "platform/base/planted.h"

namespace dlfp::http::internal {
namespace {

constexpr std::size_t lingered_bytes_max = 1024 * 1024;
constexpr std::size_t output_bytes_max = 256 * 1024;
constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

}  // namespace

const std::uint32_t Connection::read_interest = EPOLLIN;
const std::uint32_t Connection::write_interest = EPOLLOUT;

Connection::Connection(Loop& loop, Ticket ticket, int socket, std::string_view peer_address)
    : loop_(loop),
      ticket_(ticket),
      socket_(socket),
      interest_(read_interest),
      peer_size_(static_cast<std::uint8_t>(std::min(peer_address.size(), sizeof peer_))) {
    std::copy_n(peer_address.data(), peer_size_, peer_.data());
    if (loop_.state().tls) tls_.emplace(*loop_.state().tls, socket_);
    enter(tls_ ? Phase::handshake : Phase::idle);
}

Connection::~Connection() {
    if (socket_ >= 0) ::close(socket_);
}

void Connection::forget_address() { address_counted_ = false; }

void Connection::close() {
    if (closed_) return;
    closed_ = true;
    ::close(socket_);
    socket_ = -1;
    if (address_counted_) {
        loop_.state().addresses.leave(std::string_view(peer_.data(), peer_size_));
    }
    if (reader_) loop_.give_back(std::move(reader_));
    if (const auto stream = std::move(stream_)) {
        loop_.counters().streams.subtract(1);
        end_stream(*stream);
    }
    loop_.retire(ticket_);
}

std::int64_t Connection::patience_ms(Phase phase) const {
    const ServerOptions& options = loop_.state().options;
    switch (phase) {
        case Phase::handshake:
        case Phase::head: return options.header_timeout.count();
        case Phase::idle: return options.idle_timeout.count();
        case Phase::body: return options.body_timeout.count();
        case Phase::lingering: return options.linger_timeout.count();
        case Phase::awaiting:
        case Phase::streaming: break;
    }
    return never;
}

// The time-out of a phase runs from its beginning: dripping single bytes gains nothing.
void Connection::enter(Phase phase) {
    phase_ = phase;
    const std::int64_t patience = patience_ms(phase);
    deadline_ms_ = patience == never ? never : loop_.now_ms() + patience;
}

void Connection::want(std::uint32_t events) {
    if (events == interest_ || closed_) return;
    interest_ = events;
    loop_.rewatch(ticket_, socket_, events);
}

void Connection::on_ready(std::uint32_t events) {
    if (phase_ == Phase::handshake) return step_handshake();
    // Reset, or closed in both directions: nobody is left to read an answer.
    if ((events & (EPOLLERR | EPOLLHUP)) != 0 && (events & EPOLLIN) == 0) return close();
    if ((events & EPOLLOUT) != 0) on_writable();
    if (!closed_ && (events & EPOLLIN) != 0 && (interest_ & read_interest) != 0) on_readable();
}

void Connection::step_handshake() {
    switch (tls_->handshake()) {
        case Transfer::moved:
            want(read_interest);
            enter(Phase::idle);
            if (tls_->holds_bytes()) on_readable();
            return;
        case Transfer::wants_read: return want(read_interest);
        case Transfer::wants_write: return want(write_interest);
        case Transfer::ended:
        case Transfer::failed: break;
    }
    loop_.counters().tls_failures.add(1);
    close();
}

TransferResult Connection::receive(std::span<char> into) {
    TransferResult result;
    if (tls_) {
        result = tls_->read(into);
    } else {
        const ssize_t n = ::recv(socket_, into.data(), into.size(), 0);
        if (n > 0) {
            result = {Transfer::moved, static_cast<std::size_t>(n)};
        } else if (n == 0) {
            result = {Transfer::ended, 0};
        } else if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) {
            result = {Transfer::wants_read, 0};
        }
    }
    loop_.counters().bytes_received.add(result.bytes);
    return result;
}

void Connection::on_readable() {
    if (phase_ == Phase::lingering || phase_ == Phase::streaming) return discard_input();
    for (;;) {
        if (!reader_) reader_ = loop_.take_reader();
        const std::span<char> space = reader_->free_space();
        if (space.empty()) return stop_reading();
        const TransferResult result = receive(space);
        switch (result.outcome) {
            case Transfer::moved: break;
            case Transfer::wants_write: return want(interest_ | write_interest);
            case Transfer::wants_read: return settle();
            case Transfer::ended: return on_peer_end();
            case Transfer::failed: return close();
        }
        reader_->received(result.bytes);
        serve();
        if (closed_ || !tls_ || phase_ == Phase::lingering || phase_ == Phase::streaming) return;
        if (!tls_->holds_bytes()) return;
    }
}

void Connection::discard_input() {
    std::array<char, 4096> sink;
    for (;;) {
        const TransferResult result = receive(sink);
        if (result.outcome == Transfer::wants_read) return;
        if (result.outcome != Transfer::moved) return close();
        lingered_bytes_ += result.bytes;
        if (lingered_bytes_ > lingered_bytes_max) return close();
    }
}

// The peer has said all it will. What it asked is still answered: it may have closed one direction.
void Connection::on_peer_end() {
    peer_ended_ = true;
    loop_.mark_gone(ticket_);
    if (phase_ == Phase::awaiting || has_unsent()) return stop_reading();
    close();
}

bool Connection::may_serve() const {
    const bool between = phase_ == Phase::idle || phase_ == Phase::head || phase_ == Phase::body;
    return between && reader_ != nullptr && !closed_ && !close_after_write_ && !has_unsent();
}

void Connection::serve() {
    while (may_serve()) {
        bool progress = true;
        while (progress && may_serve() && loop_.output().size() < output_bytes_max) {
            progress = step();
        }
        flush();
        if (!progress) return;
    }
    flush();
}

// False if more input is needed.
bool Connection::step() {
    switch (reader_->advance()) {
        case ReadStep::need_more: settle(); return false;
        case ReadStep::head_complete: accept_head(); return true;
        case ReadStep::request_complete: dispatch(); return true;
        case ReadStep::refused: refuse(reader_->refusal()); return true;
    }
    return false;
}

void Connection::settle() {
    if (reader_ && !reader_->holds_bytes()) loop_.give_back(std::move(reader_));
    if (phase_ == Phase::awaiting || phase_ == Phase::lingering || phase_ == Phase::streaming)
        return;
    const Phase phase = !reader_                      ? Phase::idle
                        : reader_->head_is_complete() ? Phase::body
                                                      : Phase::head;
    if (phase != phase_ || planted("http.drip_extends_patience")) enter(phase);
}

void Connection::accept_head() {
    const RequestView& request = reader_->request();
    body_rule_ = request.method == Method::head ? BodyRule::omit : BodyRule::send;
    if (!reader_->announces_body()) return;
    BodyRules rules;
    try {
        rules = loop_.state().handler.body_rules(request.method, request.path);
    } catch (...) {
        return refuse({500, "http.unanswered"});
    }
    if (reader_->limit_body(rules.body_bytes_max) == ReadStep::refused) {
        return refuse(reader_->refusal());
    }
    if (reader_->expects_continue()) loop_.output().append("HTTP/1.1 100 Continue\r\n\r\n");
}

void Connection::dispatch() {
    RequestView request = reader_->request();
    request.peer_address = {peer_.data(), peer_size_};
    request.is_tls = tls_.has_value();
    keep_alive_ = reader_->keep_alive();
    http_1_0_ = reader_->is_http_1_0();
    ++requests_;
    loop_.counters().requests.add(1);
    enter(Phase::awaiting);
    loop_.set_current(this);
    try {
        loop_.state().handler.on_request(request, Responder(loop_.shared_from_this(), ticket_));
    } catch (...) {  // NOLINT(bugprone-empty-catch): the unwound responder answered
    }
    loop_.set_current(nullptr);
    if (reader_->holds_bytes_behind_request()) return reader_->next();
    loop_.give_back(std::move(reader_));
}

void Connection::on_tick() {
    const std::int64_t now = loop_.now_ms();
    if (has_unsent()) {
        if (now < write_deadline_ms_) return;
        loop_.counters().timeouts.add(1);
        return close();
    }
    if (phase_ == Phase::streaming && now >= heartbeat_ms_) return push_events(":\n\n");
    if (now < deadline_ms_) return;
    loop_.counters().timeouts.add(1);
    const bool owes_a_word = phase_ == Phase::head || phase_ == Phase::body;
    if (!owes_a_word) return close();
    refuse({408, "http.request_timed_out"});
    flush();
}

void Connection::drain() {
    if (phase_ == Phase::handshake || phase_ == Phase::streaming) return close();
    if (phase_ == Phase::idle && !has_unsent()) linger();
}

}  // namespace dlfp::http::internal
