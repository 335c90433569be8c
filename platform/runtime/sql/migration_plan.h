// Decides which schema files a database still lacks, the same way for both engines.
#pragma once

#include <vector>

#include "platform/runtime/sql/sql.h"

namespace dlfp::sql {

BOOST_DESCRIBE_STRUCT(Migration, (), (module, version, name, text))

/// The table that remembers what was applied; its text is in the dialect of schema files.
inline constexpr std::string_view migration_table_text =
    "CREATE TABLE IF NOT EXISTS sql_migration ("
    "module TEXT NOT NULL, version BIGINT NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL, "
    "PRIMARY KEY (module, version))";

inline constexpr Query list_migrations{"sql.list_migrations",
                                       "SELECT module, version, name, text FROM sql_migration"};
inline constexpr Query add_migration{
    "sql.add_migration",
    "INSERT INTO sql_migration (module, version, name, text) VALUES ($1, $2, $3, $4)"};

/// The files of `wanted` that `applied` lacks, in the order of `wanted`. Throws Fault (broken) when
/// a file changed after it was applied, when the database knows a later version than the program,
/// or when `wanted` itself is out of order. Modules that the program no longer has keep their
/// tables.
std::vector<const Migration*> plan_migrations(const std::vector<Migration>& applied,
                                              const std::vector<Migration>& wanted);

}  // namespace dlfp::sql
