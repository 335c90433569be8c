// What the handles of one event stream share with its connection.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <string>

#include "platform/runtime/http/responder.h"

namespace dlfp::http::internal {

struct EventStreamState {
    std::shared_ptr<Loop> loop;
    Ticket ticket;
    EventStreamOptions options;
    std::atomic<std::size_t> posted_bytes{0};  // sent by producers, not yet seen by the loop
    std::atomic<bool> closed{false};
};

/// Marks the stream ended and calls on_close; the second call does nothing.
void end_stream(EventStreamState& state);

/// The event's bytes on the wire; empty if name or id holds a line break.
std::string event_text(const Event& event);

}  // namespace dlfp::http::internal
