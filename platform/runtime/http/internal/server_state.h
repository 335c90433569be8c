// What the loops of one server share: options, policy and the counts behind the limits.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "platform/runtime/http/internal/reply_composer.h"
#include "platform/runtime/http/internal/tls.h"
#include "platform/runtime/http/server.h"

namespace dlfp::http::internal {

/// Connections per peer address; not used while the limit is 0.
class AddressCounts {
public:
    explicit AddressCounts(std::size_t max) : max_(max) {}

    /// False if the address is at its limit; then leave() must not be called.
    bool enter(std::string_view address);
    void leave(std::string_view address);

private:
    const std::size_t max_;
    std::mutex mutex_;
    std::unordered_map<std::string, std::size_t> open_;
};

/// Lets drain() wait until the last connection has gone.
class OpenConnections {
public:
    std::size_t enter() { return open_.fetch_add(1, std::memory_order_relaxed) + 1; }
    void leave();
    std::size_t count() const { return open_.load(std::memory_order_relaxed); }
    bool wait_until_none(std::chrono::milliseconds patience);

private:
    std::atomic<std::size_t> open_{0};
    std::mutex mutex_;
    std::condition_variable none_;
};

struct ServerState {
    ServerState(ServerOptions given, Handler& port);

    const ServerOptions options;
    Handler& handler;
    const std::optional<TlsContext> tls;
    const ReplyComposer composer;
    AddressCounts addresses;
    OpenConnections open;
    std::atomic<bool> draining{false};
};

}  // namespace dlfp::http::internal
