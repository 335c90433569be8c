// Group commit on SQLite. A unit that fails harms no neighbour: its batch runs again, each unit in
// a savepoint. Nobody is answered before the batch is on the disk; a failing disk ends a batch, not
// the program.
#include "platform/runtime/sql/sqlite_writer.h"

#include <algorithm>

#include "platform/base/planted.h"

namespace dlfp::sql {
namespace {

constexpr int checkpoint_pages = 4'000;  // 16 MB of log
constexpr std::chrono::milliseconds idle_patience{500};

/// Codes after which the log surely holds no complete commit record.
bool commit_surely_missing(int code) {
    return (code & 0xff) == SQLITE_FULL || code == SQLITE_IOERR_WRITE;
}

/// What the unit wrote belongs to the commit.
bool stays(const Ending& ending) {
    return ending.end == UnitEnd::committed || planted("sql.refused_unit_stays");
}

bool any_committed(const std::vector<Ending>& endings) {
    return std::ranges::any_of(
        endings, [](const Ending& ending) { return ending.end == UnitEnd::committed; });
}

}  // namespace

/// The transaction that units see.
class SqliteWriter::Run final : public UnitRun {
public:
    explicit Run(SqliteConnection& connection) : connection_{connection} {}
    std::int64_t run(const Query& query, std::span<const Param> params,
                     const RowSink& sink) override {
        return connection_.run(query, params, sink);
    }
    Engine engine() const noexcept override { return Engine::sqlite; }

private:
    SqliteConnection& connection_;
};

SqliteWriter::SqliteWriter(const DatabaseOptions& options)
    : options_{options}, queue_{static_cast<std::size_t>(options.queue_units_max)} {
    checkpoint_due_at_ = checkpoint_pages;
    keep_open();
    thread_ = std::thread([this] { write_until_closed(); });
}

SqliteWriter::~SqliteWriter() {
    queue_.close();
    thread_.join();
    if (connection_ && !connection_->damaged()) connection_->checkpoint(SQLITE_CHECKPOINT_TRUNCATE);
}

void SqliteWriter::write_until_closed() {
    std::vector<Unit> units;
    const auto most = static_cast<std::size_t>(options_.batch_units_max);
    while (true) {
        switch (queue_.take(units, most, idle_patience)) {
            case UnitQueue::Taken::closed: return;
            case UnitQueue::Taken::nothing: shorten_log_when_idle(); break;
            case UnitQueue::Taken::units:
                run_batch(units);
                queue_.settle(units.size());
                units.clear();
                break;
        }
    }
}

void SqliteWriter::run_batch(std::vector<Unit>& units) {
    std::vector<Ending> endings;
    {
        const std::lock_guard hold(connection_mutex_);
        endings = commit_batch(units);
    }
    answer(units, endings);
    const std::lock_guard hold(connection_mutex_);
    checkpoint_when_due();
}

/// Runs units in one transaction. When only the commit finds a broken constraint (a deferred
/// foreign key), nobody knows whose it is, and each unit runs again on its own.
std::vector<Ending> SqliteWriter::commit_batch(std::span<const Unit> units) {
    std::vector<Ending> endings;
    bool committing = false;
    try {
        keep_open();
        connection_->execute("BEGIN IMMEDIATE");
        committing = run_units(units, endings);
        connection_->execute(committing ? "COMMIT" : "ROLLBACK");
        return endings;
    } catch (const Fault& fault) {
        if (committing && planted("sql.failed_commit_acknowledged")) return endings;
        endings.clear();
        auto end = UnitEnd::broken;
        if (fault.kind() != FaultKind::constraint) {
            end = abandon(committing ? Phase::committing : Phase::running);
        } else if (roll_back(); units.size() > 1) {
            for (std::size_t index = 0; index < units.size(); ++index)
                endings.push_back(std::move(commit_batch(units.subspan(index, 1)).front()));
            return endings;
        }
        endings.assign(units.size(), Ending{end, fault.what(), {}});
        return endings;
    }
}

/// Most units keep what they write, so a batch first runs without savepoints, which cost a copy of
/// every page and a statement or two for each unit. When a unit fails after it wrote, all of them
/// run again, each in a savepoint, and so do the next batches: failures come in company.
bool SqliteWriter::run_units(std::span<const Unit> units, std::vector<Ending>& endings) {
    constexpr int guarded_batches_after_failure = 32;
    if (guarded_batches_ == 0 || units.size() == 1) {
        if (run_bare(units, endings)) return any_committed(endings);
        endings.clear();
        connection_->execute("ROLLBACK");
        connection_->execute("BEGIN IMMEDIATE");
        guarded_batches_ = guarded_batches_after_failure;
    } else {
        --guarded_batches_;
    }
    for (const Unit& unit : units) endings.push_back(run_in_savepoint(unit));
    return any_committed(endings);
}

/// False as soon as a unit with neighbours left something behind that it does not want to keep.
bool SqliteWriter::run_bare(std::span<const Unit> units, std::vector<Ending>& endings) {
    for (const Unit& unit : units) {
        const auto writes_before = connection_->writes();
        endings.push_back(run_unit(unit));
        const bool wrote = connection_->writes() != writes_before;
        if (wrote && units.size() > 1 && !stays(endings.back())) return false;
    }
    return true;
}

/// Keeps a failing unit from its neighbours in the batch.
Ending SqliteWriter::run_in_savepoint(const Unit& unit) {
    connection_->execute("SAVEPOINT unit");
    Ending ending = run_unit(unit);
    if (!stays(ending)) connection_->execute("ROLLBACK TO unit");
    connection_->execute("RELEASE unit");
    return ending;
}

/// Throws only when the whole batch is lost.
Ending SqliteWriter::run_unit(const Unit& unit) {
    Ending ending;
    try {
        ending = run_->run_unit(unit, *invariants_.current());
    } catch (const Fault& fault) {  // a retry, which has no meaning with one writer
        ending = {UnitEnd::unavailable, fault.what(), {}};
    }
    if (connection_->damaged() || !connection_->in_transaction())
        throw Fault(FaultKind::unavailable, "the storage failed: " + ending.message);
    return ending;
}

void SqliteWriter::keep_open() {
    if (burial_due_ && !bury_failed_commit())
        throw Fault(FaultKind::unavailable, "the disk still does not keep what is written");
    if (connection_) return;
    connection_ = std::make_unique<SqliteConnection>(
        SqliteConnection::Options{options_.url, SqliteRole::writer, options_.statement_timeout});
    run_ = std::make_unique<Run>(*connection_);
}

void SqliteWriter::close_connection() noexcept {
    if (burial_due_) return;
    run_.reset();
    connection_.reset();
}

void SqliteWriter::roll_back() noexcept {
    try {
        if (connection_->in_transaction()) connection_->execute("ROLLBACK");
    } catch (const std::exception&) {
        close_connection();
    }
}

/// Gives up the batch and the connection, which may believe what the disk does not hold.
UnitEnd SqliteWriter::abandon(Phase phase) noexcept {
    const int code = connection_ ? connection_->damaged_code() : 0;
    burial_due_ =
        burial_due_ || (phase == Phase::committing && code != 0 && !commit_surely_missing(code));
    if (burial_due_ && !bury_failed_commit())
        return phase == Phase::committing ? UnitEnd::uncertain : UnitEnd::unavailable;
    close_connection();
    return UnitEnd::unavailable;
}

/// After a failed sync the log may hold a whole commit that nobody sees: whoever opened the files
/// next would find it. So the connection, which knows where that commit begins, stays open until
/// another commit has taken its place.
bool SqliteWriter::bury_failed_commit() noexcept {
    try {
        roll_back();
        connection_->execute_script("PRAGMA user_version=" + std::to_string(++burial_number_));
        burial_due_ = false;
        close_connection();
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

void SqliteWriter::run_alone(const std::function<void(SqliteConnection&)>& work) {
    const std::lock_guard hold(connection_mutex_);
    keep_open();
    work(*connection_);
}

/// Copies the log into the database file while readers go on. When readers hold back the start of
/// a fresh log, the next try waits until it has grown by as much again.
void SqliteWriter::checkpoint_when_due() {
    if (!connection_) return;
    const int pages = connection_->log_pages();
    if (pages < log_pages_seen_) checkpoint_due_at_ = checkpoint_pages;
    log_pages_seen_ = pages;
    if (pages < checkpoint_due_at_) return;
    connection_->checkpoint(SQLITE_CHECKPOINT_PASSIVE);
    checkpoint_due_at_ = pages + checkpoint_pages;
    if (connection_->damaged()) close_connection();
}

void SqliteWriter::shorten_log_when_idle() {
    const std::lock_guard hold(connection_mutex_);
    if (!connection_ || connection_->log_pages() == 0) return;
    connection_->checkpoint(SQLITE_CHECKPOINT_TRUNCATE);
    checkpoint_due_at_ = checkpoint_pages;
    if (connection_->damaged()) close_connection();
}

}  // namespace dlfp::sql
