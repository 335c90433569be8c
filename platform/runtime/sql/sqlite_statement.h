// One prepared SQLite statement: binding, stepping, and its current row.
#pragma once

#include <sqlite3.h>

#include <span>
#include <string>
#include <string_view>

#include "platform/runtime/sql/sql.h"

namespace dlfp::sql {

/// Throws the Fault that an SQLite result code means; `doing` names the query.
[[noreturn]] void raise_sqlite(sqlite3* connection, int code, std::string_view doing);

/// Owns a statement; the row it implements is the one last stepped to.
class SqliteStatement final : public Row {
public:
    SqliteStatement(sqlite3* connection, const Query& query);
    ~SqliteStatement() override { sqlite3_finalize(statement_); }
    SqliteStatement(const SqliteStatement&) = delete;
    SqliteStatement& operator=(const SqliteStatement&) = delete;

    /// Binds, runs to the end, hands rows to the sink; returns rows affected or returned.
    std::int64_t run(std::span<const Param> params, const Reader::RowSink& sink);
    bool running() const noexcept { return running_; }
    /// It writes, and SQLite's count of changed rows would not tell.
    bool writes_uncounted() const noexcept { return writes_uncounted_; }

    bool is_null(int column) const override {
        return sqlite3_column_type(statement_, column) == SQLITE_NULL;
    }
    std::int64_t integer(int column) const override;
    std::string_view text(int column) const override;
    BytesView bytes(int column) const override;
    int column_count() const override { return sqlite3_column_count(statement_); }

private:
    void bind(std::span<const Param> params);
    void require_type(int column, int type) const;

    sqlite3* connection_;
    sqlite3_stmt* statement_ = nullptr;
    std::string name_;
    bool writes_uncounted_ = false;
    bool running_ = false;
};

}  // namespace dlfp::sql
