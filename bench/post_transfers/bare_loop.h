// The yardstick on SQLite: a prepared-statement loop that writes the rows of the ledger and does
// nothing else. No decision, no look-up, no invariant, no queue, no savepoint.
#pragma once

#include <sqlite3.h>

#include <string>
#include <unordered_map>
#include <vector>

#include "core/ledger/server/transfer.h"

namespace dlfp::bench {

class BareLoop {
public:
    /// `path` is a database made by open_ledger and closed again; settings are those of the engine.
    BareLoop(const std::string& path, const std::vector<ledger::AccountId>& accounts);
    ~BareLoop();
    BareLoop(const BareLoop&) = delete;
    BareLoop& operator=(const BareLoop&) = delete;

    /// One durable commit with the rows of these transfers; each account is written once.
    void write(const std::vector<ledger::TransferRequest>& requests, UtcTime now);

private:
    struct AccountState {
        std::int64_t debits = 0;
        std::int64_t credits = 0;
        std::int64_t seq = 0;
        std::int64_t version = 0;
        IdBytes last_transfer{};
        bool is_touched = false;
    };
    sqlite3_stmt* prepare(const char* text);
    void load(const std::vector<ledger::AccountId>& accounts);
    void write_transfer(const ledger::TransferRequest& request, UtcTime now);
    void write_entry(const ledger::TransferRequest& request, ledger::Side side, UtcTime now);
    void write_account(const ledger::AccountId& id, AccountState& state, UtcTime now);
    void checkpoint_when_due();
    void step(sqlite3_stmt* statement);

    sqlite3* connection_ = nullptr;
    sqlite3_stmt* begin_;
    sqlite3_stmt* commit_;
    sqlite3_stmt* transfer_;
    sqlite3_stmt* entry_;
    sqlite3_stmt* milestone_;
    sqlite3_stmt* account_;
    std::unordered_map<ledger::AccountId, AccountState> accounts_;
    std::vector<ledger::AccountId> touched_;
    int log_pages_ = 0;
};

}  // namespace dlfp::bench
