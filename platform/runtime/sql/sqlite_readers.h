// The reading connections of an SQLite database, lent to one call at a time.
#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "platform/runtime/sql/sqlite_connection.h"

namespace dlfp::sql {

class SqliteReaders {
public:
    explicit SqliteReaders(const DatabaseOptions& options);

    /// Runs `work` on a snapshot. Waits for a free connection at most for the statement timeout,
    /// then throws Fault (unavailable).
    void read(const std::function<void(Reader&)>& work);

private:
    struct Slot {
        std::atomic<bool> taken = false;
        std::unique_ptr<SqliteConnection> connection;
    };
    class Lease;

    Slot* take_free();
    Slot& take();
    void give_back(Slot& slot);

    const DatabaseOptions options_;
    std::vector<Slot> slots_;
    std::atomic<int> waiting_ = 0;
    std::mutex mutex_;
    std::condition_variable freed_;
};

}  // namespace dlfp::sql
