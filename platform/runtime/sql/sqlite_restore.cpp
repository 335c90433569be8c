// The write-ahead log belongs to the file it was written for: it moves away together with it.
#include "platform/runtime/sql/sqlite_restore.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <filesystem>

#include "platform/runtime/sql/sqlite_backup.h"
#include "platform/runtime/sql/sqlite_connection.h"

namespace dlfp::sql {
namespace {

/// The lock a running program holds; kept while files are moved.
class StoppedProgram {
public:
    explicit StoppedProgram(const std::string& path)
        : descriptor_{::open((path + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)} {
        if (descriptor_ < 0 || ::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
            if (descriptor_ >= 0) ::close(descriptor_);
            throw Fault(FaultKind::unavailable, "a program has " + path + " open: stop it first");
        }
    }
    ~StoppedProgram() { ::close(descriptor_); }
    StoppedProgram(const StoppedProgram&) = delete;
    StoppedProgram& operator=(const StoppedProgram&) = delete;

private:
    int descriptor_;
};

void require_whole(const std::string& path) {
    if (!std::filesystem::exists(path))
        throw Fault(FaultKind::unavailable, "there is no backup at " + path);
    SqliteConnection backup({path, SqliteRole::reader, 600s});
    std::string verdict;
    backup.run({"restore.integrity", "PRAGMA integrity_check"}, {},
               [&](const Row& row) { verdict = row.text(0); });
    if (verdict != "ok") throw Fault(FaultKind::broken, "the backup is damaged: " + verdict);
}

}  // namespace

void restore_sqlite(const std::string& from, const std::string& to) {
    const StoppedProgram lock{to};
    require_whole(from);
    const auto fresh = to + ".restored";
    back_up_sqlite(from, fresh);
    const auto kept = to + ".before-restore";
    for (const std::string suffix : {"", "-wal", "-shm"}) {
        std::error_code ignored;
        std::filesystem::remove(kept + suffix, ignored);
        if (std::filesystem::exists(to + suffix))
            std::filesystem::rename(to + suffix, kept + suffix);
    }
    std::filesystem::rename(fresh, to);
}

}  // namespace dlfp::sql
