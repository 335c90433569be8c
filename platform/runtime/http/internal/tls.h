// TLS 1.3/1.2 over a non-blocking socket. OpenSSL's headers stay in the .cpp.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

#include "platform/runtime/http/server.h"

struct ssl_st;
struct ssl_ctx_st;

namespace dlfp::http::internal {

/// How a transfer ended; bytes > 0 only with `moved`.
enum class Transfer { moved, wants_read, wants_write, ended, failed };

struct TransferResult {
    Transfer outcome = Transfer::failed;
    std::size_t bytes = 0;
};

/// The server's certificate and policy, shared by all connections.
class TlsContext {
public:
    /// Throws std::runtime_error if the files can't be used together.
    explicit TlsContext(const TlsFiles& files);

private:
    friend class TlsSession;
    struct Free {
        void operator()(ssl_ctx_st* context) const;
    };
    std::unique_ptr<ssl_ctx_st, Free> context_;
};

class TlsSession {
public:
    TlsSession(const TlsContext& context, int socket);

    Transfer handshake();
    TransferResult read(std::span<char> into);
    TransferResult write(std::string_view bytes);

    /// Bytes are decrypted or buffered inside, which epoll can't see.
    bool holds_bytes() const;

    /// Sends close_notify as far as the socket takes it.
    void say_goodbye();

private:
    Transfer outcome_of(int returned);

    struct Free {
        void operator()(ssl_st* session) const;
    };
    std::unique_ptr<ssl_st, Free> session_;
};

}  // namespace dlfp::http::internal
