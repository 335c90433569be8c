// SQLite's calls, one by one. Locks between connections of this process are real; a second process
// does not exist on this disk.
#include "tests/simulation/disk_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <new>

#include "tests/simulation/disk_state.h"

namespace dlfp::simulation {
namespace {

constexpr int checkpoint_lock = 1;  // WAL_CKPT_LOCK of the format

CrashDisk::State* disk = nullptr;
std::uint64_t random_state = 0;

/// SQLite allots this, and we fill it.
struct OpenFile {
    sqlite3_file base;
    std::map<std::string, FileContent>::value_type* entry;
    int level;
    unsigned shared_locks;
    unsigned exclusive_locks;

    FileContent& content() const { return entry->second; }
};

OpenFile& opened(sqlite3_file* file) { return *reinterpret_cast<OpenFile*>(file); }

void release_locks(OpenFile& file) {
    auto& memory = file.content().memory;
    for (unsigned slot = 0; memory && slot < SharedMemory::locks; ++slot) {
        if (file.shared_locks >> slot & 1U) --memory->shared[slot];
        if (file.exclusive_locks >> slot & 1U) memory->exclusive[slot] = false;
    }
    file.shared_locks = file.exclusive_locks = 0;
}

void set_level(OpenFile& file, int level) {
    auto& content = file.content();
    const auto steps = [&](int at, int& count) {
        if (file.level < at && level >= at) ++count;
        if (file.level >= at && level < at) --count;
    };
    steps(SQLITE_LOCK_SHARED, content.readers);
    steps(SQLITE_LOCK_RESERVED, content.reserved);
    steps(SQLITE_LOCK_EXCLUSIVE, content.exclusive);
    file.level = level;
}

int close(sqlite3_file* file) {
    const std::lock_guard lock{disk->mutex};
    auto& ours = opened(file);
    release_locks(ours);
    set_level(ours, SQLITE_LOCK_NONE);
    --ours.content().opened;
    return SQLITE_OK;
}

int read(sqlite3_file* file, void* out, int size, sqlite3_int64 offset) {
    const std::lock_guard lock{disk->mutex};
    if (!disk->is_powered) return SQLITE_IOERR_READ;
    const auto& bytes = opened(file).content().bytes;
    const auto from = std::min(static_cast<std::size_t>(offset), bytes.size());
    const auto found = std::min(static_cast<std::size_t>(size), bytes.size() - from);
    std::memcpy(out, bytes.data() + from, found);
    if (found == static_cast<std::size_t>(size)) return SQLITE_OK;
    std::memset(static_cast<char*>(out) + found, 0, static_cast<std::size_t>(size) - found);
    return SQLITE_IOERR_SHORT_READ;
}

int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
    const std::lock_guard lock{disk->mutex};
    if (!disk->takes_operation()) return SQLITE_IOERR_WRITE;
    if (disk->is_full) return SQLITE_FULL;
    disk->change(
        opened(file).content(),
        {static_cast<std::uint64_t>(offset),
         std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size)), false});
    return SQLITE_OK;
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
    const std::lock_guard lock{disk->mutex};
    if (!disk->takes_operation()) return SQLITE_IOERR_TRUNCATE;
    disk->change(opened(file).content(), {static_cast<std::uint64_t>(size), {}, true});
    return SQLITE_OK;
}

int sync(sqlite3_file* file, int) {
    const std::lock_guard lock{disk->mutex};
    if (!disk->takes_operation()) return SQLITE_IOERR_FSYNC;
    if (disk->syncs_to_fail > 0) {
        --disk->syncs_to_fail;
        return SQLITE_IOERR_FSYNC;
    }
    if (disk->keeps_sync(opened(file).entry->first)) disk->keep(opened(file).content());
    return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
    const std::lock_guard lock{disk->mutex};
    *size = static_cast<sqlite3_int64>(opened(file).content().bytes.size());
    return SQLITE_OK;
}

