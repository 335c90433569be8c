// Writes reply heads: status line, date, the reply's headers, the security headers, length.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/runtime/http/message.h"
#include "platform/runtime/http/security_headers.h"

namespace dlfp::http::internal {

enum class Persistence {
    keep_alive,         ///< HTTP/1.1's default, says nothing
    keep_alive_spoken,  ///< HTTP/1.0 has to be told
    close,
};

enum class BodyRule { send, omit };  ///< omit: HEAD, the length is announced all the same

/// Larger shared bodies are not copied into the output buffer.
constexpr std::size_t copied_body_bytes_max = 64 * 1024;
bool is_sent_shared(const Reply& reply);
bool may_have_body(int status);

/// One per server, shared read-only by the loops.
class ReplyComposer {
public:
    explicit ReplyComposer(const HeaderTable& table);

    /// Appends head and `reply.body` to `out` (not a body that is_sent_shared). False and
    /// nothing appended if a header of the reply holds a character that would end its line.
    bool compose(std::string& out, const Reply& reply, Persistence persistence,
                 BodyRule rule) const;

    /// The head of an event stream.
    void compose_stream_head(std::string& out) const;

private:
    void append_defaults(std::string& out, std::span<const Header> given) const;

    HeaderTable table_;
    std::string block_;  // the whole table, ready to append
};

/// "Mon, 23 Nov 2026 09:00:00 GMT", kept current by the loops once a second; per thread.
std::string_view current_date();
void refresh_date();

/// True if a value may stand in a header line.
bool is_safe_header_value(std::string_view value);

}  // namespace dlfp::http::internal
