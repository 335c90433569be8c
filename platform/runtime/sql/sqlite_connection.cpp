// Opens SQLite the one way that keeps acknowledged writes: WAL, synchronous=FULL, checkpoints only
// where the writer asks for them.
#include "platform/runtime/sql/sqlite_connection.h"

#include <mutex>

#include "platform/base/planted.h"

namespace dlfp::sql {
namespace {

constexpr std::size_t statements_max = 4096;
constexpr int steps_between_looks = 20'000;
constexpr int busy_patience_ms = 5'000;

/// Process-wide and before the first connection: SQLite's memory counters cost a shared lock.
void prepare_library() {
    static std::once_flag once;
    std::call_once(once, [] { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); });
}

bool is_damage(int code) {
    switch (code & 0xff) {
        case SQLITE_FULL:
        case SQLITE_IOERR:
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_NOMEM:
        case SQLITE_CANTOPEN: return true;
        default: return false;
    }
}

}  // namespace

SqliteConnection::SqliteConnection(const Options& options)
    : statement_timeout_{options.statement_timeout} {
    prepare_library();
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI |
                      (options.role == SqliteRole::writer ? SQLITE_OPEN_CREATE : 0);
    const int code = sqlite3_open_v2(options.path.c_str(), &handle_, flags, nullptr);
    try {
        if (code != SQLITE_OK) raise_sqlite(handle_, code, "open " + options.path);
        configure(options.role);
    } catch (...) {
        statements_.clear();
        sqlite3_close_v2(handle_);
        throw;
    }
}

SqliteConnection::~SqliteConnection() {
    statements_.clear();
    sqlite3_close_v2(handle_);
}

void SqliteConnection::configure(SqliteRole role) {
    sqlite3_extended_result_codes(handle_, 1);
    sqlite3_busy_timeout(handle_, busy_patience_ms);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    if (role == SqliteRole::writer) execute_script("PRAGMA journal_mode=WAL");
    execute_script(
        "PRAGMA wal_autocheckpoint=0; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY");
    if (planted("sql.synchronous_normal")) execute_script("PRAGMA synchronous=NORMAL");
    if (role == SqliteRole::writer) {
        execute_script("PRAGMA cache_size=-131072");
        sqlite3_wal_hook(handle_, &count_log_pages, this);
    } else {
        execute_script("PRAGMA cache_size=-16384; PRAGMA query_only=ON");
    }
    sqlite3_progress_handler(handle_, steps_between_looks, &look_at_clock, this);
}

std::int64_t SqliteConnection::run(const Query& query, std::span<const Param> params,
                                   const Reader::RowSink& sink) {
    std::unique_ptr<SqliteStatement> spare;
    deadline_set_ = false;
    try {
        auto& found = statement(query, spare);
        if (found.writes_uncounted()) ++uncounted_writes_;
        return found.run(params, sink);
    } catch (const Fault&) {
        remember_damage();
        throw;
    }
}

/// The cached statement of a text, or a spare one when the cached one is in the middle of a row.
/// Texts are mostly constants: one found at the same address is compared instead of hashed.
SqliteStatement& SqliteConnection::statement(const Query& query,
                                             std::unique_ptr<SqliteStatement>& spare) {
    auto& recent =
        recent_[(reinterpret_cast<std::uintptr_t>(query.text.data()) >> 4U) % recent_.size()];
    if (recent.statement != nullptr && recent.text == query.text && !recent.statement->running())
        return *recent.statement;
    const auto found = statements_.find(query.text);
    if (found != statements_.end() && !found->second->running()) {
        recent = {found->first, found->second.get()};
        return *found->second;
    }
    auto made = std::make_unique<SqliteStatement>(handle_, query);
    if (found != statements_.end() || statements_.size() >= statements_max) {
        spare = std::move(made);
        return *spare;
    }
    return *statements_.emplace(query.text, std::move(made)).first->second;
}

void SqliteConnection::execute_script(const std::string& text) {
    deadline_set_ = false;
    const int code = sqlite3_exec(handle_, text.c_str(), nullptr, nullptr, nullptr);
    if (code == SQLITE_OK) return;
    remember_damage();
    raise_sqlite(handle_, code, "script");
}

SqliteConnection::Checkpoint SqliteConnection::checkpoint(int mode) {
    int pages = 0;
    sqlite3_busy_timeout(handle_, 0);
    const int code = sqlite3_wal_checkpoint_v2(handle_, nullptr, mode, &pages, nullptr);
    sqlite3_busy_timeout(handle_, busy_patience_ms);
    if (is_damage(code)) damaged_code_ = code;
    if (code == SQLITE_OK && mode == SQLITE_CHECKPOINT_TRUNCATE) log_pages_ = 0;
    return {code, pages};
}

void SqliteConnection::remember_damage() noexcept {
    const int code = sqlite3_extended_errcode(handle_);
    if (is_damage(code)) damaged_code_ = code;
}

int SqliteConnection::count_log_pages(void* self, sqlite3*, const char*, int pages) {
    static_cast<SqliteConnection*>(self)->log_pages_ = pages;
    return SQLITE_OK;
}

/// Called every few thousand steps of a statement; the first call starts its clock.
int SqliteConnection::look_at_clock(void* self) {
    auto& connection = *static_cast<SqliteConnection*>(self);
    const auto now = std::chrono::steady_clock::now();
    if (!connection.deadline_set_) {
        connection.deadline_set_ = true;
        connection.deadline_ = now + connection.statement_timeout_;
        return 0;
    }
    return now > connection.deadline_ ? 1 : 0;
}

}  // namespace dlfp::sql
