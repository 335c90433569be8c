// One PostgreSQL connection: transactions, prepared statements, and what its failures mean.
#pragma once

#include <libpq-fe.h>

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "platform/runtime/sql/postgresql_values.h"

namespace dlfp::sql {

struct ClearResult {
    void operator()(PGresult* result) const { PQclear(result); }
};
using PostgresqlResult = std::unique_ptr<PGresult, ClearResult>;

/// Used by one thread at a time. Statements travel in pipeline mode: BEGIN goes with the first
/// query, PREPARE with the first use, writes nobody waits for with whatever comes next, so that a
/// query costs one round trip.
class PostgresqlConnection {
public:
    enum class Role { writer, reader };
    struct Options {
        std::string url;
        Duration statement_timeout = 10s;
        Role role = Role::writer;
    };
    /// Throws Fault (unavailable) when the server cannot be reached or does not take writes.
    explicit PostgresqlConnection(const Options& options);

    /// The transaction begins with the first query.
    void begin(std::string_view statement) {
        pending_begin_ = statement;
        met_conflict_ = false;
    }
    std::int64_t run(const Query& query, std::span<const Param> params,
                     const Reader::RowSink& sink);
    /// A write that must affect `rows` rows; what it met is thrown by the next `run` or `settle`.
    void run_later(const Query& query, std::span<const Param> params, std::int64_t rows);
    /// Waits for the writes of `run_later`.
    void settle();

    enum class CommitEnd { committed, rolled_back, retry, uncertain };
    /// Commits without a time limit: a commit that is under way is never cancelled. Everything is
    /// settled before.
    CommitEnd commit();
    /// Ends the transaction without waiting for the server.
    void roll_back() noexcept { end_unwatched("ROLLBACK"); }
    void end_reading() noexcept { end_unwatched("COMMIT"); }

    /// Runs statements that have no parameters, as they are.
    void execute_script(const std::string& text);

    bool lost() const noexcept { return PQstatus(handle_.get()) != CONNECTION_OK; }
    /// The transaction met a conflict that another run may not meet, even if the caller of `run`
    /// swallowed the Fault.
    bool met_conflict() const noexcept { return met_conflict_; }
    bool began() const noexcept { return began_; }
    const std::string& last_error() const noexcept { return last_error_; }
    PGconn* handle() noexcept { return handle_.get(); }

private:
    struct Statement {
        std::string name;
        std::vector<Oid> types;
    };
    struct Prepared {
        std::string text;
        std::vector<Statement> variants;
    };
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept {
            return std::hash<std::string_view>{}(text);
        }
    };

    /// A command on its way, whose result was not taken yet.
    struct Sent {
        std::string_view name;
        std::string_view text{};  ///< key in statements_; empty for BEGIN
        bool prepares = false;
        std::int64_t rows = any_rows;
    };
    static constexpr std::int64_t any_rows = -1;

    PostgresqlResult exchange();
    void judge(const PGresult* result, const Sent& sent);
    void forget_statements(std::span<const Sent> sent);
    PostgresqlResult next_result();
    const Statement& choose_statement(const Query& query, const PostgresqlParams& params);
    void send_begin();
    void send(const Query& query, std::span<const Param> params, std::int64_t rows);
    CommitEnd judge_commit(const PGresult* end);
    void require_sent(int sent, std::string_view doing);
    void drop_unwatched_results();
    void end_unwatched(const char* statement) noexcept;
    [[noreturn]] void raise(const PGresult* result, std::string_view doing);
    [[noreturn]] void raise_lost(std::string_view doing);

    struct Close {
        void operator()(PGconn* handle) const { PQfinish(handle); }
    };
    const Role role_;
    std::unique_ptr<PGconn, Close> handle_;
    std::unordered_map<std::string, Prepared, TextHash, std::equal_to<>> statements_;
    std::string_view pending_begin_;
    std::string last_error_;
    int statement_count_ = 0;
    std::vector<Sent> sent_;
    std::vector<std::size_t> unwatched_;  ///< commands before each sync nobody waits for
    bool prepare_due_ = false;
    bool began_ = false;
    bool met_conflict_ = false;
    bool met_stale_statement_ = false;
};

}  // namespace dlfp::sql
