// The epoll loop. Level-triggered: one readiness costs one epoll_wait share, one recv and one send.
#include "platform/runtime/http/internal/loop.h"

#include <arpa/inet.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <system_error>

#include "platform/runtime/http/internal/connection.h"

namespace dlfp::http::internal {
namespace {

constexpr std::uint32_t listener_slot = 0xffff'ffff;
constexpr std::uint32_t wake_slot = 0xffff'fffe;
constexpr int events_per_wait = 256;
constexpr int accepts_per_event = 64;
constexpr std::size_t spare_readers_max = 32;
constexpr std::size_t output_kept_bytes = 1024 * 1024;
// Connections over the limit that may wait for their 503 to be read.
constexpr std::size_t refused_at_once_max = 256;

thread_local const Loop* loop_of_thread = nullptr;

std::uint64_t key_of(const Ticket& ticket) { return (ticket.serial << 32) | ticket.slot; }

std::int64_t sweep_interval(const ServerOptions& options) {
    const auto shortest =
        std::min({options.idle_timeout, options.header_timeout, options.body_timeout,
                  options.write_timeout, options.linger_timeout});
    return std::clamp<std::int64_t>(shortest.count() / 4, 5, 1000);
}

// An IPv4 peer of an IPv6 listener is shown as the IPv4 peer it is: limits count one address once.
std::string_view text_of(const sockaddr_storage& peer, std::array<char, INET6_ADDRSTRLEN>& text) {
    int family = peer.ss_family;
    const void* address = &reinterpret_cast<const sockaddr_in*>(&peer)->sin_addr;
    if (family == AF_INET6) {
        const in6_addr& v6 = reinterpret_cast<const sockaddr_in6*>(&peer)->sin6_addr;
        const bool mapped = IN6_IS_ADDR_V4MAPPED(&v6);
        family = mapped ? AF_INET : AF_INET6;
        address = mapped ? &v6.s6_addr[12] : &v6.s6_addr[0];
    }
    const char* const shown =
        inet_ntop(family, address, text.data(), static_cast<socklen_t>(text.size()));
    return shown == nullptr ? std::string_view() : std::string_view(shown);
}

}  // namespace

Loop::Loop(std::shared_ptr<ServerState> state, int listener)
    : state_(std::move(state)),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      wake_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)),
      listener_(listener),
      sweep_every_ms_(sweep_interval(state_->options)),
      capacity_(state_->options.connections_max + refused_at_once_max),
      present_(std::make_unique<std::atomic<std::uint64_t>[]>(capacity_)) {
    if (epoll_ < 0 || wake_ < 0) throw std::system_error(errno, std::generic_category(), "epoll");
    output_.reserve(64 * 1024);
    watch({wake_slot, 0}, wake_, EPOLLIN);
    listen(EPOLL_CTL_ADD);
}

Loop::~Loop() {
    connections_.clear();
    close_listener();
    if (epoll_ >= 0) ::close(epoll_);
    if (wake_ >= 0) ::close(wake_);
}

void Loop::run() {
    loop_of_thread = this;
    update_now();
    while (running_) wait_and_dispatch();
    for (const auto& connection : connections_) {
        if (connection) connection->close();
    }
    retired_.clear();
    close_listener();
    loop_of_thread = nullptr;
}

void Loop::wait_and_dispatch() {
    std::array<epoll_event, events_per_wait> events;
    const int count = ::epoll_wait(epoll_, events.data(), events_per_wait, wait_ms());
    update_now();
    counters_.turns.add(1);
    for (int i = 0; i < count; ++i) {
        const epoll_event& event = events[static_cast<std::size_t>(i)];
        on_event(event.data.u64, event.events);
    }
    if (now_ms_ >= next_sweep_ms_) sweep();
    retired_.clear();
    if (output_.capacity() > output_kept_bytes) output_ = {};
}

int Loop::wait_ms() const {
    return static_cast<int>(std::clamp<std::int64_t>(next_sweep_ms_ - now_ms_, 0, sweep_every_ms_));
}

void Loop::update_now() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    now_ms_ = now.tv_sec * 1000 + now.tv_nsec / 1'000'000;
    refresh_date();
}

void Loop::on_event(std::uint64_t key, std::uint32_t events) {
    const auto slot = static_cast<std::uint32_t>(key);
    if (slot == listener_slot) return accept_some();
    if (slot == wake_slot) return read_mail();
    // An event of a connection closed earlier in this batch finds nobody or a successor.
    Connection* const connection = slot < connections_.size() ? connections_[slot].get() : nullptr;
    if (connection != nullptr && key_of(connection->ticket()) == key) connection->on_ready(events);
}

void Loop::listen(std::uint32_t operation) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = listener_slot;
    ::epoll_ctl(epoll_, static_cast<int>(operation), listener_, &event);
    listening_ = operation == EPOLL_CTL_ADD;
}

void Loop::close_listener() {
    if (listener_ >= 0) ::close(listener_);
    listener_ = -1;
    listening_ = false;
}

