// Snapshots for readers. A thread tries the connection it had last, so that an I/O thread keeps
// its own prepared statements and warm pages.
#include "platform/runtime/sql/sqlite_readers.h"

namespace dlfp::sql {
namespace {

/// Spreads threads over the slots, then stays where the thread last found one.
std::size_t& favourite_slot() {
    static std::atomic<std::size_t> threads = 0;
    thread_local std::size_t favourite = threads.fetch_add(1);
    return favourite;
}

class Snapshot final : public Reader {
public:
    explicit Snapshot(SqliteConnection& connection) : connection_{connection} {
        connection_.execute("BEGIN");
    }
    ~Snapshot() override {
        try {
            connection_.execute("COMMIT");
        } catch (const std::exception&) {
            // The lease closes a connection that is still in a transaction.
        }
    }
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

    std::int64_t run(const Query& query, std::span<const Param> params,
                     const RowSink& sink) override {
        return connection_.run(query, params, sink);
    }
    Engine engine() const noexcept override { return Engine::sqlite; }

private:
    SqliteConnection& connection_;
};

}  // namespace

/// Holds a slot; a connection that is damaged or stuck in a transaction is closed on return.
class SqliteReaders::Lease {
public:
    Lease(SqliteReaders& readers, const DatabaseOptions& options)
        : readers_{readers}, slot_{readers.take()} {
        if (slot_.connection) return;
        try {
            slot_.connection = std::make_unique<SqliteConnection>(SqliteConnection::Options{
                options.url, SqliteRole::reader, options.statement_timeout});
        } catch (...) {
            readers_.give_back(slot_);
            throw;
        }
    }
    ~Lease() {
        if (slot_.connection->damaged() || slot_.connection->in_transaction())
            slot_.connection.reset();
        readers_.give_back(slot_);
    }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    SqliteConnection& connection() { return *slot_.connection; }

private:
    SqliteReaders& readers_;
    Slot& slot_;
};

SqliteReaders::SqliteReaders(const DatabaseOptions& options)
    : options_{options},
      slots_(static_cast<std::size_t>(std::max(1, options.reader_connections))) {}

void SqliteReaders::read(const std::function<void(Reader&)>& work) {
    Lease lease(*this, options_);
    Snapshot snapshot(lease.connection());
    work(snapshot);
}

SqliteReaders::Slot* SqliteReaders::take_free() {
    auto& favourite = favourite_slot();
    for (std::size_t step = 0; step < slots_.size(); ++step) {
        const auto index = (favourite + step) % slots_.size();
        if (slots_[index].taken.exchange(true)) continue;
        favourite = index;
        return &slots_[index];
    }
    return nullptr;
}

SqliteReaders::Slot& SqliteReaders::take() {
    if (auto* slot = take_free()) return *slot;
    std::unique_lock lock(mutex_);
    ++waiting_;
    Slot* slot = nullptr;
    freed_.wait_for(lock, options_.statement_timeout,
                    [&] { return (slot = take_free()) != nullptr; });
    --waiting_;
    if (!slot) throw Fault(FaultKind::unavailable, "no reading connection became free");
    return *slot;
}

/// The order matters: first the slot is free, then waiters are looked for; a waiter first counts
/// itself, then looks for a slot. So one of the two sees the other.
void SqliteReaders::give_back(Slot& slot) {
    slot.taken.store(false);
    if (waiting_.load() == 0) return;
    const std::lock_guard lock(mutex_);
    freed_.notify_one();
}

}  // namespace dlfp::sql
