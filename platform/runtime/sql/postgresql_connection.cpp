// Speaks to PostgreSQL through libpq. What a failure means is decided here: what may be run again,
// what changed nothing, and which commit nobody knows the end of.
#include "platform/runtime/sql/postgresql_connection.h"

#include <array>
#include <charconv>

#include "platform/runtime/sql/sql_text.h"

namespace dlfp::sql {
namespace {

constexpr int binary_results = 1;

std::string_view field(const PGresult* result, int code) {
    const char* text = PQresultErrorField(result, code);
    return text ? std::string_view{text} : std::string_view{};
}

/// Digits, or nothing after what changes no rows.
std::int64_t rows_changed_by(const PGresult* result) {
    const std::string_view digits = PQcmdTuples(const_cast<PGresult*>(result));
    std::int64_t rows = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), rows);
    return rows;
}

/// A prepared statement that a migration or a pooler invalidated.
bool is_stale_statement(std::string_view state) { return state == "0A000" || state == "26000"; }

FaultKind kind_of(std::string_view state) {
    if (state == "40001" || state == "40P01" || is_stale_statement(state)) return FaultKind::retry;
    // 57014 statement timeout, 55P03 NOWAIT, 25006 a server that became a standby.
    if (state == "57014" || state == "55P03" || state == "25006") return FaultKind::unavailable;
    if (state.starts_with("08") || state.starts_with("57P") || state.starts_with("53"))
        return FaultKind::unavailable;
    if (state.starts_with("23")) return FaultKind::constraint;
    return FaultKind::broken;
}

/// Our settings come before the URL, so that the URL has the last word.
PGconn* connect(const std::string& url) {
    static constexpr std::array<const char*, 10> names = {"application_name",
                                                          "connect_timeout",
                                                          "keepalives_idle",
                                                          "keepalives_interval",
                                                          "keepalives_count",
                                                          "tcp_user_timeout",
                                                          "target_session_attrs",
                                                          "client_encoding",
                                                          "dbname",
                                                          nullptr};
    const std::array<const char*, 10> values = {
        "dlfp", "5", "10", "5", "3", "20000", "read-write", "UTF8", url.c_str(), nullptr};
    return PQconnectdbParams(names.data(), values.data(), /*expand_dbname=*/1);
}

}  // namespace

PostgresqlConnection::PostgresqlConnection(const Options& options)
    : role_{options.role}, handle_{connect(options.url)} {
    if (lost())
        throw Fault(FaultKind::unavailable,
                    std::string("connect: ") + PQerrorMessage(handle_.get()));
    PQsetNoticeReceiver(handle_.get(), [](void*, const PGresult*) {}, nullptr);
    const auto timeout_ms =
        std::chrono::duration_cast<std::chrono::milliseconds>(options.statement_timeout).count();
    execute_script("SET statement_timeout = " + std::to_string(timeout_ms) +
                   "; SET idle_in_transaction_session_timeout = " + std::to_string(2 * timeout_ms));
    PQenterPipelineMode(handle_.get());
}

std::int64_t PostgresqlConnection::run(const Query& query, std::span<const Param> params,
                                       const Reader::RowSink& sink) {
    send(query, params, any_rows);
    const PostgresqlResult result = exchange();
    if (PQresultStatus(result.get()) != PGRES_TUPLES_OK) return rows_changed_by(result.get());
    const int rows = PQntuples(result.get());
    if (sink) {
        PostgresqlRow row(result.get(), query.name);
        for (int index = 0; index < rows; ++index) {
            row.move_to(index);
            sink(row);
        }
    }
    return rows;
}

void PostgresqlConnection::run_later(const Query& query, std::span<const Param> params,
                                     std::int64_t rows) {
    // More than a few hundred would fill the buffers of both sides.
    constexpr std::size_t sent_max = 256;
    if (sent_.size() >= sent_max) settle();
    send(query, params, rows);
}

void PostgresqlConnection::settle() {
    if (!sent_.empty()) exchange();
}

