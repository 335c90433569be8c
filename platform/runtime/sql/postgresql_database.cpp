// Puts writers, readers, migrations and notices of the server engine together.
#include "platform/runtime/sql/postgresql_database.h"

#include "platform/runtime/sql/connection_pool.h"
#include "platform/runtime/sql/migration_plan.h"
#include "platform/runtime/sql/postgresql_listener.h"
#include "platform/runtime/sql/postgresql_writers.h"
#include "platform/runtime/sql/sql_text.h"
#include "platform/runtime/sql/write_later.h"

namespace dlfp::sql {
namespace {

constexpr std::string_view begin_reading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
/// "dlfp" in ASCII: the key of the cluster-wide lock that migrations hold.
constexpr std::string_view migration_lock = "1684825712";
constexpr Query send_notice{"sql.send_notice", "SELECT pg_notify($1, $2)"};

class Snapshot final : public Reader {
public:
    Snapshot(std::unique_ptr<PostgresqlConnection>& connection, const DatabaseOptions& options)
        : connection_{connection}, options_{options} {
        open();
    }
    ~Snapshot() override {
        if (!connection_) return;
        connection_->end_reading();
        if (connection_->lost()) connection_.reset();
    }
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

    /// A connection that died while nobody used it shows at the first query; that one runs again
    /// on a fresh connection, once and before any row was delivered.
    std::int64_t run(const Query& query, std::span<const Param> params,
                     const RowSink& sink) override {
        if (!connection_) open();  // the fresh connection of an earlier query could not be made
        if (connection_->began()) return connection_->run(query, params, sink);
        bool delivered = false;
        const RowSink first_sink = [&](const Row& row) {
            delivered = true;
            if (sink) sink(row);
        };
        try {
            return connection_->run(query, params, first_sink);
        } catch (const Fault&) {
            if (delivered || !connection_->lost()) throw;
        }
        connection_.reset();
        open();
        return connection_->run(query, params, sink);
    }
    Engine engine() const noexcept override { return Engine::postgresql; }

private:
    void open() {
        if (!connection_)
            connection_ = std::make_unique<PostgresqlConnection>(PostgresqlConnection::Options{
                options_.url, options_.statement_timeout, PostgresqlConnection::Role::reader});
        connection_->begin(begin_reading);
    }

    std::unique_ptr<PostgresqlConnection>& connection_;
    const DatabaseOptions& options_;
};

/// Holds the cluster-wide migration lock as long as it lives.
class MigrationSession {
public:
    explicit MigrationSession(const std::string& url)
        : connection_({.url = url, .statement_timeout = 0s}) {
        connection_.execute_script("SELECT pg_advisory_lock(" + std::string(migration_lock) + ")");
        connection_.execute_script(postgresql_schema_text(migration_table_text));
    }
    std::vector<Migration> applied() {
        std::vector<Migration> found;
        connection_.run(list_migrations, {},
                        [&](const Row& row) { found.push_back(read_row<Migration>(row)); });
        return found;
    }
    void apply(const Migration& migration) {
        try {
            connection_.execute_script("BEGIN");
            connection_.execute_script(postgresql_schema_text(migration.text));
            const std::array<Param, 4> row{to_param(migration.module), to_param(migration.version),
                                           to_param(migration.name), to_param(migration.text)};
            connection_.run(add_migration, row, {});
            connection_.execute_script("COMMIT");
        } catch (const Fault& fault) {
            throw Fault(fault.kind(),
                        migration.module + " " + migration.name + ": " + fault.what());
        }
    }

private:
    PostgresqlConnection connection_;
};

class PostgresqlDatabase final : public Database {
public:
    explicit PostgresqlDatabase(const DatabaseOptions& options)
        : options_{options},
          readers_{options.reader_connections, options.statement_timeout},
          writers_{options} {
        read([](Reader& reader) { reader.value<std::int64_t>({"sql.reach_server", "SELECT 1"}); });
    }

    Engine engine() const noexcept override { return Engine::postgresql; }
    void migrate(const std::vector<Migration>& migrations) override {
        MigrationSession session(options_.url);
        for (const Migration* migration : plan_migrations(session.applied(), migrations))
            session.apply(*migration);
    }
    void add_invariant(Invariant invariant) override {
        writers_.add_invariant(std::move(invariant));
    }
    void submit(Unit unit) override { writers_.submit(std::move(unit)); }
    void read(const std::function<void(Reader&)>& work) override {
        ConnectionPool<PostgresqlConnection>::Lease lease(readers_);
        Snapshot snapshot(lease.connection(), options_);
        work(snapshot);
    }
    void subscribe(std::string_view channel,
                   std::function<void(std::string_view)> receiver) override {
        std::call_once(listener_made_, [&] {
            listener_ = std::make_unique<PostgresqlListener>(
                PostgresqlConnection::Options{options_.url, options_.statement_timeout});
        });
        listener_->subscribe(channel, std::move(receiver));
    }
    void notify(Transaction& transaction, std::string_view channel,
                std::string_view payload) override {
        execute_later(transaction, 1, send_notice, channel, payload);
    }
    void drain() override {
        writers_.drain();
        if (listener_) listener_->stop();
    }
    void backup_to(const std::string&) override {
        throw Fault(FaultKind::broken,
                    "a PostgreSQL database is backed up with pg_basebackup, pgbackrest or pg_dump");
    }

private:
    const DatabaseOptions options_;
    std::once_flag listener_made_;
    std::unique_ptr<PostgresqlListener> listener_;
    ConnectionPool<PostgresqlConnection> readers_;
    PostgresqlWriters writers_;
};

}  // namespace

std::unique_ptr<Database> open_postgresql(const DatabaseOptions& options) {
    return std::make_unique<PostgresqlDatabase>(options);
}

}  // namespace dlfp::sql
