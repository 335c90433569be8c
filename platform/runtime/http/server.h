// The HTTP/1.1 server: an epoll loop per thread with its own SO_REUSEPORT listener, strict parsing,
// TLS 1.3/1.2, and limits on everything a peer can make grow.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "platform/runtime/http/handler.h"
#include "platform/runtime/http/security_headers.h"

namespace dlfp::http {

/// PEM files; the certificate file may hold the whole chain.
struct TlsFiles {
    std::string certificate_path;
    std::string key_path;
};

/// The body (application/problem+json) of a failure that the server answers itself. `code` is
/// "http.<fact>"; called on I/O threads.
using ProblemBody = std::function<std::string(int status, std::string_view code)>;

/// `{"type":"about:blank","title":…,"status":…,"code":…}`.
std::string default_problem_body(int status, std::string_view code);

struct ServerOptions {
    std::string address = "127.0.0.1";  ///< numeric IPv4 or IPv6
    std::uint16_t port = 0;             ///< 0: any free port, see Server::port()
    unsigned threads = 2;
    std::optional<TlsFiles> tls{};

    std::size_t connections_max = 20'000;         ///< further ones are answered 503
    std::size_t connections_per_address_max = 0;  ///< 0: no such limit
    std::uint64_t requests_per_connection_max = 100'000;
    std::size_t header_bytes_max = 16 * 1024;  ///< request line included
    std::size_t header_fields_max = 64;
    std::size_t target_bytes_max = 8 * 1024;

    std::chrono::milliseconds idle_timeout{60'000};  ///< between requests
    std::chrono::milliseconds header_timeout{
        10'000};  ///< TLS handshake; first byte to end of headers
    std::chrono::milliseconds body_timeout{30'000};   ///< end of headers to end of body
    std::chrono::milliseconds write_timeout{30'000};  ///< without any progress
    std::chrono::milliseconds linger_timeout{2'000};  ///< for the peer to close after our last byte

    HeaderTable security_headers = default_security_headers();
    HeaderTable tls_headers = default_tls_headers();  ///< added where the server speaks TLS
    ProblemBody problem_body = default_problem_body;
};

/// What happened since the start, summed over the threads.
struct ServerCounters {
    std::uint64_t connections_open = 0;
    std::uint64_t connections_accepted = 0;
    std::uint64_t connections_refused = 0;  ///< over a connection limit
    std::uint64_t event_streams_open = 0;
    std::uint64_t requests = 0;          ///< handed to the handler
    std::uint64_t requests_refused = 0;  ///< malformed or over a limit, answered by the server
    std::uint64_t timeouts = 0;
    std::uint64_t tls_failures = 0;  ///< handshakes that did not finish
    std::uint64_t loop_turns = 0;  ///< wake-ups of the threads; grows without traffic if one spins
    std::uint64_t bytes_received = 0;
    std::uint64_t bytes_sent = 0;
};

class Server {
public:
    /// `handler` must outlive the server.
    Server(ServerOptions options, Handler& handler);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Binds and starts the threads. Throws std::system_error (address in use, …) or
    /// std::runtime_error (unusable TLS files).
    void start();

    std::uint16_t port() const;

    /// Stops accepting, lets running requests finish and closes idle connections and event streams.
    /// True if all connections were gone within `patience`.
    bool drain(std::chrono::milliseconds patience);

    /// Closes everything and joins the threads. Safe to call twice.
    void stop();

    ServerCounters counters() const;

private:
    struct Threads;
    std::unique_ptr<Threads> threads_;
};

}  // namespace dlfp::http
