// bench_bare_meals FILE GROUP SECONDS: writes the rows of a charge (key with reply, counters,
// transfer, two entries, two accounts, order) for orders that wait in a loaded database, GROUP of
// them per durable commit, with prepared statements and no decision. Prints charges per second.
#include <sqlite3.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Bytes16 = std::array<unsigned char, 16>;

struct WaitingOrder {
    Bytes16 id, payer, account, clearing, transfer;
    std::int64_t amount_fen;
};

struct Account {
    std::int64_t debits = 0, credits = 0, seq = 0, version = 0;
    Bytes16 last_transfer{};
};

class Statement {
public:
    Statement(sqlite3* connection, const char* text) {
        if (sqlite3_prepare_v3(connection, text, -1, SQLITE_PREPARE_PERSISTENT, &handle_,
                               nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(connection));
    }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement() { sqlite3_finalize(handle_); }

    template <class... Values>
    void execute(const Values&... values) {
        int index = 0;
        (bind(++index, values), ...);
        if (sqlite3_step(handle_) != SQLITE_DONE)
            throw std::runtime_error(sqlite3_errmsg(sqlite3_db_handle(handle_)));
        sqlite3_reset(handle_);
    }
    bool next_row() { return sqlite3_step(handle_) == SQLITE_ROW; }
    Bytes16 bytes(int column) {
        Bytes16 value{};
        if (const auto* blob = sqlite3_column_blob(handle_, column))
            std::memcpy(value.data(), blob, value.size());
        return value;
    }
    std::int64_t integer(int column) { return sqlite3_column_int64(handle_, column); }

private:
    void bind(int index, const Bytes16& value) {
        sqlite3_bind_blob(handle_, index, value.data(), 16, SQLITE_STATIC);
    }
    void bind(int index, std::int64_t value) { sqlite3_bind_int64(handle_, index, value); }
    void bind(int index, std::string_view value) {
        sqlite3_bind_text(handle_, index, value.data(), static_cast<int>(value.size()),
                          SQLITE_STATIC);
    }
    sqlite3_stmt* handle_ = nullptr;
};

sqlite3* open(const char* path) {
    sqlite3* connection = nullptr;
    if (sqlite3_open_v2(path, &connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr) !=
        SQLITE_OK)
        throw std::runtime_error("cannot open " + std::string(path));
    sqlite3_exec(connection,
                 "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; "
                 "PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-131072",
                 nullptr, nullptr, nullptr);
    return connection;
}

/// Statements and what they need to know, read beforehand.
class BareMeals {
public:
    explicit BareMeals(sqlite3* connection) : connection_{connection} {
        Statement orders{connection_,
                         "SELECT id, payer_customer_id, account_id, clearing_account_id, "
                         "transfer_id, payment_order.amount_fen FROM payment_order "
                         "JOIN payment_tender ON payment_id = id WHERE state = 'created' "
                         "ORDER BY id"};
        while (orders.next_row())
            orders_.push_back({orders.bytes(0), orders.bytes(1), orders.bytes(2), orders.bytes(3),
                               orders.bytes(4), orders.integer(5)});
        Statement accounts{connection_,
                           "SELECT id, debits_posted_fen, credits_posted_fen, last_seq, version, "
                           "last_transfer_id FROM ledger_account"};
        while (accounts.next_row())
            accounts_[accounts.bytes(0)] = {accounts.integer(1), accounts.integer(2),
                                            accounts.integer(3), accounts.integer(4),
                                            accounts.bytes(5)};
    }

