// Snapshots of an SQLite database for readers.
#pragma once

#include "platform/runtime/sql/connection_pool.h"
#include "platform/runtime/sql/sqlite_connection.h"

namespace dlfp::sql {

class SqliteReaders {
public:
    explicit SqliteReaders(const DatabaseOptions& options);

    /// Runs `work` on a snapshot. Waits for a free connection at most for the statement timeout,
    /// then throws Fault (unavailable).
    void read(const std::function<void(Reader&)>& work);

private:
    const DatabaseOptions options_;
    ConnectionPool<SqliteConnection> pool_;
};

}  // namespace dlfp::sql
