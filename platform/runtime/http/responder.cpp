// Answers from any thread: directly if the asked connection is being served, by mail if not.
#include "platform/runtime/http/responder.h"

#include <utility>

#include "platform/runtime/http/internal/connection.h"
#include "platform/runtime/http/internal/event_stream_state.h"
#include "platform/runtime/http/internal/loop.h"

namespace dlfp::http {

using internal::EventStreamState;
using internal::Mail;

namespace internal {
namespace {

bool has_line_break(std::string_view text) {
    return text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos;
}

Response owned(const Reply& reply) {
    Response response{reply.status,
                      std::string(reply.content_type),
                      {},
                      std::string(reply.body),
                      reply.shared_body};
    for (const Header& header : reply.headers) {
        response.headers.emplace_back(header.name, header.value);
    }
    return response;
}

}  // namespace

void end_stream(EventStreamState& state) {
    if (state.closed.exchange(true)) return;
    if (state.options.on_close) state.options.on_close();
}

std::string event_text(const Event& event) {
    if (has_line_break(event.name) || has_line_break(event.id)) return {};
    std::string text;
    if (!event.name.empty()) text.append("event: ").append(event.name).append("\n");
    if (!event.id.empty()) text.append("id: ").append(event.id).append("\n");
    std::string_view rest = event.text;
    for (;;) {
        const std::size_t end = rest.find_first_of("\r\n");
        text.append("data: ").append(rest.substr(0, end)).append("\n");
        if (end == std::string_view::npos) break;
        rest.remove_prefix(rest.substr(end).starts_with("\r\n") ? end + 2 : end + 1);
    }
    text.append("\n");
    return text;
}

}  // namespace internal

Responder::Responder(std::shared_ptr<internal::Loop> loop, internal::Ticket ticket) noexcept
    : loop_(std::move(loop)), ticket_(ticket) {}

Responder::Responder(Responder&& other) noexcept = default;

Responder& Responder::operator=(Responder&& other) noexcept {
    std::swap(loop_, other.loop_);
    std::swap(ticket_, other.ticket_);
    return *this;
}

Responder::~Responder() {
    const std::shared_ptr<internal::Loop> loop = std::move(loop_);
    if (!loop) return;
    if (internal::Connection* const here = loop->current(ticket_)) {
        here->answer_unanswered();
    } else {
        loop->post({.kind = Mail::Kind::abandon, .ticket = ticket_});
    }
}

void Responder::answer(const Reply& reply) {
    const std::shared_ptr<internal::Loop> loop = std::move(loop_);
    if (!loop) return;
    if (internal::Connection* const here = loop->current(ticket_)) {
        here->answer(reply);
    } else {
        loop->post(
            {.kind = Mail::Kind::answer, .ticket = ticket_, .response = internal::owned(reply)});
    }
}

void Responder::answer_with(Response response) {
    const std::shared_ptr<internal::Loop> loop = std::move(loop_);
    if (!loop) return;
    if (internal::Connection* const here = loop->current(ticket_)) {
        here->answer_owned(response);
    } else {
        loop->post(
            {.kind = Mail::Kind::answer, .ticket = ticket_, .response = std::move(response)});
    }
}

EventStream Responder::start_events(EventStreamOptions options) {
    const auto state = std::make_shared<EventStreamState>();
    state->options = std::move(options);
    state->ticket = ticket_;
    const std::shared_ptr<internal::Loop> loop = std::move(loop_);
    state->loop = loop;
    if (!loop) {
        internal::end_stream(*state);
    } else if (internal::Connection* const here = loop->current(ticket_)) {
        here->start_events(state);
    } else if (!loop->post(
                   {.kind = Mail::Kind::start_events, .ticket = ticket_, .stream = state})) {
        internal::end_stream(*state);
    }
    return EventStream(state);
}

bool Responder::peer_gone() const { return loop_ != nullptr && !loop_->is_present(ticket_); }

EventStream::EventStream(std::shared_ptr<EventStreamState> state) : state_(std::move(state)) {}

bool EventStream::send(const Event& event) const {
    if (closed()) return false;
    std::string text = internal::event_text(event);
    if (text.empty()) return false;
    const std::size_t size = text.size();
    if (state_->posted_bytes.fetch_add(size) + size > state_->options.queue_bytes_max) {
        close();
        return false;
    }
    return state_->loop->post({.kind = Mail::Kind::event,
                               .ticket = state_->ticket,
                               .text = std::move(text),
                               .stream = state_});
}

void EventStream::close() const {
    state_->loop->post(
        {.kind = Mail::Kind::end_events, .ticket = state_->ticket, .stream = state_});
}

bool EventStream::closed() const { return state_->closed.load(); }

}  // namespace dlfp::http
