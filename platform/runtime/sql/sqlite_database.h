// The embedded engine: one file, one process, one writer, many readers.
#pragma once

#include <memory>

#include "platform/runtime/sql/sql.h"

namespace dlfp::sql {

/// Opens or creates the file of `options.url`; throws Fault (unavailable) while another process
/// has it open.
std::unique_ptr<Database> open_sqlite(const DatabaseOptions& options);

}  // namespace dlfp::sql