void Loop::accept_some() {
    for (int i = 0; i < accepts_per_event && listener_ >= 0; ++i) {
        sockaddr_storage peer{};
        socklen_t size = sizeof peer;
        const int socket = ::accept4(listener_, reinterpret_cast<sockaddr*>(&peer), &size,
                                     SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (socket < 0) {
            if (errno == ECONNABORTED || errno == EINTR) continue;
            // Out of descriptors: the listener would stay ready and spin; the next sweep retries.
            if (errno != EAGAIN && errno != EWOULDBLOCK) listen(EPOLL_CTL_DEL);
            return;
        }
        std::array<char, INET6_ADDRSTRLEN> text;
        admit(socket, text_of(peer, text));
    }
}

void Loop::admit(int socket, std::string_view peer_address) {
    const std::size_t open = state_->open.enter();
    const std::size_t max = state_->options.connections_max;
    const bool address_has_room = state_->addresses.enter(peer_address);
    const bool has_slot = !free_slots_.empty() || connections_.size() < capacity_;
    if (open > max || !address_has_room) counters_.refused.add(1);
    if (!has_slot || open > max + refused_at_once_max) {
        if (address_has_room) state_->addresses.leave(peer_address);
        state_->open.leave();
        ::close(socket);
        return;
    }
    std::uint32_t slot = static_cast<std::uint32_t>(connections_.size());
    if (free_slots_.empty()) {
        connections_.emplace_back();
    } else {
        slot = free_slots_.back();
        free_slots_.pop_back();
    }
    const Ticket ticket{slot, next_serial_++};
    counters_.accepted.add(1);
    connections_[slot] = std::make_unique<Connection>(*this, ticket, socket, peer_address);
    present_[slot].store(ticket.serial, std::memory_order_release);
    watch(ticket, socket, EPOLLIN);
    if (!address_has_room) connections_[slot]->forget_address();
    if (open > max || !address_has_room) connections_[slot]->refuse_at_the_door();
}

void Loop::retire(const Ticket& ticket) {
    mark_gone(ticket);
    retired_.push_back(std::move(connections_[ticket.slot]));
    free_slots_.push_back(ticket.slot);
    state_->open.leave();
}

void Loop::mark_gone(const Ticket& ticket) {
    present_[ticket.slot].store(0, std::memory_order_release);
}

bool Loop::is_present(const Ticket& ticket) const {
    return present_[ticket.slot].load(std::memory_order_acquire) == ticket.serial;
}

Connection* Loop::find(const Ticket& ticket) const {
    if (ticket.slot >= connections_.size()) return nullptr;
    Connection* const connection = connections_[ticket.slot].get();
    return connection != nullptr && connection->ticket().serial == ticket.serial ? connection
                                                                                 : nullptr;
}

Connection* Loop::current(const Ticket& ticket) const {
    if (loop_of_thread != this || current_ == nullptr) return nullptr;
    return current_->ticket().serial == ticket.serial ? current_ : nullptr;
}

void Loop::watch(const Ticket& ticket, int socket, std::uint32_t events) {
    epoll_event event{};
    event.events = events;
    event.data.u64 = key_of(ticket);
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, socket, &event);
}

void Loop::rewatch(const Ticket& ticket, int socket, std::uint32_t events) {
    epoll_event event{};
    event.events = events;
    event.data.u64 = key_of(ticket);
    ::epoll_ctl(epoll_, EPOLL_CTL_MOD, socket, &event);
}

std::unique_ptr<RequestReader> Loop::take_reader() {
    if (spare_readers_.empty()) {
        const ServerOptions& options = state_->options;
        return std::make_unique<RequestReader>(ReaderLimits{
            options.header_bytes_max, options.header_fields_max, options.target_bytes_max});
    }
    auto reader = std::move(spare_readers_.back());
    spare_readers_.pop_back();
    return reader;
}

void Loop::give_back(std::unique_ptr<RequestReader> reader) {
    if (spare_readers_.size() >= spare_readers_max) return;
    reader->clear();
    spare_readers_.push_back(std::move(reader));
}

bool Loop::post(Mail mail) {
    const std::lock_guard lock(mail_mutex_);
    if (mail_closed_) return false;
    mail_.push_back(std::move(mail));
    // One wake-up serves all mail that arrives before it is read: a committed batch answers many.
    if (mail_.size() == 1) ::eventfd_write(wake_, 1);
    return true;
}

void Loop::read_mail() {
    eventfd_t ignored = 0;
    ::eventfd_read(wake_, &ignored);
    std::vector<Mail> received;
    {
        const std::lock_guard lock(mail_mutex_);
        received.swap(mail_);
    }
    for (Mail& mail : received) deliver(mail);
}

void Loop::deliver(Mail& mail) {
    if (mail.kind == Mail::Kind::drain) return start_draining();
    if (mail.kind == Mail::Kind::stop) {
        running_ = false;
        const std::lock_guard lock(mail_mutex_);
        mail_closed_ = true;
        return mail_.clear();
    }
    Connection* const connection = find(mail.ticket);
    if (connection != nullptr) {
        connection->on_mail(mail);
    } else if (mail.stream) {
        end_stream(*mail.stream);
    }
}

void Loop::start_draining() {
    accept_some();  // whoever is already connected still gets an answer
    close_listener();
    for (std::size_t slot = 0; slot < connections_.size(); ++slot) {
        if (connections_[slot]) connections_[slot]->drain();
    }
}

void Loop::sweep() {
    next_sweep_ms_ = now_ms_ + sweep_every_ms_;
    for (std::size_t slot = 0; slot < connections_.size(); ++slot) {
        if (connections_[slot]) connections_[slot]->on_tick();
    }
    if (listener_ >= 0 && !listening_) listen(EPOLL_CTL_ADD);
}

}  // namespace dlfp::http::internal
