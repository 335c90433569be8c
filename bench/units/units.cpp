// Durable units a second with a fixed number of callers, each of which waits for its answer before
// it asks again. A unit is a transfer: request key, transfer, two balances.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <functional>
#include <latch>

#include "bench/units/bare_sqlite.h"
#include "platform/runtime/sql/sql.h"

namespace dlfp::bench {
namespace {

constexpr std::int64_t accounts = 10'000;
constexpr double seconds = 1.5;
constexpr int rounds = 3;  // in turns, so that both meet the same neighbours
constexpr sql::Query add_request{
    "bench.add_request", "INSERT INTO bench_request (day, request_key, seq) VALUES (1, $1, $2)"};
constexpr sql::Query add_transfer{
    "bench.add_transfer",
    "INSERT INTO bench_transfer (seq, from_id, to_id, amount_fen) VALUES ($1, $2, $3, 1)"};
constexpr sql::Query move{"bench.move",
                          "UPDATE bench_account SET balance_fen = balance_fen + $2 WHERE id = $1"};

const sql::Migration tables{
    "bench", 1, "create_tables",
    "CREATE TABLE bench_account (id BIGINT PRIMARY KEY, balance_fen BIGINT NOT NULL);"
    "CREATE TABLE bench_transfer (seq BIGINT PRIMARY KEY, from_id BIGINT NOT NULL,"
    " to_id BIGINT NOT NULL, amount_fen BIGINT NOT NULL);"
    "CREATE TABLE bench_request (day BIGINT NOT NULL, request_key BYTEA NOT NULL,"
    " seq BIGINT NOT NULL, PRIMARY KEY (day, request_key)) WITHOUT ROWID;"
    "INSERT INTO bench_account WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL"
    " SELECT i + 1 FROM n WHERE i < 9999) SELECT i, 1000000 FROM n;"};

bool transfer(sql::Transaction& transaction, std::int64_t seq) {
    const std::array<std::int64_t, 2> key{seq * 7'919, seq};
    const std::int64_t from = seq * 7'919 % accounts;
    const std::int64_t to = seq * 104'729 % accounts;
    transaction.execute(add_request, sql::BytesView{std::as_bytes(std::span{key})}, seq);
    transaction.execute(add_transfer, seq, from, to);
    transaction.execute(move, std::min(from, to), std::int64_t{from < to ? -1 : 1});
    transaction.execute(move, std::max(from, to), std::int64_t{from < to ? 1 : -1});
    return true;
}

/// The callers of one measurement.
class Callers {
public:
    Callers(sql::Database& database, std::atomic<std::int64_t>& seq)
        : database_{database}, seq_{seq} {}

    double units_per_second(int in_flight) {
        std::latch gone(in_flight);
        const auto started = std::chrono::steady_clock::now();
        const auto until = started + std::chrono::duration<double>(seconds);
        std::atomic<std::int64_t> ended = 0;
        std::function<void()> call = [&] {
            if (std::chrono::steady_clock::now() > until) return gone.count_down();
            const auto seq = ++seq_;
            database_.submit({.work = [seq](sql::Transaction& t) { return transfer(t, seq); },
                              .finished =
                                  [&](sql::UnitEnd end, std::string_view message) {
                                      if (end == sql::UnitEnd::committed)
                                          ++ended;
                                      else
                                          std::fprintf(stderr, "%s\n",
                                                       std::string(message).c_str());
                                      call();
                                  }});
        };
        for (int caller = 0; caller < in_flight; ++caller) call();
        gone.wait();
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - started;
        return static_cast<double>(ended) / taken.count();
    }

private:
    sql::Database& database_;
    std::atomic<std::int64_t>& seq_;
};

void print(const std::string& name, double value, double bare) {
    std::printf("{\"name\":\"%s\",\"value\":%.0f,\"unit\":\"units/s\"", name.c_str(), value);
    if (bare > 0)
        std::printf(
            ",\"yardstick\":\"bare SQLite, same batch\",\"yardstick_value\":%.0f,"
            "\"ratio\":%.3f",
            bare, value / bare);
    std::printf("}\n");
    std::fflush(stdout);
}

int measure(const std::string& url) {
    const auto database = sql::open_database({.url = url, .writer_connections = 16});
    database->migrate({tables});
    std::atomic<std::int64_t> seq = 0;
    const bool embedded = database->engine() == sql::Engine::sqlite;
    const std::string engine = embedded ? "sqlite" : "postgresql";
    for (const int in_flight : {1, 16, 64, 256}) {
        double value = 0;
        double bare = 0;
        for (int round = 0; round < rounds; ++round) {
            value = std::max(value, Callers(*database, seq).units_per_second(in_flight));
            if (embedded)
                bare = std::max(bare, bare_transfers_per_second(url + ".bare", in_flight, seconds));
        }
        print("units_" + engine + "_" + std::to_string(in_flight) + "_in_flight", value, bare);
    }
    return 0;
}

}  // namespace
}  // namespace dlfp::bench

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    return dlfp::bench::measure(argv[1]);
}