int lock_file(sqlite3_file* file, int level) {
    const std::lock_guard lock{disk->mutex};
    auto& ours = opened(file);
    const auto& content = ours.content();
    if (ours.level >= level) return SQLITE_OK;
    const int own_reads = ours.level >= SQLITE_LOCK_SHARED ? 1 : 0;
    const int own_reserved = ours.level >= SQLITE_LOCK_RESERVED ? 1 : 0;
    if (content.exclusive > 0) return SQLITE_BUSY;
    if (level >= SQLITE_LOCK_RESERVED && content.reserved > own_reserved) return SQLITE_BUSY;
    if (level >= SQLITE_LOCK_EXCLUSIVE && content.readers > own_reads) return SQLITE_BUSY;
    set_level(ours, level);
    return SQLITE_OK;
}

int unlock_file(sqlite3_file* file, int level) {
    const std::lock_guard lock{disk->mutex};
    if (opened(file).level > level) set_level(opened(file), level);
    return SQLITE_OK;
}

char* region_of(FileContent& content, std::size_t wanted, int extends) {
    if (!content.memory) content.memory.emplace();
    auto& regions = content.memory->regions;
    if (regions.size() <= wanted && extends == 0) return nullptr;
    while (regions.size() <= wanted)
        regions.push_back(std::make_unique<std::array<char, 32'768>>());
    return regions[wanted]->data();
}

bool is_free(const SharedMemory& memory, unsigned slot, const OpenFile& ours, bool exclusively) {
    if (memory.exclusive[slot] && (ours.exclusive_locks >> slot & 1U) == 0) return false;
    const int own = static_cast<int>(ours.shared_locks >> slot & 1U);
    return !exclusively || memory.shared[slot] == own;
}

void take_lock(SharedMemory& memory, unsigned slot, OpenFile& ours, bool exclusively) {
    const auto bit = 1U << slot;
    if (exclusively) {
        memory.exclusive[slot] = true;
        ours.exclusive_locks |= bit;
    } else if ((ours.shared_locks & bit) == 0) {
        ++memory.shared[slot];
        ours.shared_locks |= bit;
    }
}

void drop_lock(SharedMemory& memory, unsigned slot, OpenFile& ours) {
    const auto bit = 1U << slot;
    if (ours.exclusive_locks & bit) memory.exclusive[slot] = false;
    if (ours.shared_locks & bit) --memory.shared[slot];
    ours.exclusive_locks &= ~bit;
    ours.shared_locks &= ~bit;
}

int lock_memory(sqlite3_file* file, int first, int count, int flags) {
    const std::lock_guard lock{disk->mutex};
    auto& ours = opened(file);
    auto& memory = ours.content().memory;
    if (!memory) return SQLITE_IOERR_SHMLOCK;
    const bool is_checkpoint = first == checkpoint_lock && count == 1;
    const bool exclusively = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
    if (flags & SQLITE_SHM_UNLOCK) {
        for (int slot = first; slot < first + count; ++slot)
            drop_lock(*memory, static_cast<unsigned>(slot), ours);
        if (is_checkpoint) disk->is_checkpointing = false;
        return SQLITE_OK;
    }
    if (is_checkpoint && !disk->may_checkpoint) return SQLITE_BUSY;
    for (int slot = first; slot < first + count; ++slot)
        if (!is_free(*memory, static_cast<unsigned>(slot), ours, exclusively)) return SQLITE_BUSY;
    for (int slot = first; slot < first + count; ++slot)
        take_lock(*memory, static_cast<unsigned>(slot), ours, exclusively);
    if (is_checkpoint) disk->is_checkpointing = true;
    return SQLITE_OK;
}

const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = close,
    .xRead = read,
    .xWrite = write,
    .xTruncate = truncate,
    .xSync = sync,
    .xFileSize = file_size,
    .xLock = lock_file,
    .xUnlock = unlock_file,
    .xCheckReservedLock =
        [](sqlite3_file* file, int* out) {
            const std::lock_guard lock{disk->mutex};
            *out = opened(file).content().reserved > 0 ? 1 : 0;
            return SQLITE_OK;
        },
    .xFileControl = [](sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; },
    .xSectorSize = [](sqlite3_file*) { return static_cast<int>(CrashDisk::sector_bytes); },
    .xDeviceCharacteristics = [](sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; },
    .xShmMap =
        [](sqlite3_file* file, int region, int, int extends, void volatile** out) {
            const std::lock_guard lock{disk->mutex};
            *out = region_of(opened(file).content(), static_cast<std::size_t>(region), extends);
            return SQLITE_OK;
        },
    .xShmLock = lock_memory,
    .xShmBarrier = [](sqlite3_file*) { __sync_synchronize(); },
    .xShmUnmap =
        [](sqlite3_file* file, int) {
            const std::lock_guard lock{disk->mutex};
            release_locks(opened(file));
            return SQLITE_OK;
        },
};