void PostgresqlConnection::send(const Query& query, std::span<const Param> params,
                                std::int64_t rows) {
    const PostgresqlParams encoded(params);
    drop_unwatched_results();
    send_begin();
    const Statement& statement = choose_statement(query, encoded);
    const auto& known = *statements_.find(query.text);
    if (prepare_due_) {
        require_sent(PQsendPrepare(handle_.get(), statement.name.c_str(), known.second.text.c_str(),
                                   encoded.count(), statement.types.data()),
                     query.name);
        sent_.push_back({.name = query.name, .text = known.first, .prepares = true});
    }
    require_sent(
        PQsendQueryPrepared(handle_.get(), statement.name.c_str(), encoded.count(),
                            encoded.values(), encoded.lengths(), encoded.formats(), binary_results),
        query.name);
    sent_.push_back({.name = query.name, .text = known.first, .rows = rows});
}

void PostgresqlConnection::send_begin() {
    if (pending_begin_.empty()) return;
    require_sent(PQsendQueryParams(handle_.get(), std::string(pending_begin_).c_str(), 0, nullptr,
                                   nullptr, nullptr, nullptr, binary_results),
                 "BEGIN");
    sent_.push_back({.name = "BEGIN"});
    pending_begin_ = {};
    began_ = true;
}

/// A statement is prepared per text and parameter types. NULL has no type of its own: it fits any,
/// and a statement first prepared with a NULL takes over the types that earlier calls showed.
const PostgresqlConnection::Statement& PostgresqlConnection::choose_statement(
    const Query& query, const PostgresqlParams& params) {
    auto found = statements_.find(query.text);
    if (found == statements_.end()) {
        // A snapshot needs no row locks, and a read-only transaction would refuse them.
        const auto text =
            role_ == Role::reader ? without_row_lock(query.text) : std::string(query.text);
        found = statements_.emplace(query.text, Prepared{postgresql_query_text(text), {}}).first;
    }
    auto& variants = found->second.variants;
    auto types = params.types();
    prepare_due_ = false;
    for (const auto& variant : variants) {
        bool fits = variant.types.size() == types.size();
        for (std::size_t index = 0; fits && index < types.size(); ++index)
            fits = params.types()[index] == 0 || params.types()[index] == variant.types[index];
        if (fits) return variant;
        for (std::size_t index = 0; index < std::min(types.size(), variant.types.size()); ++index)
            if (types[index] == 0) types[index] = variant.types[index];
    }
    prepare_due_ = true;
    variants.push_back({"q" + std::to_string(++statement_count_), std::move(types)});
    return variants.back();
}

/// Sends the sync, takes the results of everything sent, and throws the first failure.
PostgresqlResult PostgresqlConnection::exchange() {
    const auto sent = std::exchange(sent_, {});
    require_sent(PQpipelineSync(handle_.get()), sent.back().name);
    std::vector<PostgresqlResult> results;
    for (auto result = next_result(); result; result = next_result()) {
        results.push_back(std::move(result));
        if (results.size() == sent.size()) break;
    }
    const bool is_whole = results.size() == sent.size() && !lost() &&
                          PostgresqlResult{PQgetResult(handle_.get())} != nullptr;  // the sync
    try {
        for (std::size_t index = 0; index < results.size(); ++index)
            judge(results[index].get(), sent[index]);
    } catch (const Fault&) {
        forget_statements(sent);
        throw;
    }
    if (!is_whole) raise_lost(sent.back().name);
    return std::move(results.back());
}

/// The server may not have what was prepared on the way; next time it gets a fresh name.
void PostgresqlConnection::forget_statements(std::span<const Sent> sent) {
    std::vector<std::string> texts;
    for (const auto& command : sent)
        if (command.prepares || met_stale_statement_) texts.emplace_back(command.text);
    for (const auto& text : texts) statements_.erase(text);
}

void PostgresqlConnection::judge(const PGresult* result, const Sent& sent) {
    const auto status = PQresultStatus(result);
    if (status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE) raise(result, sent.name);
    if (sent.rows == any_rows || status == PGRES_PIPELINE_ABORTED) return;
    if (rows_changed_by(result) == sent.rows) return;
    met_conflict_ = true;
    last_error_ = std::string(sent.name) + ": other rows than expected";
    throw Fault(FaultKind::retry, last_error_);
}

/// The result of one command; libpq puts a null behind each.
PostgresqlResult PostgresqlConnection::next_result() {
    PostgresqlResult result{PQgetResult(handle_.get())};
    if (result && !lost()) PostgresqlResult{PQgetResult(handle_.get())}.reset();
    return result;
}

