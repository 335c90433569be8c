// The one door to a database for repositories: readers, transactions, and the database that runs
// units of work. SQLite and PostgreSQL stand behind it and take the same SQL text.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/runtime/sql/value.h"

namespace dlfp::sql {

/// A named constant query with $1 … $n parameters. Names (`module.query_name`) appear in metrics
/// and logs; statements are prepared once per connection and text.
struct Query {
    std::string_view name;
    std::string_view text;
};

/// What went wrong below SQL. `unavailable` changed nothing; `uncertain` is a commit whose outcome
/// nobody knows; `retry` is a serialisation conflict the pipeline repeats by itself.
enum class FaultKind { unavailable, uncertain, retry, constraint, broken };

/// Thrown by every database call that cannot do its work; never by an empty result.
class Fault : public std::runtime_error {
public:
    Fault(FaultKind kind, const std::string& message) : runtime_error(message), kind_{kind} {}
    FaultKind kind() const noexcept { return kind_; }

private:
    FaultKind kind_;
};

enum class Engine { sqlite, postgresql };

/// Reads a consistent snapshot. Not thread-safe: one reader belongs to one call.
class Reader {
public:
    virtual ~Reader() = default;
    using RowSink = std::function<void(const Row&)>;

    /// Runs a query and hands each row to the sink; returns the number of rows affected (for
    /// writes) or returned.
    virtual std::int64_t run(const Query& query, std::span<const Param> params,
                             const RowSink& sink) = 0;
    virtual Engine engine() const noexcept = 0;

    /// The single row of a query, or nothing; more than one row throws RowMismatch.
    template <class T, class... Args>
    std::optional<T> find(const Query& query, const Args&... args) {
        std::optional<T> found;
        select(
            query,
            [&](const Row& row) {
                if (found) throw RowMismatch(std::string(query.name) + " found more than one row");
                found = read_row<T>(row);
            },
            args...);
        return found;
    }

    /// All rows of a query; the query itself bounds them by LIMIT.
    template <class T, class... Args>
    std::vector<T> list(const Query& query, const Args&... args) {
        std::vector<T> rows;
        select(query, [&](const Row& row) { rows.push_back(read_row<T>(row)); }, args...);
        return rows;
    }

    /// The one value of a query that always has one row (COUNT, COALESCE(SUM(…), 0)).
    template <class T, class... Args>
    T value(const Query& query, const Args&... args) {
        auto found = find<T>(query, args...);
        if (!found) throw RowMismatch(std::string(query.name) + " found no row");
        return std::move(*found);
    }

    template <class... Args>
    void select(const Query& query, const RowSink& sink, const Args&... args) {
        const std::array<Param, sizeof...(Args)> params{to_param(args)...};
        run(query, params, sink);
    }
};

/// A read-write unit of work. Only the pipeline commits; a thrown exception or a failed result
/// rolls the unit back.
class Transaction : public Reader {
public:
    /// Runs a writing statement; returns the number of rows it affected.
    template <class... Args>
    std::int64_t execute(const Query& query, const Args&... args) {
        const std::array<Param, sizeof...(Args)> params{to_param(args)...};
        return run(query, params, {});
    }

    /// Inserts a described struct; column names are the member names. Returns rows affected: 0
    /// when `on_conflict_do_nothing` met an existing key.
    template <DescribedStruct T>
    std::int64_t insert(std::string_view table, const T& row) {
        return insert_text(insert_statement<T>(table, ""), row);
    }
    template <DescribedStruct T>
    std::int64_t insert_if_absent(std::string_view table, const T& row) {
        return insert_text(insert_statement<T>(table, " ON CONFLICT DO NOTHING"), row);
    }

    /// Runs after the durable commit, before the caller is answered, on the writer's thread (in
    /// commit order per connection): for in-process views. Must be short and must not throw.
    virtual void on_commit(std::function<void()> action) = 0;

    /// One object per transaction and type T, made on first use: what a unit gathers while it runs
    /// (for example the accounts it touched), for invariants that run before the commit.
    template <class T>
    T& scratch() {
        static const char key = 0;
        auto& slot = scratch_slot(&key);
        if (!slot) slot = std::make_shared<T>();
        return *static_cast<T*>(slot.get());
    }

