// The yardstick: the same statements on bare SQLite, without units, threads or answers.
#pragma once

#include <string>

namespace dlfp::bench {

/// Runs transfers of four statements, `batch` of them in each durable transaction, for `seconds`;
/// returns transfers a second.
double bare_transfers_per_second(const std::string& path, int batch, double seconds);

}  // namespace dlfp::bench
