// The connection's writing side: replies, event streams, what the socket did not take, the end.
#include <sys/epoll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <utility>

#include "platform/runtime/http/internal/connection.h"

namespace dlfp::http::internal {
namespace {

constexpr std::size_t headers_in_response_max = 64;
constexpr std::size_t unsent_kept_bytes = 4 * 1024;
constexpr Refusal unanswered{500, "http.unanswered"};

}  // namespace

Persistence Connection::persistence() const {
    const ServerState& state = loop_.state();
    const bool ends = close_after_write_ || !keep_alive_ ||
                      requests_ >= state.options.requests_per_connection_max ||
                      state.draining.load(std::memory_order_relaxed);
    if (ends) return Persistence::close;
    return http_1_0_ ? Persistence::keep_alive_spoken : Persistence::keep_alive;
}

void Connection::compose(const Reply& reply) {
    const Persistence how = persistence();
    if (!loop_.state().composer.compose(loop_.output(), reply, how, body_rule_)) {
        return compose_problem(unanswered);
    }
    if (how == Persistence::close) close_after_write_ = true;
    if (is_sent_shared(reply) && body_rule_ == BodyRule::send && may_have_body(reply.status)) {
        shared_ = reply.shared_body;
        shared_at_ = 0;
    }
}

void Connection::compose_problem(const Refusal& refusal) {
    std::string body;
    try {
        body = loop_.state().options.problem_body(refusal.status, refusal.code);
    } catch (...) {
        body = default_problem_body(refusal.status, refusal.code);
    }
    compose({.status = refusal.status, .content_type = "application/problem+json", .body = body});
}

void Connection::answer(const Reply& reply) {
    if (phase_ != Phase::awaiting) return;
    enter(Phase::idle);
    compose(reply);
}

void Connection::answer_owned(const Response& response) {
    std::array<Header, headers_in_response_max> views;
    const std::size_t count = response.headers.size();
    if (count > views.size()) return answer_unanswered();
    for (std::size_t i = 0; i < count; ++i) {
        views[i] = {response.headers[i].first, response.headers[i].second};
    }
    answer({.status = response.status,
            .content_type = response.content_type,
            .headers = std::span(views).first(count),
            .body = response.body,
            .shared_body = response.shared_body});
}

void Connection::answer_unanswered() {
    if (phase_ != Phase::awaiting) return;
    enter(Phase::idle);
    compose_problem(unanswered);
}

void Connection::refuse(const Refusal& refusal) {
    loop_.counters().requests_refused.add(1);
    // Before the end of a head nobody knows whether it is a HEAD; the last request's rule is old.
    if (!reader_ || !reader_->head_is_complete()) body_rule_ = BodyRule::send;
    close_after_write_ = true;
    compose_problem(refusal);
}

void Connection::refuse_at_the_door() {
    // A TLS peer could not read the words without a handshake, which is what we can't afford.
    if (tls_) return close();
    refuse({503, "http.too_many_connections"});
    flush();
}

void Connection::start_events(std::shared_ptr<EventStreamState> state) {
    if (phase_ != Phase::awaiting) return end_stream(*state);
    enter(Phase::streaming);
    stream_ = std::move(state);
    loop_.counters().streams.add(1);
    heartbeat_ms_ = loop_.now_ms() + stream_->options.heartbeat.count();
    loop_.state().composer.compose_stream_head(loop_.output());
}

void Connection::on_mail(Mail& mail) {
    switch (mail.kind) {
        case Mail::Kind::answer: answer_owned(mail.response); break;
        case Mail::Kind::abandon: answer_unanswered(); break;
        case Mail::Kind::start_events: start_events(mail.stream); break;
        case Mail::Kind::event: return send_event(mail);
        case Mail::Kind::end_events:
            if (stream_ == mail.stream) close();
            return;
        case Mail::Kind::drain:
        case Mail::Kind::stop: return;
    }
    resume();
}

// After a late answer: writes it and goes on with what the peer sent meanwhile.
void Connection::resume() {
    serve();
    if (closed_ || has_unsent() || phase_ == Phase::lingering) return;
    after_flush();
}

void Connection::send_event(Mail& mail) {
    mail.stream->posted_bytes.fetch_sub(mail.text.size());
    if (stream_ == mail.stream) push_events(mail.text);
}

void Connection::push_events(std::string_view text) {
    heartbeat_ms_ = loop_.now_ms() + stream_->options.heartbeat.count();
    loop_.output().append(text);
    flush();
    if (!closed_ && unsent_.size() - unsent_at_ > stream_->options.queue_bytes_max) close();
}

bool Connection::write_out(std::string_view bytes, std::size_t& written) {
    while (written < bytes.size()) {
        const std::string_view rest = bytes.substr(written);
        TransferResult result;
        if (tls_) {
            result = tls_->write(rest);
        } else {
            const ssize_t n = ::send(socket_, rest.data(), rest.size(), MSG_NOSIGNAL);
            if (n >= 0) {
                result = {Transfer::moved, static_cast<std::size_t>(n)};
            } else if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) {
                result = {Transfer::wants_write, 0};
            }
        }
        if (result.outcome == Transfer::failed || result.outcome == Transfer::ended) return false;
        if (result.outcome != Transfer::moved) break;
        written += result.bytes;
        loop_.counters().bytes_sent.add(result.bytes);
        write_deadline_ms_ = loop_.now_ms() + loop_.state().options.write_timeout.count();
    }
    return true;
}