    /// The same per writing connection: dropped with it, kept over units that roll back. Only on
    /// SQLite does it see every write; elsewhere other nodes write, too.
    template <class T>
    std::shared_ptr<T> connection_scratch() {
        static const char key = 0;
        auto& slot = connection_slot(&key);
        if (!slot) slot = std::make_shared<T>();
        return std::static_pointer_cast<T>(slot);
    }

protected:
    virtual std::shared_ptr<void>& scratch_slot(const void* key) = 0;
    virtual std::shared_ptr<void>& connection_slot(const void* key) = 0;

private:
    template <class T>
    static const std::string& insert_statement(std::string_view table, std::string_view suffix) {
        thread_local std::vector<std::pair<std::string, std::string>> texts;
        const std::string key = std::string(table) + std::string(suffix);
        for (const auto& [known, text] : texts)
            if (known == key) return text;
        std::string values;
        int count = 0;
        boost::mp11::mp_for_each<Members<T>>([&](auto) {
            values += (count == 0 ? "$" : ", $") + std::to_string(count + 1);
            ++count;
        });
        return texts
            .emplace_back(key, "INSERT INTO " + std::string(table) + " (" + column_list<T>() +
                                   ") VALUES (" + values + ")" + std::string(suffix))
            .second;
    }
    template <class T>
    std::int64_t insert_text(const std::string& text, const T& row) {
        std::array<Param, boost::mp11::mp_size<Members<T>>::value> params;
        std::size_t index = 0;
        boost::mp11::mp_for_each<Members<T>>(
            [&](auto member) { params[index++] = to_param(row.*member.pointer); });
        return run(Query{"insert", text}, params, {});
    }
};

/// How a unit ended; `committed` means durable.
enum class UnitEnd { committed, rolled_back, unavailable, uncertain, broken };

/// A unit of work for the pipeline. `work` returns true to commit. It may run more than once (a
/// PostgreSQL conflict), so it resets its own outputs first. `finished` is called exactly once: by
/// a pipeline thread when the end is durable, or inside `submit` when the queue is full or closed.
struct Unit {
    std::function<bool(Transaction&)> work;
    std::function<void(UnitEnd, std::string_view message)> finished;
};

/// A check that runs inside every unit before it commits; throws to refuse the commit.
using Invariant = std::function<void(Transaction&)>;

/// One schema file of a module, in order.
struct Migration {
    std::string module;
    int version;
    std::string name;
    std::string text;
};

struct DatabaseOptions {
    /// A file path (SQLite) or postgresql://… (PostgreSQL).
    std::string url;
    int reader_connections = 4;    ///< per process, SQLite and PostgreSQL
    int writer_connections = 4;    ///< PostgreSQL only; SQLite has exactly one
    int batch_units_max = 1024;    ///< SQLite group commit
    int queue_units_max = 65'536;  ///< beyond it `submit` ends units as unavailable
    Duration statement_timeout = 10s;
};

/// A database and its write pipeline. Thread-safe.
class Database {
public:
    virtual ~Database() = default;
    virtual Engine engine() const noexcept = 0;

    /// Applies what is missing, each file in its own transaction, under a cluster-wide lock.
    /// Refuses (throws Fault) a database that is newer than the program or whose applied file
    /// changed.
    virtual void migrate(const std::vector<Migration>& migrations) = 0;
    virtual void add_invariant(Invariant invariant) = 0;

    /// Queues a unit; never blocks.
    virtual void submit(Unit unit) = 0;

    /// Runs `work` on a snapshot of committed data on the calling thread.
    virtual void read(const std::function<void(Reader&)>& work) = 0;

    /// LISTEN/NOTIFY between nodes (in-process on SQLite): short texts, after the sender's commit,
    /// at most once; an empty one after a lost connection: anything may have been missed.
    virtual void subscribe(std::string_view channel,
                           std::function<void(std::string_view payload)> receiver) = 0;
    virtual void notify(Transaction& transaction, std::string_view channel,
                        std::string_view payload) = 0;

    /// Waits for queued units, then refuses further ones.
    virtual void drain() = 0;

    /// Runs a unit and waits for its durable end. Result-returning work commits only on a value.
    template <class F>
    auto write(F&& work) -> std::invoke_result_t<F&, Transaction&>;

    /// Copies a consistent image of an embedded database to a file while units go on.
    virtual void backup_to(const std::string& file_path) = 0;
};

/// Opens by URL: `postgresql://…` or a file path.
std::unique_ptr<Database> open_database(const DatabaseOptions& options);

}  // namespace dlfp::sql

#include "platform/runtime/sql/write_now.h"
