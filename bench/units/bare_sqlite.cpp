// As fast as this SQLite on this disk can be made to go.
#include "bench/units/bare_sqlite.h"

#include <sqlite3.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>

namespace dlfp::bench {
namespace {

constexpr std::int64_t accounts = 10'000;

struct Bare {
    sqlite3* handle = nullptr;
    explicit Bare(const std::string& path) {
        std::filesystem::remove(path);
        if (sqlite3_open(path.c_str(), &handle) != SQLITE_OK) std::abort();
        run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000;"
            "CREATE TABLE account (id INTEGER PRIMARY KEY, balance_fen INTEGER NOT NULL) STRICT;"
            "CREATE TABLE transfer (seq INTEGER PRIMARY KEY, from_id INTEGER NOT NULL,"
            " to_id INTEGER NOT NULL, amount_fen INTEGER NOT NULL) STRICT;"
            "CREATE TABLE request (day INTEGER NOT NULL, request_key BLOB NOT NULL,"
            " seq INTEGER NOT NULL, PRIMARY KEY (day, request_key)) WITHOUT ROWID, STRICT;"
            "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)"
            " INSERT INTO account SELECT i, 1000000 FROM n;");
    }
    ~Bare() { sqlite3_close_v2(handle); }
    void run(const char* text) {
        if (sqlite3_exec(handle, text, nullptr, nullptr, nullptr) != SQLITE_OK) std::abort();
    }
    sqlite3_stmt* prepare(const char* text) {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(handle, text, -1, &statement, nullptr) != SQLITE_OK) std::abort();
        return statement;
    }
};

void step(sqlite3_stmt* statement) {
    if (sqlite3_step(statement) != SQLITE_DONE) std::abort();
    sqlite3_reset(statement);
}

}  // namespace

double bare_transfers_per_second(const std::string& path, int batch, double seconds) {
    Bare bare(path);
    auto* request = bare.prepare("INSERT INTO request VALUES (1, ?1, ?2)");
    auto* transfer = bare.prepare("INSERT INTO transfer VALUES (?1, ?2, ?3, 1)");
    auto* move = bare.prepare("UPDATE account SET balance_fen = balance_fen + ?2 WHERE id = ?1");
    const auto started = std::chrono::steady_clock::now();
    std::chrono::duration<double> taken{};
    std::int64_t seq = 0;
    while (taken.count() < seconds) {
        bare.run("BEGIN IMMEDIATE");
        for (int unit = 0; unit < batch; ++unit) {
            const std::array<std::int64_t, 2> key{++seq * 7'919, seq};
            const std::array<std::int64_t, 2> sides{seq * 7'919 % accounts,
                                                    seq * 104'729 % accounts};
            sqlite3_bind_blob(request, 1, key.data(), sizeof key, SQLITE_STATIC);
            sqlite3_bind_int64(request, 2, seq);
            step(request);
            sqlite3_bind_int64(transfer, 1, seq);
            sqlite3_bind_int64(transfer, 2, sides[0]);
            sqlite3_bind_int64(transfer, 3, sides[1]);
            step(transfer);
            for (const int side : {0, 1}) {
                sqlite3_bind_int64(move, 1, sides[static_cast<std::size_t>(side)]);
                sqlite3_bind_int64(move, 2, side == 0 ? -1 : 1);
                step(move);
            }
        }
        bare.run("COMMIT");
        taken = std::chrono::steady_clock::now() - started;
    }
    for (auto* statement : {request, transfer, move}) sqlite3_finalize(statement);
    return static_cast<double>(seq) / taken.count();
}

}  // namespace dlfp::bench
