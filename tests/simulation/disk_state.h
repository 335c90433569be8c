// What the disk remembers of each file: as programs see it, as it was synced, what lies between.
#pragma once

#include <array>
#include <mutex>
#include <optional>
#include <vector>

#include "tests/simulation/crash_disk.h"

namespace dlfp::simulation {

/// An operation since the last sync.
struct UnsyncedChange {
    std::uint64_t offset = 0;
    std::string bytes;
    bool is_truncation = false;  ///< to `offset` bytes
};

/// Memory that all connections of one file share, with its locks; lost with the power.
struct SharedMemory {
    static constexpr int locks = 8;
    std::vector<std::unique_ptr<std::array<char, 32'768>>> regions;
    std::array<int, locks> shared{};
    std::array<bool, locks> exclusive{};
};

struct FileContent {
    std::string bytes;
    std::string synced;
    std::vector<UnsyncedChange> changes;
    std::optional<SharedMemory> memory;
    int readers = 0;
    int reserved = 0;
    int exclusive = 0;
    int opened = 0;
};

struct CrashDisk::State {
    mutable std::mutex mutex;
    std::map<std::string, FileContent> files;
    Honesty honesty = Honesty::honest;
    bool is_powered = true;
    bool is_full = false;
    bool may_checkpoint = true;
    bool is_checkpointing = false;
    std::uint64_t syncs_to_fail = 0;
    std::optional<std::uint64_t> operations_left;
    DiskFigures figures;

    /// Counts an operation; false when the power is off, or goes off now.
    bool takes_operation();
    static void apply(std::string& bytes, const UnsyncedChange& change);
    void change(FileContent& file, UnsyncedChange made);
    void keep(FileContent& file);
    /// Whether a sync of this file counts.
    bool keeps_sync(const std::string& name) const;
    void survive(FileContent& file, Dice& dice);
};

}  // namespace dlfp::simulation
