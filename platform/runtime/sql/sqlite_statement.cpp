// Values in and out of SQLite, with the types of STRICT tables: nothing is converted silently.
#include "platform/runtime/sql/sqlite_statement.h"

#include "platform/runtime/sql/sql_text.h"

namespace dlfp::sql {
namespace {

FaultKind kind_of(int code) {
    switch (code & 0xff) {
        case SQLITE_CONSTRAINT: return FaultKind::constraint;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_FULL:
        case SQLITE_IOERR:
        case SQLITE_CANTOPEN:
        case SQLITE_NOMEM:
        case SQLITE_INTERRUPT:
        case SQLITE_PROTOCOL: return FaultKind::unavailable;
        default: return FaultKind::broken;
    }
}

/// True for what SQLite counts in sqlite3_total_changes64; false in doubt.
bool counts_rows(std::string_view text) {
    return text.starts_with("INSERT ") || text.starts_with("UPDATE ") ||
           text.starts_with("DELETE ");
}

/// Binds one parameter; SQLite takes a null pointer as NULL, so empty values point somewhere.
struct Binder {
    sqlite3_stmt* statement;
    int index;

    int operator()(std::monostate) const { return sqlite3_bind_null(statement, index); }
    int operator()(std::int64_t value) const { return sqlite3_bind_int64(statement, index, value); }
    int operator()(std::string_view value) const {
        return sqlite3_bind_text64(statement, index, value.empty() ? "" : value.data(),
                                   value.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    int operator()(BytesView value) const {
        if (value.empty()) return sqlite3_bind_zeroblob(statement, index, 0);
        return sqlite3_bind_blob64(statement, index, value.data(), value.size(), SQLITE_STATIC);
    }
    template <class Array>
    int operator()(const Array&) const {
        throw Fault(FaultKind::broken, "SQLite takes no array parameters");
    }
};

}  // namespace

void raise_sqlite(sqlite3* connection, int code, std::string_view doing) {
    std::string message{doing};
    message += ": ";
    message += connection ? sqlite3_errmsg(connection) : sqlite3_errstr(code);
    message += " (SQLite " + std::to_string(code) + ")";
    throw Fault(kind_of(code), message);
}

SqliteStatement::SqliteStatement(sqlite3* connection, const Query& query)
    : connection_{connection}, name_{query.name} {
    const std::string text = sqlite_query_text(query.text);
    const char* rest = nullptr;
    const int code = sqlite3_prepare_v3(connection, text.c_str(), static_cast<int>(text.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement_, &rest);
    if (code != SQLITE_OK) raise_sqlite(connection, code, query.name);
    if (!statement_) throw Fault(FaultKind::broken, name_ + ": the query is empty");
    writes_uncounted_ = sqlite3_stmt_readonly(statement_) == 0 && !counts_rows(text);
}

std::int64_t SqliteStatement::run(std::span<const Param> params, const Reader::RowSink& sink) {
    struct Running {
        SqliteStatement& self;
        explicit Running(SqliteStatement& statement) : self{statement} { self.running_ = true; }
        ~Running() {
            sqlite3_reset(self.statement_);
            self.running_ = false;
        }
    } const running{*this};
    bind(params);
    std::int64_t rows = 0;
    int code = SQLITE_OK;
    while ((code = sqlite3_step(statement_)) == SQLITE_ROW) {
        ++rows;
        if (sink) sink(*this);
    }
    if (code != SQLITE_DONE)
        raise_sqlite(connection_, sqlite3_extended_errcode(connection_), name_);
    return sqlite3_stmt_readonly(statement_) ? rows : sqlite3_changes64(connection_);
}

void SqliteStatement::bind(std::span<const Param> params) {
    if (static_cast<int>(params.size()) != sqlite3_bind_parameter_count(statement_))
        throw Fault(FaultKind::broken, name_ + ": wrong number of parameters");
    int index = 0;
    for (const Param& param : params) {
        const int code = std::visit(Binder{statement_, ++index}, param);
        if (code != SQLITE_OK) raise_sqlite(connection_, code, name_);
    }
}

void SqliteStatement::require_type(int column, int type) const {
    if (sqlite3_column_type(statement_, column) == type) return;
    const char* column_name = sqlite3_column_name(statement_, column);
    throw RowMismatch(name_ + ": column " + std::to_string(column) + " (" +
                      (column_name ? column_name : "none") + ") has another type");
}

std::int64_t SqliteStatement::integer(int column) const {
    require_type(column, SQLITE_INTEGER);
    return sqlite3_column_int64(statement_, column);
}

std::string_view SqliteStatement::text(int column) const {
    require_type(column, SQLITE_TEXT);
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

BytesView SqliteStatement::bytes(int column) const {
    require_type(column, SQLITE_BLOB);
    const auto* bytes = static_cast<const std::byte*>(sqlite3_column_blob(statement_, column));
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

}  // namespace dlfp::sql
