// Starts, drains and stops the loops' threads.
#include "platform/runtime/http/server.h"

#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <thread>
#include <vector>

#include "platform/runtime/http/internal/connection.h"
#include "platform/runtime/http/internal/listener.h"
#include "platform/runtime/http/internal/loop.h"
#include "platform/runtime/http/internal/server_state.h"

namespace dlfp::http {

using internal::Loop;
using internal::LoopCounters;
using internal::Mail;

struct Server::Threads {
    std::shared_ptr<internal::ServerState> state;
    std::vector<std::shared_ptr<Loop>> loops;
    std::vector<std::thread> running;
    std::uint16_t port = 0;

    void tell(Mail::Kind kind) {
        for (const auto& loop : loops) loop->post({.kind = kind});
    }
};

namespace {

// Signals belong to the thread that waits for them, never to an I/O thread.
class SignalsBlocked {
public:
    SignalsBlocked() {
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before_);
    }
    ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    SignalsBlocked(const SignalsBlocked&) = delete;
    SignalsBlocked& operator=(const SignalsBlocked&) = delete;

private:
    sigset_t before_;
};

// Shells start programs with 1,024 descriptors; each connection takes one, files and databases
// take some. Where the hard limit is lower, accept copes with running out.
void make_room_for_descriptors(std::size_t connections) {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    const rlim_t wanted = std::min<rlim_t>(connections + 1024, limit.rlim_max);
    if (limit.rlim_cur >= wanted) return;
    limit.rlim_cur = wanted;
    setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

std::string default_problem_body(int status, std::string_view code) {
    std::string body = R"({"type":"about:blank","title":")";
    body.append(reason_phrase(status)).append(R"(","status":)").append(std::to_string(status));
    body.append(R"(,"code":")").append(code).append("\"}");
    return body;
}

Server::Server(ServerOptions options, Handler& handler) : threads_(std::make_unique<Threads>()) {
    threads_->state = std::make_shared<internal::ServerState>(std::move(options), handler);
}

Server::~Server() { stop(); }

void Server::start() {
    const ServerOptions& options = threads_->state->options;
    make_room_for_descriptors(options.connections_max);
    const unsigned count = options.threads == 0 ? 1 : options.threads;
    const std::vector<int> sockets =
        internal::listen_together({options.address, options.port}, count);
    threads_->port = internal::bound_port(sockets.front());
    for (const int socket : sockets) {
        threads_->loops.push_back(std::make_shared<Loop>(threads_->state, socket));
    }
    const SignalsBlocked blocked;
    for (const auto& loop : threads_->loops) {
        threads_->running.emplace_back([loop] { loop->run(); });
    }
}

std::uint16_t Server::port() const { return threads_->port; }

bool Server::drain(std::chrono::milliseconds patience) {
    threads_->state->draining.store(true, std::memory_order_relaxed);
    threads_->tell(Mail::Kind::drain);
    return threads_->state->open.wait_until_none(patience);
}

void Server::stop() {
    threads_->tell(Mail::Kind::stop);
    for (std::thread& thread : threads_->running) thread.join();
    threads_->running.clear();
}

ServerCounters Server::counters() const {
    ServerCounters sum;
    sum.connections_open = threads_->state->open.count();
    for (const auto& loop : threads_->loops) {
        const LoopCounters& part = std::as_const(*loop).counters();
        sum.connections_accepted += part.accepted.read();
        sum.connections_refused += part.refused.read();
        sum.event_streams_open += part.streams.read();
        sum.requests += part.requests.read();
        sum.requests_refused += part.requests_refused.read();
        sum.timeouts += part.timeouts.read();
        sum.tls_failures += part.tls_failures.read();
        sum.loop_turns += part.turns.read();
        sum.bytes_received += part.bytes_received.read();
        sum.bytes_sent += part.bytes_sent.read();
    }
    return sum;
}

}  // namespace dlfp::http
