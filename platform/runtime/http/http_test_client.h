// Test code: a server with a scripted handler, and a client that speaks raw bytes, so that tests
// can say what no well-behaved client library would.
#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <functional>
#include <future>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/runtime/http/server.h"

namespace dlfp::http::testing {

using namespace std::chrono_literals;

// How long a test waits for what must come before it calls it missing; never slept through.
constexpr std::chrono::milliseconds patience = 20s;

/// Calls `answer` for each request; the default echoes method, path and body.
class ScriptedHandler final : public Handler {
public:
    using Answer = std::function<void(const RequestView&, Responder)>;

    Answer answer = [](const RequestView& request, Responder responder) {
        std::string text(method_text(request.method));
        text.append(" ").append(request.path).append(" ").append(request.body);
        responder.answer({.content_type = "text/plain", .body = text});
    };
    std::size_t body_bytes_max = 1024 * 1024;

    BodyRules body_rules(Method, std::string_view) override { return {body_bytes_max}; }
    void on_request(const RequestView& request, Responder responder) override {
        answer(request, std::move(responder));
    }
};

/// Requests that wait for an answer, from whichever thread they come. Declared before the server:
/// one that comes late is kept as well.
class Unanswered {
public:
    void keep(Responder responder) {
        const std::lock_guard lock{mutex_};
        kept_.push_back(std::move(responder));
    }
    void answer_all() {
        const std::lock_guard lock{mutex_};
        for (auto& responder : kept_) responder.answer({});
        kept_.clear();
    }

private:
    std::mutex mutex_;
    std::vector<Responder> kept_;
};

/// A started server on a free port with one thread unless the options say otherwise.
class RunningServer {
public:
    explicit RunningServer(ServerOptions options = one_thread()) : server_(options, handler) {
        server_.start();
    }

    static ServerOptions one_thread() {
        ServerOptions options;
        options.threads = 1;
        return options;
    }

    Server* operator->() { return &server_; }
    std::uint16_t port() const { return server_.port(); }

    ScriptedHandler handler;

private:
    Server server_;
};

/// A port of this machine on which nobody listens and nobody else can: it is held, not served.
class ClosedPort {
public:
    ClosedPort() {
        socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        address_.sin_family = AF_INET;
        address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address_;
        auto* const place = reinterpret_cast<sockaddr*>(&address_);
        if (::bind(socket_, place, size) != 0 || ::getsockname(socket_, place, &size) != 0)
            std::abort();
    }
    ~ClosedPort() { ::close(socket_); }
    ClosedPort(const ClosedPort&) = delete;
    ClosedPort& operator=(const ClosedPort&) = delete;
    std::uint16_t port() const { return ntohs(address_.sin_port); }

private:
    int socket_ = -1;
    sockaddr_in address_{};
};

struct ReceivedReply {
    int status = 0;
    std::map<std::string, std::string> headers;
    std::string body;

    std::string header(const std::string& name) const {
        const auto found = headers.find(name);
        return found == headers.end() ? "" : found->second;
    }
};

enum class Expects { body, head_only };

/// A TCP connection with a memory of what came in.
class RawClient {
public:
    explicit RawClient(std::uint16_t port, int receive_buffer = 0) {
        socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (receive_buffer != 0) {
            setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
        }
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(port);
        connected_ =
            ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    ~RawClient() { disconnect(); }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    bool connected() const { return connected_; }
    int socket() const { return socket_; }

    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t n = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (n <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(n));
        }
        return true;
    }

    void get(std::string_view path) {
        send("GET " + std::string(path) + " HTTP/1.1\r\nhost: test\r\n\r\n");
    }

