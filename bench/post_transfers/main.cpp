// post_transfers: how much of what the database could do the ledger leaves.
//   bench_post_transfers sqlite DIR | sustained DIR | postgresql URL
#include <time.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <semaphore>
#include <thread>

#include "bench/post_transfers/bare_loop.h"
#include "bench/post_transfers/workload.h"
#include "core/ledger/server/verify.h"

namespace dlfp::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

struct Figure {
    std::string name;
    double value;
    std::string yardstick;
    double yardstick_value;
};

void print(const Figure& figure) {
    std::printf(
        "{\"name\": \"post_transfers.%s\", \"value\": %.0f, \"unit\": \"transfers/s\", "
        "\"yardstick\": \"%s\", \"yardstick_value\": %.0f, \"ratio\": %.3f}\n",
        figure.name.c_str(), figure.value, figure.yardstick.c_str(), figure.yardstick_value,
        figure.value / figure.yardstick_value);
    std::fflush(stdout);
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

/// Transfers per second of `write`, called with fresh batches until the time is over.
template <class Write>
double rate(Workload& workload, std::size_t batch, Seconds time, Write write) {
    std::size_t count = 0;
    Seconds spent{0};
    while (spent < time) {
        const auto requests = workload.next(batch);
        const auto start = SteadyClock::now();
        write(requests);
        spent += SteadyClock::now() - start;
        count += batch;
    }
    return static_cast<double>(count) / spent.count();
}

void post_all(sql::Database& database, const std::vector<ledger::TransferRequest>& requests,
              UtcTime now) {
    const auto results = database.write([&](sql::Transaction& transaction) {
        return ledger::post_batch(transaction, requests, now);
    });
    for (const auto& result : results) result.value();
}

void require_holds(sql::Database& database) {
    database.read([](sql::Reader& reader) {
        const auto verification = ledger::verify(reader);
        if (!verification.holds())
            throw std::runtime_error("the ledger does not hold: " + verification.findings[0].rule);
        std::fprintf(stderr, "verified %lld entries\n",
                     static_cast<long long>(verification.entries));
    });
}

/// Transfers per second by the wall clock, and per second that the writer's processor worked: the
/// second figure does not depend on who else uses the machine.
struct PostingRate {
    double per_second = 0;
    double per_cpu_second = 0;
};

double thread_cpu_seconds() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

/// The rate of the ledger with `batch` transfers per commit: four batches are under way,
/// so that the writer never waits for its caller, as in a busy server.
PostingRate posting_rate(sql::Database& database, Workload& workload, std::size_t batch,
                         Seconds time) {
    constexpr std::size_t under_way_max = 4;
    std::counting_semaphore<under_way_max> places{under_way_max};
    std::atomic<std::size_t> posted{0};
    double cpu_first = 0, cpu_last = 0;  // written and read by the writer until the last release
    const auto start = SteadyClock::now();
    while (Seconds{SteadyClock::now() - start} < time) {
        auto requests =
            std::make_shared<std::vector<ledger::TransferRequest>>(workload.next(batch));
        places.acquire();
        database.submit({.work =
                             [&, requests](sql::Transaction& transaction) {
                                 if (cpu_first == 0) cpu_first = thread_cpu_seconds();
                                 const auto results =
                                     ledger::post_batch(transaction, *requests, workload.now());
                                 for (const auto& result : results) result.value();
                                 return true;
                             },
                         .finished =
                             [&](sql::UnitEnd end, std::string_view message) {
                                 if (end != sql::UnitEnd::committed) {
                                     std::fprintf(stderr, "%s\n", std::string(message).c_str());
                                     std::abort();
                                 }
                                 posted += batch;
                                 cpu_last = thread_cpu_seconds();
                                 places.release();
                             }});
    }
    for (std::size_t place = 0; place < under_way_max; ++place) places.acquire();
    const auto count = static_cast<double>(posted);
    return {count / Seconds{SteadyClock::now() - start}.count(), count / (cpu_last - cpu_first)};
}

/// The ledger and the bare loop take turns, so that both meet the same weather.
void compare_with_bare_loop(const std::filesystem::path& folder) {
    Workload workload{1};
    const auto ledger_path = (folder / "ledger.db").string();
    const auto bare_path = (folder / "bare.db").string();
    open_ledger(bare_path, workload).reset();
    const auto database = open_ledger(ledger_path, workload);
    BareLoop bare{bare_path, workload.accounts()};
    for (const std::size_t batch : {1U, 16U, 128U, 1024U}) {
        std::vector<double> ours, theirs;
        for (int turn = 0; turn < 6; ++turn) {
            const Seconds time{turn == 0 ? 0.3 : 1.0};  // the first turn warms up
            const auto posted = posting_rate(*database, workload, batch, time).per_second;
            const auto written = rate(workload, batch, time, [&](const auto& requests) {
                bare.write(requests, workload.now());
            });
            if (turn == 0) continue;
            ours.push_back(posted);
            theirs.push_back(written);
        }
        print({"sqlite_batch_" + std::to_string(batch), median(ours), "bare_statement_loop",
               median(theirs)});
    }
    require_holds(*database);
}

/// Rates of consecutive slices of two seconds.
void measure_sustained(const std::filesystem::path& folder) {
    Workload workload{2};
    const auto database = open_ledger((folder / "sustained.db").string(), workload);
    std::vector<PostingRate> slices;
    for (int slice = 0; slice < 8; ++slice) {
        slices.push_back(posting_rate(*database, workload, 1024, Seconds{2}));
        std::fprintf(stderr, "slice %d: %.0f transfers/s, %.0f per processor second\n", slice + 1,
                     slices.back().per_second, slices.back().per_cpu_second);
    }
    print(
        {"sqlite_sustained_16s", slices.back().per_second, "first_2s", slices.front().per_second});
    print({"sqlite_sustained_16s_per_cpu_second", slices.back().per_cpu_second, "first_2s",
           slices.front().per_cpu_second});
    require_holds(*database);
}

/// Several callers at once, each with its own workload over the same accounts.
double rate_of_callers(sql::Database& database, const Workload& workload, int callers,
                       const std::function<void(Workload&)>& call) {
    std::atomic<bool> is_over{false};
    std::atomic<std::int64_t> calls{0};
    std::vector<std::jthread> threads;
    const auto start = SteadyClock::now();
    for (int caller = 0; caller < callers; ++caller)
        threads.emplace_back(
            [&, own = workload.fork(static_cast<std::uint64_t>(caller))]() mutable {
                while (!is_over) {
                    call(own);
                    ++calls;
                }
            });
    std::this_thread::sleep_for(std::chrono::seconds(6));
    is_over = true;
    threads.clear();
    (void)database;
    return static_cast<double>(calls) / Seconds{SteadyClock::now() - start}.count();
}

void measure_postgresql(const std::string& url) {
    constexpr std::size_t batch = 1024;
    constexpr int callers = 4;
    const Workload spread{3};
    const auto database = open_ledger(url, spread);
    const auto post = [&](Workload& own, std::size_t count) {
        post_all(*database, own.next(count), own.now());
    };
    const double single =
        rate_of_callers(*database, spread, callers, [&](Workload& own) { post(own, 1); });
    const double batched = batch * rate_of_callers(*database, spread, callers,
                                                   [&](Workload& own) { post(own, batch); });
    print({"postgresql_batch_1024", batched, "one_transaction_per_transfer", single});
    const auto hot = spread.with(Spread::half_hot);
    const double on_hot =
        batch * rate_of_callers(*database, hot, callers, [&](Workload& own) { post(own, batch); });
    print({"postgresql_half_on_one_account", on_hot, "spread_load", batched});
    require_holds(*database);
}

}  // namespace
}  // namespace dlfp::bench

int main(int argc, char** argv) {
    const std::string_view engine = argc == 3 ? argv[1] : "";
    if (engine == "sqlite") dlfp::bench::compare_with_bare_loop(argv[2]);
    if (engine == "sqlite" || engine == "sustained") {
        dlfp::bench::measure_sustained(argv[2]);
    } else if (engine == "postgresql") {
        dlfp::bench::measure_postgresql(argv[2]);
    } else {
        std::fputs("bench_post_transfers sqlite DIR | sustained DIR | postgresql URL\n", stderr);
        return 2;
    }
}
