// Receives NOTIFY on a connection of its own and hands the texts to their receivers.
#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>

#include "platform/runtime/sql/postgresql_connection.h"

namespace dlfp::sql {

class PostgresqlListener {
public:
    using Receiver = std::function<void(std::string_view payload)>;
    explicit PostgresqlListener(PostgresqlConnection::Options options);
    ~PostgresqlListener();

    /// Listens when it returns, unless the server is away; then as soon as it is back. After a
    /// lost connection every receiver gets an empty payload: anything may have been missed.
    void subscribe(std::string_view channel, Receiver receiver);

    /// Returns when no receiver runs any more; none is called after that.
    void stop();

private:
    void listen_until_stopped();
    bool keep_connected();
    void listen_to_all();
    void wait_for_work();
    void deliver_arrived();
    void deliver(const std::string& channel, std::string_view payload);

    const PostgresqlConnection::Options options_;
    const int wake_descriptor_;
    std::mutex mutex_;
    std::condition_variable listening_changed_;
    std::multimap<std::string, Receiver, std::less<>> receivers_;
    std::set<std::string, std::less<>> listening_;
    bool stopped_ = false;
    bool was_connected_ = false;
    std::unique_ptr<PostgresqlConnection> connection_;
    std::thread thread_;
};

}  // namespace dlfp::sql