    /// The next reply; status 0 if the connection ended or nothing came.
    ReceivedReply receive(Expects expects = Expects::body) {
        ReceivedReply reply;
        while (incoming_.find("\r\n\r\n") == std::string::npos) {
            if (!fill()) return reply;
        }
        const std::size_t head_size = incoming_.find("\r\n\r\n") + 4;
        parse_head(std::string_view(incoming_).substr(0, head_size), reply);
        incoming_.erase(0, head_size);
        const std::string length = reply.header("content-length");
        if (expects == Expects::head_only || length.empty()) return reply;
        const std::size_t size = std::strtoul(length.c_str(), nullptr, 10);
        while (incoming_.size() < size) {
            if (!fill()) return {};
        }
        reply.body = incoming_.substr(0, size);
        incoming_.erase(0, size);
        return reply;
    }

    ReceivedReply ask(std::string_view bytes) {
        send(bytes);
        return receive();
    }

    /// True if `text` arrives; everything up to and including it is consumed.
    bool receive_until(std::string_view text) {
        std::size_t at = incoming_.find(text);
        while (at == std::string::npos) {
            if (!fill()) return false;
            at = incoming_.find(text);
        }
        incoming_.erase(0, at + text.size());
        return true;
    }

    /// True if the server closes without another byte and without a reset.
    bool ends() { return incoming_.empty() && !fill() && ended_; }

    /// Everything until the server closes.
    std::string receive_rest() {
        while (fill()) {
        }
        return std::exchange(incoming_, {});
    }

    /// Waits at most that long for bytes or the end.
    bool readable_within(std::chrono::milliseconds wait) const {
        pollfd ready{.fd = socket_, .events = POLLIN, .revents = 0};
        return ::poll(&ready, 1, static_cast<int>(wait.count())) == 1;
    }

    void finish_sending() { ::shutdown(socket_, SHUT_WR); }

    void disconnect() {
        if (socket_ >= 0) ::close(socket_);
        socket_ = -1;
    }

    /// Closes so that the server sees a reset instead of an end.
    void reset() {
        const linger at_once{.l_onoff = 1, .l_linger = 0};
        setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
        disconnect();
    }

private:
    bool fill() {
        pollfd ready{.fd = socket_, .events = POLLIN, .revents = 0};
        if (::poll(&ready, 1, static_cast<int>(patience.count())) != 1) return false;
        char bytes[16 * 1024];
        const ssize_t n = ::recv(socket_, bytes, sizeof bytes, 0);
        if (n <= 0) {
            ended_ = n == 0;
            return false;
        }
        incoming_.append(bytes, static_cast<std::size_t>(n));
        return true;
    }

    static void parse_head(std::string_view head, ReceivedReply& reply) {
        reply.status = std::atoi(std::string(head.substr(9, 3)).c_str());
        std::size_t at = head.find("\r\n") + 2;
        while (at + 2 < head.size()) {
            const std::size_t end = head.find("\r\n", at);
            const std::string_view line = head.substr(at, end - at);
            const std::size_t colon = line.find(": ");
            reply.headers[std::string(line.substr(0, colon))] = line.substr(colon + 2);
            at = end + 2;
        }
    }

    int socket_ = -1;
    bool connected_ = false;
    bool ended_ = false;
    std::string incoming_;
};

/// Waits until `condition` holds, without a fixed pause between looks; false after `patience`.
template <class Condition>
bool eventually(Condition condition) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        ::usleep(500);
    }
    return true;
}

/// True if the loop wakes up far more often than a few requests over `witness` explain.
inline bool spins(RunningServer& server, RawClient& witness, std::string_view path) {
    constexpr std::uint64_t requests = 200;
    const std::uint64_t before = server->counters().loop_turns;
    for (std::uint64_t i = 0; i < requests; ++i) {
        witness.get(path);
        EXPECT_EQ(witness.receive().status, 200);
    }
    return server->counters().loop_turns - before > 3 * requests;
}

/// The value of a promise kept on another thread.
template <class T>
T await(std::future<T> future) {
    if (future.wait_for(patience) != std::future_status::ready) {
        ADD_FAILURE() << "nothing came";
        std::abort();
    }
    return future.get();
}

}  // namespace dlfp::http::testing
