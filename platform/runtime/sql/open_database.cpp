// Chooses the engine by the URL.
#include "platform/runtime/sql/postgresql_database.h"
#include "platform/runtime/sql/sqlite_database.h"

namespace dlfp::sql {

std::unique_ptr<Database> open_database(const DatabaseOptions& options) {
    if (options.url.starts_with("postgresql://") || options.url.starts_with("postgres://"))
        return open_postgresql(options);
    return open_sqlite(options);
}

}  // namespace dlfp::sql
