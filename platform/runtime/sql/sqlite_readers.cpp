// A reader sees one snapshot from its first query on; nothing it does can write.
#include "platform/runtime/sql/sqlite_readers.h"

namespace dlfp::sql {
namespace {

class Snapshot final : public Reader {
public:
    /// Opens the connection when it is not; closes it when it failed.
    Snapshot(std::unique_ptr<SqliteConnection>& connection, const DatabaseOptions& options)
        : connection_{connection} {
        if (!connection_)
            connection_ = std::make_unique<SqliteConnection>(SqliteConnection::Options{
                options.url, SqliteRole::reader, options.statement_timeout});
        connection_->execute("BEGIN");
    }
    ~Snapshot() override {
        try {
            connection_->execute("COMMIT");
        } catch (const std::exception&) {
            connection_.reset();
            return;
        }
        if (connection_->damaged()) connection_.reset();
    }
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

    std::int64_t run(const Query& query, std::span<const Param> params,
                     const RowSink& sink) override {
        return connection_->run(query, params, sink);
    }
    Engine engine() const noexcept override { return Engine::sqlite; }

private:
    std::unique_ptr<SqliteConnection>& connection_;
};

}  // namespace

SqliteReaders::SqliteReaders(const DatabaseOptions& options)
    : options_{options}, pool_{options.reader_connections, options.statement_timeout} {}

void SqliteReaders::read(const std::function<void(Reader&)>& work) {
    ConnectionPool<SqliteConnection>::Lease lease(pool_);
    Snapshot snapshot(lease.connection(), options_);
    work(snapshot);
}

}  // namespace dlfp::sql
