// Each unit is a transaction of its own with row locks; conflicts run it again, a few times. A lost
// connection before the commit changed nothing; during the commit nobody knows.
#include "platform/runtime/sql/postgresql_writers.h"

#include "platform/runtime/sql/write_later.h"

namespace dlfp::sql {
namespace {

constexpr int runs_max = 6;  // the first and five more
constexpr std::string_view begin_unit = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
constexpr std::chrono::milliseconds idle_patience{60'000};
constexpr std::chrono::milliseconds reconnect_pause_min{20};
constexpr std::chrono::milliseconds reconnect_pause_max{2'000};

}  // namespace

/// The transaction that units see.
class PostgresqlWriters::Run final : public UnitRun, public LaterWrites {
public:
    explicit Run(std::unique_ptr<PostgresqlConnection>& connection) : connection_{connection} {}
    std::int64_t run(const Query& query, std::span<const Param> params,
                     const RowSink& sink) override {
        return connection_->run(query, params, sink);
    }
    void run_later(const Query& query, std::span<const Param> params, std::int64_t rows) override {
        connection_->run_later(query, params, rows);
    }
    Engine engine() const noexcept override { return Engine::postgresql; }

private:
    void settle() override { connection_->settle(); }

    std::unique_ptr<PostgresqlConnection>& connection_;
};

/// One thread's work.
class PostgresqlWriters::Writer {
public:
    explicit Writer(PostgresqlWriters& owner)
        : owner_{owner}, run_{connection_}, dice_{std::random_device{}()} {}

    void write_until_closed() {
        std::vector<Unit> units;
        while (true) {
            const auto taken = owner_.queue_.take(units, 1, idle_patience);
            if (taken == UnitQueue::Taken::closed) return;
            if (taken == UnitQueue::Taken::nothing) continue;
            std::vector<Ending> endings{end_unit(units.front())};
            answer(units, endings);
            owner_.queue_.settle(units.size());
            units.clear();
        }
    }

private:
    using Clock = std::chrono::steady_clock;
    struct Attempt {
        bool again;
        Ending ending;
    };

    /// Runs a unit until it ends, or until it met too many conflicts.
    Ending end_unit(const Unit& unit) {
        Attempt attempt{};
        for (int run = 0; run < runs_max; ++run) {
            if (run > 0) back_off(run);
            if (!keep_connected()) return {UnitEnd::unavailable, connect_error_, {}};
            attempt = try_unit(unit);
            if (connection_ && connection_->lost()) connection_.reset();
            if (!attempt.again) return std::move(attempt.ending);
        }
        return {UnitEnd::unavailable, "too many conflicts: " + attempt.ending.message, {}};
    }

    Attempt try_unit(const Unit& unit) {
        Ending ending;
        connection_->begin(begin_unit);
        try {
            ending = run_.run_unit(unit, *owner_.invariants_.current());
        } catch (const Fault& fault) {
            connection_->roll_back();
            return {true, {UnitEnd::unavailable, fault.what(), {}}};
        }
        // Whatever the unit made of a conflict or of a lost connection: nothing was committed.
        if (connection_->lost() || connection_->met_conflict()) {
            connection_->roll_back();
            return {true, {UnitEnd::unavailable, connection_->last_error(), {}}};
        }
        if (ending.end != UnitEnd::committed) {
            connection_->roll_back();
            return {false, std::move(ending)};
        }
        return commit(std::move(ending));
    }

    Attempt commit(Ending ending) {
        switch (connection_->commit()) {
            case PostgresqlConnection::CommitEnd::committed: return {false, std::move(ending)};
            case PostgresqlConnection::CommitEnd::retry:
                return {true, {UnitEnd::unavailable, connection_->last_error(), {}}};
            case PostgresqlConnection::CommitEnd::rolled_back:
                return {false, {UnitEnd::broken, connection_->last_error(), {}}};
            case PostgresqlConnection::CommitEnd::uncertain: break;
        }
        connection_.reset();
        return {false, {UnitEnd::uncertain, "the connection was lost during the commit", {}}};
    }

    /// Waits a random time that grows with each run, so that two units in conflict part.
    void back_off(int run) {
        std::uniform_int_distribution<int> microseconds(200, 1'000 << run);
        std::this_thread::sleep_for(std::chrono::microseconds(microseconds(dice_)));
    }

    /// While the server is away, units are refused at once between the attempts to reach it.
    bool keep_connected() {
        if (connection_) return true;
        if (Clock::now() < reconnect_at_) return false;
        try {
            connection_ = std::make_unique<PostgresqlConnection>(PostgresqlConnection::Options{
                owner_.options_.url, owner_.options_.statement_timeout});
            run_.forget_connection();
            reconnect_pause_ = reconnect_pause_min;
            return true;
        } catch (const Fault& fault) {
            connect_error_ = fault.what();
            std::uniform_int_distribution<std::int64_t> jitter(0, reconnect_pause_.count() / 2);
            reconnect_at_ =
                Clock::now() + reconnect_pause_ + std::chrono::milliseconds(jitter(dice_));
            reconnect_pause_ = std::min(2 * reconnect_pause_, reconnect_pause_max);
            return false;
        }
    }

    PostgresqlWriters& owner_;
    std::unique_ptr<PostgresqlConnection> connection_;
    Run run_;
    std::minstd_rand dice_;
    Clock::time_point reconnect_at_{};
    std::chrono::milliseconds reconnect_pause_ = reconnect_pause_min;
    std::string connect_error_;
};

PostgresqlWriters::PostgresqlWriters(const DatabaseOptions& options)
    : options_{options}, queue_{static_cast<std::size_t>(options.queue_units_max)} {
    for (int index = 0; index < std::max(1, options.writer_connections); ++index)
        threads_.emplace_back([this] { Writer(*this).write_until_closed(); });
}

PostgresqlWriters::~PostgresqlWriters() {
    queue_.close();
    for (auto& thread : threads_) thread.join();
}

}  // namespace dlfp::sql
