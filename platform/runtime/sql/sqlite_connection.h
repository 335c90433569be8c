// One SQLite connection: its settings, its prepared statements, its time limit.
#pragma once

#include <sqlite3.h>

#include <array>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "platform/runtime/sql/sqlite_statement.h"

namespace dlfp::sql {

enum class SqliteRole { writer, reader };

/// Used by one thread at a time. Never checkpoints by itself, not even when it closes.
class SqliteConnection {
public:
    struct Options {
        std::string path;
        SqliteRole role = SqliteRole::reader;
        Duration statement_timeout = 10s;
    };
    explicit SqliteConnection(const Options& options);
    ~SqliteConnection();
    SqliteConnection(const SqliteConnection&) = delete;
    SqliteConnection& operator=(const SqliteConnection&) = delete;

    std::int64_t run(const Query& query, std::span<const Param> params,
                     const Reader::RowSink& sink);
    void execute(std::string_view text) { run({text, text}, {}, {}); }
    /// Runs several statements at once, as they are.
    void execute_script(const std::string& text);

    bool in_transaction() const noexcept { return sqlite3_get_autocommit(handle_) == 0; }
    /// The disk or the file failed: what this connection believes may be wrong.
    bool damaged() const noexcept { return damaged_code_ != 0; }
    int damaged_code() const noexcept { return damaged_code_; }

    /// Grows with whatever a statement changes; rows that a failed statement took back are not
    /// counted.
    std::int64_t writes() const noexcept {
        return sqlite3_total_changes64(handle_) + uncounted_writes_;
    }

    /// Pages in the write-ahead log after the last commit.
    int log_pages() const noexcept { return log_pages_; }
    struct Checkpoint {
        int code;
        int log_pages;
    };
    Checkpoint checkpoint(int mode);
    sqlite3* handle() noexcept { return handle_; }

private:
    SqliteStatement& statement(const Query& query, std::unique_ptr<SqliteStatement>& spare);
    void remember_damage() noexcept;
    void configure(SqliteRole role);
    static int count_log_pages(void* self, sqlite3*, const char*, int pages);
    static int look_at_clock(void* self);

    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept {
            return std::hash<std::string_view>{}(text);
        }
    };

    sqlite3* handle_ = nullptr;
    std::unordered_map<std::string, std::unique_ptr<SqliteStatement>, TextHash, std::equal_to<>>
        statements_;
    /// The statement last found for a text at such an address; never outlives statements_.
    struct Recent {
        std::string_view text;  ///< the key in statements_
        SqliteStatement* statement = nullptr;
    };
    std::array<Recent, 256> recent_{};
    const std::chrono::microseconds statement_timeout_;
    std::chrono::steady_clock::time_point deadline_;
    bool deadline_set_ = false;
    std::int64_t uncounted_writes_ = 0;
    int damaged_code_ = 0;
    int log_pages_ = 0;
};

}  // namespace dlfp::sql