PostgresqlConnection::CommitEnd PostgresqlConnection::commit() {
    pending_begin_ = {};
    if (!std::exchange(began_, false)) return CommitEnd::committed;
    int sent = 1;
    for (const char* statement : {"SET LOCAL statement_timeout = 0", "COMMIT"})
        sent &= PQsendQueryParams(handle_.get(), statement, 0, nullptr, nullptr, nullptr, nullptr,
                                  binary_results);
    sent &= PQpipelineSync(handle_.get());
    const PostgresqlResult prelude = next_result();
    const PostgresqlResult end = next_result();
    if (sent == 0 || !prelude || !end) return CommitEnd::uncertain;
    if (!lost()) PostgresqlResult{PQgetResult(handle_.get())}.reset();  // the sync itself
    if (PQresultStatus(prelude.get()) == PGRES_COMMAND_OK) return judge_commit(end.get());
    // The transaction had failed before; the COMMIT was skipped.
    last_error_ = PQresultErrorMessage(prelude.get());
    began_ = true;
    roll_back();
    return met_conflict_ ? CommitEnd::retry : CommitEnd::rolled_back;
}

PostgresqlConnection::CommitEnd PostgresqlConnection::judge_commit(const PGresult* end) {
    if (PQresultStatus(end) == PGRES_COMMAND_OK) {
        // The COMMIT of a failed transaction succeeds too, and says ROLLBACK.
        const std::string_view tag = PQcmdStatus(const_cast<PGresult*>(end));
        if (tag == "COMMIT") return CommitEnd::committed;
        last_error_ = "COMMIT was answered " + std::string(tag);
        return CommitEnd::rolled_back;
    }
    last_error_ = PQresultErrorMessage(end);
    // An ERROR aborts before the commit record; FATAL and PANIC may come after it.
    if (field(end, PG_DIAG_SEVERITY_NONLOCALIZED) != "ERROR") return CommitEnd::uncertain;
    return kind_of(field(end, PG_DIAG_SQLSTATE)) == FaultKind::retry ? CommitEnd::retry
                                                                     : CommitEnd::rolled_back;
}

void PostgresqlConnection::end_unwatched(const char* statement) noexcept {
    pending_begin_ = {};
    if (!began_) return;
    began_ = false;
    // A command that failed skips everything up to the next sync, and the end must not be skipped.
    if (!sent_.empty() && PQpipelineSync(handle_.get()) == 1) unwatched_.push_back(sent_.size());
    sent_.clear();
    if (PQsendQueryParams(handle_.get(), statement, 0, nullptr, nullptr, nullptr, nullptr,
                          binary_results) == 1 &&
        PQpipelineSync(handle_.get()) == 1)
        unwatched_.push_back(1);
}

void PostgresqlConnection::drop_unwatched_results() {
    for (const auto commands : std::exchange(unwatched_, {})) {
        for (std::size_t count = 0; count < commands; ++count)
            if (!next_result() || lost()) return;
        PostgresqlResult{PQgetResult(handle_.get())}.reset();
    }
}

void PostgresqlConnection::execute_script(const std::string& text) {
    drop_unwatched_results();
    settle();
    const bool pipeline = PQpipelineStatus(handle_.get()) != PQ_PIPELINE_OFF;
    if (pipeline) PQexitPipelineMode(handle_.get());
    const PostgresqlResult result{PQexec(handle_.get(), text.c_str())};
    if (pipeline) PQenterPipelineMode(handle_.get());
    const auto status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) raise(result.get(), "script");
}

void PostgresqlConnection::require_sent(int sent, std::string_view doing) {
    if (sent != 1) raise_lost(doing);
}

void PostgresqlConnection::raise(const PGresult* result, std::string_view doing) {
    const auto state = field(result, PG_DIAG_SQLSTATE);
    const auto kind = state.empty() ? FaultKind::unavailable : kind_of(state);
    if (kind == FaultKind::retry) met_conflict_ = true;
    met_stale_statement_ = is_stale_statement(state);
    last_error_ = std::string(doing) + ": " + PQresultErrorMessage(result);
    throw Fault(kind, last_error_);
}

void PostgresqlConnection::raise_lost(std::string_view doing) {
    last_error_ = std::string(doing) + ": " + PQerrorMessage(handle_.get());
    throw Fault(FaultKind::unavailable, last_error_);
}

}  // namespace dlfp::sql