int open(sqlite3_filename name, OpenFile& ours, int flags) {
    const std::lock_guard lock{disk->mutex};
    const std::string path = name != nullptr ? name : "";
    const bool exists = disk->files.contains(path);
    const bool may_open =
        disk->is_powered && !path.empty() && (exists || (flags & SQLITE_OPEN_CREATE) != 0);
    if (!may_open) return SQLITE_CANTOPEN;
    ours.entry = &*disk->files.try_emplace(path).first;
    ++ours.content().opened;
    ours.base.pMethods = &methods;
    return SQLITE_OK;
}

int remove(sqlite3_vfs*, const char* name, int) {
    const std::lock_guard lock{disk->mutex};
    if (!disk->takes_operation()) return SQLITE_IOERR_DELETE;
    const auto found = disk->files.find(name);
    if (found == disk->files.end()) return SQLITE_IOERR_DELETE_NOENT;
    if (found->second.opened != 0) return SQLITE_IOERR_DELETE;
    disk->files.erase(found);
    return SQLITE_OK;
}

int fill_randomly(sqlite3_vfs*, int size, char* out) {
    for (int index = 0; index < size; ++index) {
        random_state = random_state * 6364136223846793005ULL + 1442695040888963407ULL;
        out[index] = static_cast<char>(random_state >> 56);
    }
    return size;
}

int full_path(sqlite3_vfs*, const char* name, int size, char* out) {
    return std::snprintf(out, static_cast<std::size_t>(size), "%s", name) < size ? SQLITE_OK
                                                                                 : SQLITE_CANTOPEN;
}

int find_file(sqlite3_vfs*, const char* name, int, int* out) {
    const std::lock_guard lock{disk->mutex};
    const auto found = disk->files.find(name);
    *out = found != disk->files.end() && !found->second.bytes.empty() ? 1 : 0;
    return SQLITE_OK;
}

}  // namespace

void install_vfs(CrashDisk::State& state) {
    disk = &state;
    static sqlite3_vfs vfs = {
        .iVersion = 1,
        .szOsFile = sizeof(OpenFile),
        .mxPathname = 512,
        .zName = "crash_disk",
        .xOpen =
            [](sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags, int* out_flags) {
                if (out_flags != nullptr) *out_flags = flags;
                return open(name, *new (file) OpenFile{}, flags);
            },
        .xDelete = remove,
        .xAccess = find_file,
        .xFullPathname = full_path,
        .xRandomness = fill_randomly,
        .xSleep = [](sqlite3_vfs*, int us) { return us; },
        .xCurrentTime =
            [](sqlite3_vfs*, double* out) {
                *out = 2'461'368.0;  // a day of 2026: SQL never asks for the time
                return SQLITE_OK;
            },
        .xGetLastError = [](sqlite3_vfs*, int, char*) { return 0; },
    };
    sqlite3_vfs_register(&vfs, /*makeDflt=*/1);
}

void restart_sqlite_randomness() {
    random_state = 20'261'123;
    sqlite3_randomness(0, nullptr);
}

}  // namespace dlfp::simulation
