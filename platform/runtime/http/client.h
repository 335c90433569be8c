// Calls to other systems: one request, one whole reply within a time, or a fault that says why not.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/base/time.h"

namespace dlfp::http {

/// An address of another system: `https://host[:port]/path?query`, or http.
struct Url {
    bool is_tls = true;
    std::string host;  ///< a name or a numeric address, without brackets
    std::string port;
    std::string target;  ///< path and query, at least "/"

    /// Nothing for anything else, user names and fragments included.
    static std::optional<Url> parse(std::string_view text);
    /// Whether it is this very machine by its fixed names.
    bool is_loopback() const;
};

struct ClientOptions {
    Duration patience = 5s;  ///< connecting, sending and the whole reply together
    std::size_t reply_bytes_max = 64 * 1024;
    std::string trusted_file{};  ///< PEM certificates to trust; empty: those of the system
};

struct Outgoing {
    Url url;
    std::vector<std::pair<std::string, std::string>> headers{};
    std::string content_type = "application/json";
    std::string body{};
};

struct Incoming {
    int status = 0;
    std::string body;
};

/// What a reply means to who has to decide about another try.
enum class Answer {
    taken,      ///< 2xx
    try_later,  ///< 408, 425, 429, 5xx
    refused,    ///< anything else, redirects too: the same request would meet the same end
};
Answer answer_of(const Incoming& reply);

/// No whole reply: not reached, not trusted, too slow, too large, or not HTTP. Whether the other
/// side acted is unknown. The text holds nothing of the request.
struct ClientFault : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Sends a POST over a connection of its own and waits for the reply; redirects are not followed.
/// Certificates are checked against the host's name, TLS 1.2 at least. Throws ClientFault.
/// Finding the host's address takes as long as the system's resolver allows.
Incoming post(const Outgoing& outgoing, const ClientOptions& options);

}  // namespace dlfp::http
