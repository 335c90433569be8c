// One I/O thread: its epoll set, its listener, its connections by slot, and the mailbox through
// which other threads reach them.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "platform/runtime/http/internal/request_reader.h"
#include "platform/runtime/http/internal/server_state.h"
#include "platform/runtime/http/responder.h"

namespace dlfp::http::internal {

/// A message to one connection, or to the loop itself.
struct Mail {
    enum class Kind : std::uint8_t {
        answer,
        abandon,
        start_events,
        event,
        end_events,
        drain,
        stop
    };
    Kind kind = Kind::stop;
    Ticket ticket{};
    Response response{};
    std::string text{};
    std::shared_ptr<EventStreamState> stream{};
};

/// Written by the loop's thread alone, read by any.
class Counter {
public:
    void add(std::uint64_t n) {
        count_.store(count_.load(std::memory_order_relaxed) + n, std::memory_order_relaxed);
    }
    void subtract(std::uint64_t n) { add(0 - n); }
    std::uint64_t read() const { return count_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> count_{0};
};

struct LoopCounters {
    Counter accepted, refused, streams, requests, requests_refused, timeouts, tls_failures;
    Counter turns, bytes_received, bytes_sent;
};

class Loop : public std::enable_shared_from_this<Loop> {
public:
    Loop(std::shared_ptr<ServerState> state, int listener);
    ~Loop();
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    /// The thread's whole life; returns after a `stop` mail.
    void run();

    // From any thread.
    /// False if the loop has stopped.
    bool post(Mail mail);
    bool is_present(const Ticket& ticket) const;
    const LoopCounters& counters() const { return counters_; }

    // From the loop's own thread.
    Connection* current(const Ticket& ticket) const;
    void set_current(Connection* connection) { current_ = connection; }
    ServerState& state() { return *state_; }
    LoopCounters& counters() { return counters_; }
    std::int64_t now_ms() const { return now_ms_; }
    std::string& output() { return output_; }
    std::unique_ptr<RequestReader> take_reader();
    void give_back(std::unique_ptr<RequestReader> reader);
    void watch(const Ticket& ticket, int socket, std::uint32_t events);
    void rewatch(const Ticket& ticket, int socket, std::uint32_t events);
    void mark_gone(const Ticket& ticket);
    void retire(const Ticket& ticket);

private:
    void wait_and_dispatch();
    void on_event(std::uint64_t key, std::uint32_t events);
    void accept_some();
    void admit(int socket, std::string_view peer_address);
    void read_mail();
    void deliver(Mail& mail);
    void sweep();
    void start_draining();
    void listen(std::uint32_t operation);
    void close_listener();
    void update_now();
    Connection* find(const Ticket& ticket) const;
    int wait_ms() const;

    std::shared_ptr<ServerState> state_;
    int epoll_ = -1;
    int wake_ = -1;
    int listener_ = -1;
    bool listening_ = false;
    bool running_ = true;
    std::int64_t sweep_every_ms_;
    std::int64_t now_ms_ = 0;
    std::int64_t next_sweep_ms_ = 0;

    const std::size_t capacity_;
    std::vector<std::unique_ptr<Connection>> connections_;
    std::vector<std::uint32_t> free_slots_;
    std::vector<std::unique_ptr<Connection>> retired_;       // destroyed after the batch of events
    std::unique_ptr<std::atomic<std::uint64_t>[]> present_;  // serial by slot, 0 once the peer left
    std::uint64_t next_serial_ = 1;
    Connection* current_ = nullptr;

    std::vector<std::unique_ptr<RequestReader>> spare_readers_;
    std::string output_;
    LoopCounters counters_;

    std::mutex mail_mutex_;
    std::vector<Mail> mail_;
    bool mail_closed_ = false;
};

}  // namespace dlfp::http::internal
