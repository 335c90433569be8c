// The server engine: many nodes, each with its writers and readers.
#pragma once

#include <memory>

#include "platform/runtime/sql/sql.h"

namespace dlfp::sql {

/// Opens the database of a postgresql:// URL; throws Fault (unavailable) when it cannot be reached.
std::unique_ptr<Database> open_postgresql(const DatabaseOptions& options);

}  // namespace dlfp::sql
