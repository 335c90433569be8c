// Copies an embedded database to another file while it is written.
#pragma once

#include <string>

namespace dlfp::sql {

/// Writes a consistent image of the database at `from` to `to`, durable when it returns. The image
/// appears under its name only when complete. Throws Fault; then there is no image.
void back_up_sqlite(const std::string& from, const std::string& to);

}  // namespace dlfp::sql
