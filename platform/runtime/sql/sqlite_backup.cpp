// The backup holds one snapshot open on a connection of its own, so that writes by others neither
// wait for it nor make it start again.
#include "platform/runtime/sql/sqlite_backup.h"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>

#include "platform/runtime/sql/sqlite_connection.h"

namespace dlfp::sql {
namespace {

constexpr int pages_per_step = 1'024;

struct Target {
    explicit Target(const std::string& path) {
        const int code = sqlite3_open_v2(path.c_str(), &handle,
                                         SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
        if (code == SQLITE_OK) return;
        sqlite3_close(handle);
        throw Fault(FaultKind::unavailable, "cannot create the backup file " + path);
    }
    ~Target() { sqlite3_close(handle); }
    Target(const Target&) = delete;
    Target& operator=(const Target&) = delete;
    sqlite3* handle = nullptr;
};

void copy_pages(SqliteConnection& from, Target& to) {
    auto* backup = sqlite3_backup_init(to.handle, "main", from.handle(), "main");
    if (!backup) raise_sqlite(to.handle, sqlite3_errcode(to.handle), "backup");
    int code = SQLITE_OK;
    while (code == SQLITE_OK) code = sqlite3_backup_step(backup, pages_per_step);
    sqlite3_backup_finish(backup);
    if (code != SQLITE_DONE) raise_sqlite(nullptr, code, "backup");
}

void sync_path(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0) ::close(descriptor);
    if (!synced) throw Fault(FaultKind::unavailable, "cannot sync " + path.string());
}

}  // namespace

void back_up_sqlite(const std::string& from, const std::string& to) {
    const std::filesystem::path part = to + ".part";
    std::filesystem::remove(part);
    try {
        SqliteConnection source({from, SqliteRole::reader, 10s});
        source.execute("BEGIN");
        source.run({"backup.snapshot", "SELECT COUNT(*) FROM sqlite_schema"}, {}, {});
        {
            Target target(part.string());
            copy_pages(source, target);
        }
        sync_path(part);
        std::filesystem::rename(part, to);
        const auto folder = std::filesystem::absolute(to).parent_path();
        sync_path(folder);
    } catch (...) {
        std::error_code ignored;
        std::filesystem::remove(part, ignored);
        throw;
    }
}

}  // namespace dlfp::sql
