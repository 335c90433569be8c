// One thread, one connection: waits for the server or for a wake-up, reconnects when it must.
#include "platform/runtime/sql/postgresql_listener.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>

namespace dlfp::sql {
namespace {

constexpr std::chrono::seconds subscribe_patience{5};
constexpr int reconnect_pause_ms = 250;

void wake(int descriptor) { ::eventfd_write(descriptor, 1); }

}  // namespace

PostgresqlListener::PostgresqlListener(PostgresqlConnection::Options options)
    : options_{std::move(options)}, wake_descriptor_{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)} {
    if (wake_descriptor_ < 0) throw Fault(FaultKind::unavailable, "no event descriptor");
    thread_ = std::thread([this] { listen_until_stopped(); });
}

PostgresqlListener::~PostgresqlListener() {
    stop();
    ::close(wake_descriptor_);
}

void PostgresqlListener::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
    }
    wake(wake_descriptor_);
    if (thread_.joinable()) thread_.join();
}

void PostgresqlListener::subscribe(std::string_view channel, Receiver receiver) {
    std::unique_lock lock(mutex_);
    receivers_.emplace(channel, std::move(receiver));
    wake(wake_descriptor_);
    listening_changed_.wait_for(lock, subscribe_patience,
                                [&] { return listening_.contains(channel); });
}

void PostgresqlListener::listen_until_stopped() {
    while (true) {
        {
            const std::lock_guard lock(mutex_);
            if (stopped_) return;
        }
        try {
            if (keep_connected()) {
                listen_to_all();
                deliver_arrived();
            }
        } catch (const Fault&) {
            connection_.reset();
        }
        wait_for_work();
    }
}

bool PostgresqlListener::keep_connected() {
    if (connection_) return true;
    {
        const std::lock_guard lock(mutex_);
        listening_.clear();
        if (receivers_.empty()) return false;
    }
    connection_ = std::make_unique<PostgresqlConnection>(options_);
    listen_to_all();
    if (!std::exchange(was_connected_, true)) return true;
    std::set<std::string, std::less<>> channels;
    {
        const std::lock_guard lock(mutex_);
        channels = listening_;
    }
    for (const auto& channel : channels) deliver(channel, {});
    return true;
}

void PostgresqlListener::listen_to_all() {
    const std::lock_guard lock(mutex_);
    for (const auto& [channel, receiver] : receivers_) {
        if (listening_.contains(channel)) continue;
        const std::unique_ptr<char, void (*)(void*)> name(
            PQescapeIdentifier(connection_->handle(), channel.data(), channel.size()), &PQfreemem);
        connection_->execute_script(std::string("LISTEN ") + name.get());
        listening_.insert(channel);
    }
    listening_changed_.notify_all();
}

void PostgresqlListener::wait_for_work() {
    const int socket = connection_ ? PQsocket(connection_->handle()) : -1;
    std::array<pollfd, 2> waiting{pollfd{wake_descriptor_, POLLIN, 0}, pollfd{socket, POLLIN, 0}};
    ::poll(waiting.data(), waiting.size(), connection_ ? -1 : reconnect_pause_ms);
    eventfd_t count = 0;
    ::eventfd_read(wake_descriptor_, &count);
}

void PostgresqlListener::deliver_arrived() {
    if (PQconsumeInput(connection_->handle()) == 0)
        throw Fault(FaultKind::unavailable, "the listening connection was lost");
    while (const std::unique_ptr<PGnotify, void (*)(void*)> notice{
        PQnotifies(connection_->handle()), &PQfreemem})
        deliver(notice->relname, notice->extra);
}

void PostgresqlListener::deliver(const std::string& channel, std::string_view payload) {
    std::vector<Receiver> found;
    {
        const std::lock_guard lock(mutex_);
        const auto [begin, end] = receivers_.equal_range(channel);
        for (auto at = begin; at != end; ++at) found.push_back(at->second);
    }
    for (const auto& receiver : found) receiver(payload);
}

}  // namespace dlfp::sql