// Sends what was composed; the rest waits for the socket.
void Connection::flush() {
    std::string& output = loop_.output();
    if (closed_) return output.clear();
    const bool was_blocked = (interest_ & write_interest) != 0;
    if (was_blocked || unsent_at_ < unsent_.size()) {
        unsent_.append(output);
        return output.clear();
    }
    if (output.empty() && !shared_) return close_after_write_ ? linger() : void();
    std::size_t written = 0;
    write_deadline_ms_ = loop_.now_ms() + loop_.state().options.write_timeout.count();
    const bool alive = write_out(output, written);
    if (alive && written < output.size()) {
        unsent_.assign(output, written);
        unsent_at_ = 0;
    }
    output.clear();
    if (!alive) return close();
    write_unsent();
}

void Connection::write_unsent() {
    bool alive = write_out(unsent_, unsent_at_);
    if (alive && unsent_at_ == unsent_.size() && shared_) {
        alive = write_out(*shared_, shared_at_);
        if (shared_at_ == shared_->size()) shared_.reset();
    }
    if (!alive) return close();
    if (has_unsent()) {
        // Input waits until the peer has read: replies can't pile up.
        return want(phase_ == Phase::streaming ? read_interest | write_interest : write_interest);
    }
    unsent_at_ = 0;
    unsent_.clear();
    if (unsent_.capacity() > unsent_kept_bytes) unsent_.shrink_to_fit();
    if (close_after_write_) linger();
}

void Connection::on_writable() {
    if (!has_unsent()) {
        // The TLS layer wanted to write before it can read on.
        want(read_interest);
        return on_readable();
    }
    write_unsent();
    if (closed_ || has_unsent() || phase_ == Phase::lingering) return;
    want(interest_ & ~write_interest);
    resume();
}

// Everything is written: reads again, unless the peer has ended or an answer is still owed.
void Connection::after_flush() {
    if (peer_ended_) {
        if (phase_ != Phase::awaiting) close();
        return;
    }
    want(read_interest);
    if (tls_ && tls_->holds_bytes() && phase_ != Phase::awaiting) on_readable();
}

// Closing with unread input would reset the connection and destroy our last reply on its way.
void Connection::linger() {
    if (phase_ == Phase::lingering) return;
    if (reader_) loop_.give_back(std::move(reader_));
    if (tls_) tls_->say_goodbye();
    if (peer_ended_ || ::shutdown(socket_, SHUT_WR) != 0) return close();
    enter(Phase::lingering);
    want(read_interest);
}

}  // namespace dlfp::http::internal
