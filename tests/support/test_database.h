// A fresh, migrated database for a test, on the engine that DLFP_TEST_DATABASE names.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "platform/runtime/sql/sql.h"

namespace dlfp::test {

/// `sqlite` (the default) or `postgresql`; then DLFP_TEST_POSTGRESQL_URL names a database whose
/// role may create databases.
sql::Engine test_engine();

/// A database of its own that disappears with this object. Cheap: each set of migrations is
/// applied once per process and then copied.
class TestDatabase {
public:
    explicit TestDatabase(const std::vector<sql::Migration>& migrations);
    TestDatabase(const std::vector<sql::Migration>& migrations, sql::DatabaseOptions options);
    ~TestDatabase();
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;

    sql::Database& operator*() { return *database_; }
    sql::Database* operator->() { return database_.get(); }
    const std::string& url() const { return url_; }

    /// Closes and opens again, as a restart does.
    void reopen();
    /// Closes; the files or the database stay until this object dies.
    void close() { database_.reset(); }

private:
    std::string url_;
    sql::DatabaseOptions options_;
    std::function<void()> remove_;
    std::unique_ptr<sql::Database> database_;
};

/// A folder for a test's files, in memory where the machine allows it.
std::string make_test_folder();

}  // namespace dlfp::test
