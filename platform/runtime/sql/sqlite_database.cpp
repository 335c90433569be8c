// Puts writer, readers, migrations, notices and backup of the embedded engine together.
#include "platform/runtime/sql/sqlite_database.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <map>

#include "platform/runtime/sql/migration_plan.h"
#include "platform/runtime/sql/sql_text.h"
#include "platform/runtime/sql/sqlite_backup.h"
#include "platform/runtime/sql/sqlite_readers.h"
#include "platform/runtime/sql/sqlite_writer.h"

namespace dlfp::sql {
namespace {

/// Two processes on one file would be two writers; the second is refused.
class ProcessLock {
public:
    explicit ProcessLock(const std::string& path)
        : descriptor_{::open((path + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)} {
        if (descriptor_ < 0)
            throw Fault(FaultKind::unavailable, "cannot create the lock file beside " + path);
        if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
        ::close(descriptor_);
        throw Fault(FaultKind::unavailable, "another process has the database open: " + path);
    }
    ~ProcessLock() { ::close(descriptor_); }
    ProcessLock(const ProcessLock&) = delete;
    ProcessLock& operator=(const ProcessLock&) = delete;

private:
    int descriptor_;
};

class Receivers {
public:
    using Receiver = std::function<void(std::string_view)>;
    void add(std::string_view channel, Receiver receiver) {
        const std::lock_guard lock(mutex_);
        receivers_.emplace(channel, std::move(receiver));
    }
    void deliver(const std::string& channel, const std::string& payload) {
        std::vector<Receiver> found;
        {
            const std::lock_guard lock(mutex_);
            const auto [begin, end] = receivers_.equal_range(channel);
            for (auto at = begin; at != end; ++at) found.push_back(at->second);
        }
        for (const auto& receiver : found) receiver(payload);
    }

private:
    std::mutex mutex_;
    std::multimap<std::string, Receiver, std::less<>> receivers_;
};

/// Runs `work` between BEGIN and COMMIT of the writing connection.
template <class F>
void in_transaction(SqliteConnection& connection, F&& work) {
    connection.execute("BEGIN IMMEDIATE");
    try {
        work();
        connection.execute("COMMIT");
    } catch (...) {
        if (connection.in_transaction()) connection.execute("ROLLBACK");
        throw;
    }
}

class SqliteDatabase final : public Database {
public:
    explicit SqliteDatabase(const DatabaseOptions& options)
        : options_{options}, lock_{options.url}, writer_{options}, readers_{options} {}

    Engine engine() const noexcept override { return Engine::sqlite; }
    void migrate(const std::vector<Migration>& migrations) override {
        writer_.run_alone([&](SqliteConnection& connection) {
            connection.execute_script(sqlite_schema_text(migration_table_text));
            std::vector<Migration> applied;
            connection.run(list_migrations, {},
                           [&](const Row& row) { applied.push_back(read_row<Migration>(row)); });
            for (const Migration* migration : plan_migrations(applied, migrations))
                apply(connection, *migration);
        });
    }
    void add_invariant(Invariant invariant) override {
        writer_.add_invariant(std::move(invariant));
    }
    void submit(Unit unit) override { writer_.submit(std::move(unit)); }
    void read(const std::function<void(Reader&)>& work) override { readers_.read(work); }
    void subscribe(std::string_view channel,
                   std::function<void(std::string_view)> receiver) override {
        receivers_.add(channel, std::move(receiver));
    }
    void notify(Transaction& transaction, std::string_view channel,
                std::string_view payload) override {
        transaction.on_commit([this, to = std::string(channel), text = std::string(payload)] {
            receivers_.deliver(to, text);
        });
    }
    void drain() override { writer_.drain(); }
    void backup_to(const std::string& file_path) override {
        back_up_sqlite(options_.url, file_path);
    }

private:
    static void apply(SqliteConnection& connection, const Migration& migration) {
        in_transaction(connection, [&] {
            try {
                connection.execute_script(sqlite_schema_text(migration.text));
            } catch (const Fault& fault) {
                throw Fault(fault.kind(),
                            migration.module + " " + migration.name + ": " + fault.what());
            }
            const std::array<Param, 4> row{to_param(migration.module), to_param(migration.version),
                                           to_param(migration.name), to_param(migration.text)};
            connection.run(add_migration, row, {});
        });
    }

    const DatabaseOptions options_;
    ProcessLock lock_;
    Receivers receivers_;
    SqliteWriter writer_;
    SqliteReaders readers_;
};

}  // namespace

std::unique_ptr<Database> open_sqlite(const DatabaseOptions& options) {
    return std::make_unique<SqliteDatabase>(options);
}

}  // namespace dlfp::sql
