// The port through which the server hands finished requests to the layer above.
#pragma once

#include <cstddef>
#include <string_view>

#include "platform/runtime/http/message.h"
#include "platform/runtime/http/responder.h"

namespace dlfp::http {

/// What the server has to know before it reads a body.
struct BodyRules {
    std::size_t body_bytes_max = 0;  ///< a longer body is refused with 413 before it is read
};

/// Receives requests. Both functions run on I/O threads, several at once, and must not block.
class Handler {
public:
    virtual ~Handler() = default;

    /// Asked after the headers of a request that announces a body.
    virtual BodyRules body_rules(Method method, std::string_view path) = 0;

    /// Answers now, or keeps the responder and answers later from any thread. The views die
    /// with this call. An exception answers 500.
    virtual void on_request(const RequestView& request, Responder responder) = 0;
};

}  // namespace dlfp::http
