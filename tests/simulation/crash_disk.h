// A disk in memory under SQLite whose power fails: what was not synced is lost, torn or kept in any
// order, sector by sector.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "tests/simulation/dice.h"

namespace dlfp::simulation {

/// Whether the disk keeps what it says it keeps. The lesser two are controls: a simulation that
/// does not notice them proves nothing.
enum class Honesty {
    honest,
    skips_log_syncs,  ///< of the log, only those before a checkpoint count: `synchronous=NORMAL`
    lies,             ///< no sync counts
};

/// What happened to the disk so far.
struct DiskFigures {
    std::uint64_t operations = 0;  ///< writes, truncations and syncs
    std::uint64_t power_cuts = 0;
    std::uint64_t sectors_lost = 0;
    std::uint64_t sectors_kept = 0;  ///< unsynced ones that survived
    std::uint64_t sectors_torn = 0;
};

/// One per process: it is SQLite's default file system from `installed` on. Thread-safe.
class CrashDisk {
public:
    static constexpr std::size_t sector_bytes = 512;
    using Image = std::map<std::string, std::string>;

    static CrashDisk& installed();

    /// A powered disk with these files, all synced; forgets everything else. No file may be open.
    void load(const Image& image, Honesty honesty);
    /// The files as they are, for `load`.
    Image image() const;

    /// Power fails at the operation after so many more.
    void cut_power_after(std::uint64_t operations);
    void cut_power();
    /// The power does not fail after all.
    void spare_power();
    bool is_powered() const;
    /// Decides what of the unsynced writes is there, and switches on. No file may be open.
    void restore_power(Dice& dice);

    /// From now on writes say that the disk is full; syncs fail so often. `heal` ends both.
    void fill();
    void fail_syncs(std::uint64_t count);
    void heal();

    /// Moving the log into the database happens only between these two, so that no background
    /// thread does it at a time of its own.
    void allow_checkpoints();
    void forbid_checkpoints();

    DiskFigures figures() const;

    struct State;
    State& state() { return *state_; }

private:
    CrashDisk();
    ~CrashDisk() = delete;  // SQLite keeps it until the process ends
    std::unique_ptr<State> state_;
};

}  // namespace dlfp::simulation