    bool charge_group(std::size_t size) {
        if (at_ + size > orders_.size()) return false;
        begin_.execute();
        std::map<Bytes16, Account*> touched;
        for (std::size_t end = at_ + size; at_ < end; ++at_) {
            const auto& order = orders_[at_];
            write_charge(order);
            for (const auto& id : {order.account, order.clearing}) touched[id] = &accounts_[id];
        }
        for (auto& [id, account] : touched)
            account_.execute(id, account->debits, account->credits, account->seq,
                             account->last_transfer, now_us(), ++account->version);
        commit_.execute();
        return true;
    }

private:
    static std::int64_t now_us() {
        return std::chrono::duration_cast<std::chrono::microseconds>(
                   std::chrono::system_clock::now().time_since_epoch())
            .count();
    }
    void write_charge(const WaitingOrder& order) {
        const auto now = now_us();
        const auto day = now / 86'400'000'000;
        key_.execute(day, order.payer, "pay_" + std::to_string(at_) + "_as_long_as_an_id",
                     "dlfp::payment::charge_payment", order.transfer, std::string_view{reply}, now);
        usage_.execute(order.account, day, order.amount_fen, std::int64_t{2026}, order.amount_fen,
                       std::int64_t{0});
        transfer_.execute(order.transfer, order.account, order.clearing, order.amount_fen, now,
                          order.id);
        write_entry(order, order.account, "debit", now);
        write_entry(order, order.clearing, "credit", now);
        order_.execute(order.id, now, day);
    }
    void write_entry(const WaitingOrder& order, const Bytes16& id, std::string_view side,
                     std::int64_t now) {
        auto& account = accounts_[id];
        (side == "debit" ? account.debits : account.credits) += order.amount_fen;
        entry_.execute(order.transfer, side, id, ++account.seq, order.amount_fen, account.debits,
                       account.credits, now, account.last_transfer);
        account.last_transfer = order.transfer;
    }

    static constexpr std::string_view reply =
        R"({"payment_id":"pay_01m846dhqs8wyh1hx814exz0tq","state":"charged","amount_fen":1250,)"
        R"("charged_at_us":1795436400000000})";
    sqlite3* connection_;
    std::size_t at_ = 0;
    std::vector<WaitingOrder> orders_;
    std::map<Bytes16, Account> accounts_;
    Statement begin_{connection_, "BEGIN IMMEDIATE"};
    Statement commit_{connection_, "COMMIT"};
    Statement key_{connection_,
                   "INSERT INTO api_idempotency (day, caller_id, idempotency_key, operation, "
                   "request_hash, reply, created_at_us) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"};
    Statement usage_{connection_,
                     "UPDATE account_usage SET usage_day = ?2, out_day_fen = ?3, usage_year = ?4, "
                     "out_year_fen = ?5, incoming_fen = ?6 WHERE account_id = ?1"};
    Statement transfer_{
        connection_,
        "INSERT INTO ledger_transfer (id, kind, debit_account_id, credit_account_id, amount_fen, "
        "requested_fen, effective_at_us, posted_at_us, cause_kind, cause_id, memo) "
        "VALUES (?1, 'move', ?2, ?3, ?4, ?4, ?5, ?5, 'payment.charge', ?6, '午餐')"};
    Statement entry_{
        connection_,
        "INSERT INTO ledger_entry (transfer_id, side, account_id, seq, amount_fen, "
        "debits_posted_after_fen, credits_posted_after_fen, posted_at_us, effective_at_us, "
        "previous_transfer_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9)"};
    Statement account_{connection_,
                       "UPDATE ledger_account SET debits_posted_fen = ?2, credits_posted_fen = ?3, "
                       "last_seq = ?4, last_transfer_id = ?5, last_posted_at_us = ?6, version = ?7 "
                       "WHERE id = ?1"};
    Statement order_{connection_,
                     "UPDATE payment_order SET state = 'charged', method = 'pin_free', "
                     "charged_at_us = ?2, charged_day = ?3 WHERE id = ?1"};
};

}  // namespace

int main(int argument_count, char** arguments) {
    if (argument_count != 4) return 2;
    const auto group = std::strtoul(arguments[2], nullptr, 10);
    const std::chrono::duration<double> patience{std::strtod(arguments[3], nullptr)};
    try {
        auto* connection = open(arguments[1]);
        double charges = 0;
        {
            BareMeals meals{connection};
            const auto start = std::chrono::steady_clock::now();
            std::chrono::duration<double> elapsed{};
            while (elapsed < patience && meals.charge_group(group)) {
                charges += static_cast<double>(group);
                elapsed = std::chrono::steady_clock::now() - start;
            }
            std::printf("%.1f\n", charges / elapsed.count());
        }
        sqlite3_close_v2(connection);
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "bench_bare_meals: %s\n", fault.what());
        return 1;
    }
    return 0;
}
