// What an HTTP exchange is made of, as the layers above see it: a borrowed request, a borrowed or
// an owned reply. Nothing here knows sockets or Boost.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dlfp::http {

enum class Method : std::uint8_t { get, head, post, put, patch, del, options, other };

/// The method as written on the wire ("GET", "DELETE"); `other` gives "OTHER".
std::string_view method_text(Method method);

/// The reason phrase of a status ("Not Found"); a phrase by class for one without an own entry.
std::string_view reason_phrase(int status);

/// One header line, borrowed. Names in requests keep the sender's spelling.
struct Header {
    std::string_view name;
    std::string_view value;
};

/// ASCII case-insensitive comparison; `lower` must already be lower case.
bool equals_ignoring_case(std::string_view text, std::string_view lower);

/// A parsed request. Every view lives only until `Handler::on_request` returns.
struct RequestView {
    Method method = Method::other;
    std::string_view target;  ///< as sent, absolute form included
    std::string_view path;    ///< not percent-decoded, begins with '/' (or is "*")
    std::string_view query;   ///< behind '?', not decoded, empty if absent
    std::span<const Header> headers;
    std::string_view body;          ///< chunked coding already removed
    std::string_view peer_address;  ///< of the TCP connection, numeric, without port
    bool is_tls = false;

    /// The first header of that name (given in lower case); empty if there is none.
    std::string_view header(std::string_view name_lower) const;
};

/// A reply that borrows its texts; cheap when answered inside `on_request`.
struct Reply {
    int status = 200;
    std::string_view content_type = "application/json";
    std::span<const Header> headers{};
    std::string_view body{};
    /// Sent instead of `body` if set: large bodies are shared between slow readers, not copied.
    std::shared_ptr<const std::string> shared_body{};
};

/// A reply that owns its texts; may be built on any thread.
struct Response {
    int status = 200;
    std::string content_type = "application/json";
    std::vector<std::pair<std::string, std::string>> headers{};
    std::string body{};
    std::shared_ptr<const std::string> shared_body{};
};

}  // namespace dlfp::http
