// The failing disk: an SQLite VFS that passes everything on, except what a test made fail.
#include <sqlite3.h>

#include <atomic>
#include <new>

#include "platform/runtime/sql/testing/failing_disk.h"

namespace dlfp::sql::testing {
namespace {

std::atomic<bool> disk_full = false;
std::atomic<int> syncs_to_fail = 0;

sqlite3_vfs* real_vfs = nullptr;

/// Our file, followed in memory by the real one.
struct File {
    sqlite3_file base;
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

sqlite3_file* real(sqlite3_file* file) { return reinterpret_cast<File*>(file)->real(); }

int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
    if (disk_full) return SQLITE_FULL;
    return real(file)->pMethods->xWrite(real(file), bytes, size, offset);
}

int sync(sqlite3_file* file, int flags) {
    if (syncs_to_fail > 0) {
        --syncs_to_fail;
        return SQLITE_IOERR_FSYNC;
    }
    return real(file)->pMethods->xSync(real(file), flags);
}

const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = [](sqlite3_file* file) { return real(file)->pMethods->xClose(real(file)); },
    .xRead =
        [](sqlite3_file* file, void* bytes, int size, sqlite3_int64 offset) {
            return real(file)->pMethods->xRead(real(file), bytes, size, offset);
        },
    .xWrite = write,
    .xTruncate =
        [](sqlite3_file* file, sqlite3_int64 size) {
            return real(file)->pMethods->xTruncate(real(file), size);
        },
    .xSync = sync,
    .xFileSize =
        [](sqlite3_file* file, sqlite3_int64* size) {
            return real(file)->pMethods->xFileSize(real(file), size);
        },
    .xLock = [](sqlite3_file* file,
                int level) { return real(file)->pMethods->xLock(real(file), level); },
    .xUnlock = [](sqlite3_file* file,
                  int level) { return real(file)->pMethods->xUnlock(real(file), level); },
    .xCheckReservedLock =
        [](sqlite3_file* file, int* out) {
            return real(file)->pMethods->xCheckReservedLock(real(file), out);
        },
    .xFileControl =
        [](sqlite3_file* file, int code, void* argument) {
            return real(file)->pMethods->xFileControl(real(file), code, argument);
        },
    .xSectorSize = [](sqlite3_file* file) { return real(file)->pMethods->xSectorSize(real(file)); },
    .xDeviceCharacteristics =
        [](sqlite3_file* file) { return real(file)->pMethods->xDeviceCharacteristics(real(file)); },
    .xShmMap =
        [](sqlite3_file* file, int page, int size, int extend, void volatile** out) {
            return real(file)->pMethods->xShmMap(real(file), page, size, extend, out);
        },
    .xShmLock =
        [](sqlite3_file* file, int offset, int count, int flags) {
            return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
        },
    .xShmBarrier = [](sqlite3_file* file) { real(file)->pMethods->xShmBarrier(real(file)); },
    .xShmUnmap = [](sqlite3_file* file,
                    int erase) { return real(file)->pMethods->xShmUnmap(real(file), erase); },
};

}  // namespace

void install_failing_disk() {
    static sqlite3_vfs failing = [] {
        real_vfs = sqlite3_vfs_find(nullptr);
        sqlite3_vfs vfs = *real_vfs;
        vfs.zName = "failing_disk";
        vfs.szOsFile += static_cast<int>(sizeof(File));
        vfs.xOpen = [](sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags,
                       int* out_flags) {
            auto* ours = new (file) File{};
            const int code = real_vfs->xOpen(real_vfs, name, ours->real(), flags, out_flags);
            ours->base.pMethods = ours->real()->pMethods ? &methods : nullptr;
            return code;
        };
        return vfs;
    }();
    sqlite3_vfs_register(&failing, /*makeDflt=*/1);
}

void fill_disk() { disk_full = true; }
void fail_syncs(int count) { syncs_to_fail = count; }
void heal_disk() {
    disk_full = false;
    syncs_to_fail = 0;
}

}  // namespace dlfp::sql::testing
