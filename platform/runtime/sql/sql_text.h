// One SQL text serves both engines; here it takes the form that each of them reads.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dlfp::sql {

enum class TokenKind { space, comment, quoted, word, parameter, other };

/// A piece of SQL text; the pieces put together give the text again.
struct Token {
    TokenKind kind;
    std::string_view text;
};
std::vector<Token> split_tokens(std::string_view text);

/// The text without a trailing `FOR UPDATE …`.
std::string without_row_lock(std::string_view text);
/// A query for SQLite: `$n` becomes `?n`, and a trailing row lock (`FOR UPDATE …`) goes, because
/// one writer needs none.
std::string sqlite_query_text(std::string_view text);
/// A schema file for SQLite: BIGINT and BYTEA become INTEGER and BLOB, and tables are STRICT.
std::string sqlite_schema_text(std::string_view text);

/// A query for PostgreSQL: `X'00ff'` becomes a bytea literal.
std::string postgresql_query_text(std::string_view text);
/// A schema file for PostgreSQL: without `WITHOUT ROWID`, and texts (the type, written TEXT) in
/// byte order, so that both engines sort alike.
std::string postgresql_schema_text(std::string_view text);

}  // namespace dlfp::sql
