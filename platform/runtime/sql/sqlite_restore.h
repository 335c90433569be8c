// Puts a backup in the place of an embedded database.
#pragma once

#include <string>

namespace dlfp::sql {

/// Copies the backup `from` to `to` after checking that it is whole; what stood at `to` is kept
/// beside it as `<to>.before-restore`. Throws Fault, changing nothing, when a program has the
/// database open or the backup is damaged.
void restore_sqlite(const std::string& from, const std::string& to);

}  // namespace dlfp::sql
