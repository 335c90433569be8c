// Plain SQLite calls, as tight as they get.
#include "bench/post_transfers/bare_loop.h"

#include <stdexcept>

#include "core/ledger/server/transfer_repository.h"

namespace dlfp::bench {
namespace {

constexpr int checkpoint_pages = 4'000;  // as the engine's writer does

void set(sqlite3_stmt* statement, int index, const IdBytes& id) {
    sqlite3_bind_blob(statement, index, id.data(), static_cast<int>(id.size()), SQLITE_STATIC);
}
void set(sqlite3_stmt* statement, int index, std::int64_t value) {
    sqlite3_bind_int64(statement, index, value);
}
void set(sqlite3_stmt* statement, int index, std::string_view text) {
    sqlite3_bind_text(statement, index, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
}

int count_log_pages(void* pages, sqlite3*, const char*, int now) {
    *static_cast<int*>(pages) = now;
    return SQLITE_OK;
}

}  // namespace

BareLoop::BareLoop(const std::string& path, const std::vector<ledger::AccountId>& accounts) {
    if (sqlite3_open_v2(path.c_str(), &connection_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                        nullptr) != SQLITE_OK)
        throw std::runtime_error("cannot open " + path);
    sqlite3_exec(connection_,
                 "PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; PRAGMA synchronous=FULL; "
                 "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-131072",
                 nullptr, nullptr, nullptr);
    sqlite3_wal_hook(connection_, &count_log_pages, &log_pages_);
    begin_ = prepare("BEGIN IMMEDIATE");
    commit_ = prepare("COMMIT");
    transfer_ = prepare(
        "INSERT INTO ledger_transfer (id, kind, debit_account_id, credit_account_id, amount_fen, "
        "requested_fen, effective_at_us, posted_at_us, cause_kind, cause_id, memo) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");
    entry_ = prepare(
        "INSERT INTO ledger_entry (transfer_id, side, account_id, seq, amount_fen, "
        "debits_posted_after_fen, credits_posted_after_fen, posted_at_us, effective_at_us, "
        "previous_transfer_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
    milestone_ = prepare(
        "INSERT INTO ledger_milestone (account_id, seq, transfer_id, posted_at_us) "
        "VALUES (?1, ?2, ?3, ?4)");
    account_ = prepare(
        "UPDATE ledger_account SET debits_posted_fen = ?2, credits_posted_fen = ?3, "
        "last_seq = ?4, last_transfer_id = ?5, last_posted_at_us = ?6, version = ?7 "
        "WHERE id = ?1");
    load(accounts);
}

BareLoop::~BareLoop() {
    for (auto* statement : {begin_, commit_, transfer_, entry_, milestone_, account_})
        sqlite3_finalize(statement);
    sqlite3_close_v2(connection_);
}

sqlite3_stmt* BareLoop::prepare(const char* text) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(connection_, text, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) !=
        SQLITE_OK)
        throw std::runtime_error(sqlite3_errmsg(connection_));
    return statement;
}

void BareLoop::step(sqlite3_stmt* statement) {
    if (sqlite3_step(statement) != SQLITE_DONE)
        throw std::runtime_error(sqlite3_errmsg(connection_));
    sqlite3_reset(statement);
}

void BareLoop::load(const std::vector<ledger::AccountId>& accounts) {
    auto* find = prepare(
        "SELECT debits_posted_fen, credits_posted_fen, last_seq, version, last_transfer_id "
        "FROM ledger_account WHERE id = ?1");
    for (const auto& id : accounts) {
        set(find, 1, id.bytes());
        if (sqlite3_step(find) != SQLITE_ROW) throw std::runtime_error("account is missing");
        auto& state = accounts_[id];
        state.debits = sqlite3_column_int64(find, 0);
        state.credits = sqlite3_column_int64(find, 1);
        state.seq = sqlite3_column_int64(find, 2);
        state.version = sqlite3_column_int64(find, 3);
        std::memcpy(state.last_transfer.data(), sqlite3_column_blob(find, 4), 16);
        sqlite3_reset(find);
    }
    sqlite3_finalize(find);
}

void BareLoop::write(const std::vector<ledger::TransferRequest>& requests, UtcTime now) {
    step(begin_);
    for (const auto& request : requests) {
        write_transfer(request, now);
        write_entry(request, ledger::Side::debit, now);
        write_entry(request, ledger::Side::credit, now);
    }
    for (const auto& id : touched_) write_account(id, accounts_[id], now);
    touched_.clear();
    step(commit_);
    checkpoint_when_due();
}

void BareLoop::write_transfer(const ledger::TransferRequest& request, UtcTime now) {
    set(transfer_, 1, request.id.bytes());
    set(transfer_, 2, "move");
    set(transfer_, 3, request.debit_account_id.bytes());
    set(transfer_, 4, request.credit_account_id.bytes());
    set(transfer_, 5, request.amount_fen->fen());
    set(transfer_, 6, request.amount_fen->fen());
    set(transfer_, 7, now.us());
    set(transfer_, 8, now.us());
    set(transfer_, 9, request.cause.kind);
    set(transfer_, 10, request.cause.id);
    set(transfer_, 11, "");
    step(transfer_);
}

void BareLoop::write_entry(const ledger::TransferRequest& request, ledger::Side side, UtcTime now) {
    const bool is_debit = side == ledger::Side::debit;
    const auto& id = is_debit ? request.debit_account_id : request.credit_account_id;
    AccountState& state = accounts_[id];
    if (!state.is_touched) touched_.push_back(id);
    state.is_touched = true;
    (is_debit ? state.debits : state.credits) += request.amount_fen->fen();
    ++state.seq;
    set(entry_, 1, request.id.bytes());
    set(entry_, 2, is_debit ? "debit" : "credit");
    set(entry_, 3, id.bytes());
    set(entry_, 4, state.seq);
    set(entry_, 5, request.amount_fen->fen());
    set(entry_, 6, state.debits);
    set(entry_, 7, state.credits);
    set(entry_, 8, now.us());
    set(entry_, 9, now.us());
    set(entry_, 10, state.last_transfer);
    step(entry_);
    state.last_transfer = request.id.bytes();
    if (state.seq % ledger::milestone_interval != 0) return;
    set(milestone_, 1, id.bytes());
    set(milestone_, 2, state.seq);
    set(milestone_, 3, request.id.bytes());
    set(milestone_, 4, now.us());
    step(milestone_);
}

void BareLoop::write_account(const ledger::AccountId& id, AccountState& state, UtcTime now) {
    state.is_touched = false;
    set(account_, 1, id.bytes());
    set(account_, 2, state.debits);
    set(account_, 3, state.credits);
    set(account_, 4, state.seq);
    set(account_, 5, state.last_transfer);
    set(account_, 6, now.us());
    set(account_, 7, ++state.version);
    step(account_);
}

void BareLoop::checkpoint_when_due() {
    if (log_pages_ >= checkpoint_pages)
        sqlite3_wal_checkpoint_v2(connection_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr,
                                  nullptr);
}

}  // namespace dlfp::bench
