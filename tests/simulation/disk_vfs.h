// The disk as SQLite's file system.
#pragma once

#include "tests/simulation/crash_disk.h"

namespace dlfp::simulation {

/// Makes the disk SQLite's default file system, for good.
void install_vfs(CrashDisk::State& state);

/// SQLite chooses salts of its log anew from the same start.
void restart_sqlite_randomness();

}  // namespace dlfp::simulation
