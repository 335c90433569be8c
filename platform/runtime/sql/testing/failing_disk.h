// A disk that fails when a test says so, under SQLite.
#pragma once

namespace dlfp::sql::testing {

/// Puts itself under every SQLite file that this process opens from now on; does no harm until
/// told to.
void install_failing_disk();

/// From now on writes say that the disk is full, until `heal_disk`.
void fill_disk();
/// The next so many syncs fail; what was written stays written.
void fail_syncs(int count);
void heal_disk();

}  // namespace dlfp::sql::testing
