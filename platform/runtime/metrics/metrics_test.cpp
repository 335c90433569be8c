// Metrics as a scraper reads them, counted from many threads.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <thread>

#include "platform/runtime/log/log.h"
#include "platform/runtime/metrics/function_metrics.h"

namespace dlfp::metrics {
namespace {

constexpr UtcTime noon = UtcTime::from_us(1'795'406'400'000'000);

IdBytes id_number(std::uint32_t number) {
    IdBytes id{};
    for (std::size_t at = 0; at < 4; ++at)
        id[12 + at] = static_cast<std::uint8_t>(number >> (8 * at));
    return id;
}

bool has_line(const std::string& text, const std::string& line) {
    return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
}

TEST(metrics_registry, counts_of_all_threads_add_up) {
    Registry registry;
    auto& counter = registry.counter({"calls_total", "Calls."}, {{"kind", "a"}});
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 8; ++thread)
        threads.emplace_back([&] {
            for (int call = 0; call < 10'000; ++call) counter.add();
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(counter.value(), 80'000);
    EXPECT_EQ(&counter, &registry.counter({"calls_total", "Calls."}, {{"kind", "a"}}));
    EXPECT_NE(&counter, &registry.counter({"calls_total", "Calls."}, {{"kind", "b"}}));
}

TEST(metrics_registry, exposes_text_that_prometheus_reads) {
    Registry registry;
    registry.counter({"calls_total", "Calls."}, {{"kind", "a\"b\n"}}).add(3);
    registry.gauge({"depth", "Depth."}).set(-4);
    registry.gauge_from({"asked", "Asked."}, {}, [] { return 2.5; });
    const auto text = registry.expose();
    EXPECT_TRUE(has_line(text, "# HELP calls_total Calls.")) << text;
    EXPECT_TRUE(has_line(text, "# TYPE calls_total counter"));
    EXPECT_TRUE(has_line(text, R"(calls_total{kind="a\"b\n"} 3)"));
    EXPECT_TRUE(has_line(text, "depth -4"));
    EXPECT_TRUE(has_line(text, "asked 2.5"));
}

TEST(metrics_registry, a_histogram_is_cumulative_and_in_seconds) {
    Registry registry;
    constexpr std::array<Duration, 2> bounds{1ms, 1s};
    auto& histogram = registry.histogram({"took_seconds", "Took."}, {}, bounds);
    for (const auto elapsed : {Duration{1ms}, Duration{2ms}, Duration{5s}})
        histogram.observe(elapsed);
    const auto text = registry.expose();
    EXPECT_TRUE(has_line(text, R"(took_seconds_bucket{le="0.001"} 1)")) << text;
    EXPECT_TRUE(has_line(text, R"(took_seconds_bucket{le="1"} 2)")) << text;
    EXPECT_TRUE(has_line(text, R"(took_seconds_bucket{le="+Inf"} 3)")) << text;
    EXPECT_TRUE(has_line(text, "took_seconds_count 3"));
    EXPECT_TRUE(has_line(text, "took_seconds_sum 5.003"));
}

TEST(metrics_registry, one_name_has_one_type) {
    Registry registry;
    registry.counter({"x", "X."});
    EXPECT_THROW(registry.gauge({"x", "X."}), std::logic_error);
    constexpr std::array<Duration, 2> falling{1s, 1ms};
    EXPECT_THROW(Histogram{falling}, std::invalid_argument);
}

// clause: 7.2.4-b-2.2
TEST(own_resources, cpu_memory_and_files_are_measured) {
    Registry registry;
    watch_own_resources(registry);
    const auto value_of = [&](const std::string& name) {
        const auto text = registry.expose();
        return std::stod(text.substr(text.find("\n" + name + " ") + name.size() + 2));
    };
    EXPECT_GT(value_of("process_resident_memory_bytes"), 1e6);
    const auto files = value_of("process_open_fds");
    const std::ifstream one_more("/proc/self/statm");
    EXPECT_EQ(value_of("process_open_fds"), files + 1);
    EXPECT_GT(value_of("process_max_fds"), files);
    const auto cpu = value_of("process_cpu_seconds_total");
    volatile double sink = 0;
    for (int round = 0; round < 20'000'000; ++round) sink = sink + 1;
    EXPECT_GT(value_of("process_cpu_seconds_total"), cpu);
}

// clause: 7.2.4-b-1
TEST(distinct_window, counts_people_and_not_visits) {
    DistinctWindow window;
    EXPECT_EQ(window.count(noon), 0);
    for (int visit = 0; visit < 50; ++visit)
        for (std::uint32_t person = 0; person < 3; ++person) window.touch(id_number(person), noon);
    EXPECT_EQ(window.count(noon), 3);
}

TEST(distinct_window, people_leave_after_five_full_minutes) {
    DistinctWindow window;
    window.touch(id_number(1), noon);
    window.touch(id_number(2), noon + 3min);
    EXPECT_EQ(window.count(noon + 5min), 2);
    EXPECT_EQ(window.count(noon + 6min), 1);
    EXPECT_EQ(window.count(noon + 9min), 0);
    window.touch(id_number(3), noon + 6min);
    EXPECT_EQ(window.count(noon + 6min), 2) << "the reused minute starts empty";
    window.touch(id_number(4), noon);
    EXPECT_EQ(window.count(noon + 6min), 2) << "a straggler wipes nothing";
}

// clause: 7.2.4-b-1
TEST(distinct_window, small_crowds_are_exact_and_large_ones_within_one_percent) {
    for (const std::uint32_t crowd : {100U, 1000U, 1024U, 1025U, 20'000U, 200'000U}) {
        DistinctWindow window;
        for (std::uint32_t person = 0; person < crowd; ++person)
            window.touch(id_number(person * 7919U), noon + Duration{person});
        const double allowed = crowd <= DistinctWindow::exact_max ? 0 : crowd * 0.01;
        EXPECT_NEAR(static_cast<double>(window.count(noon + 1s)), crowd, allowed);
    }
}

TEST(distinct_window, a_crowd_spread_over_minutes_is_counted_once_however_it_was_kept) {
    DistinctWindow window;
    for (std::uint32_t person = 0; person < 5'000; ++person) window.touch(id_number(person), noon);
    for (std::uint32_t person = 4'500; person < 5'400; ++person)
        window.touch(id_number(person), noon + 2min);
    EXPECT_NEAR(static_cast<double>(window.count(noon + 2min)), 5'400, 54);
    EXPECT_EQ(window.count(noon + 7min), 900) << "what is left is exact again";
}

TEST(distinct_window, nobody_is_lost_while_threads_meet_the_limit) {
    DistinctWindow window;
    std::vector<std::jthread> threads;
    for (std::uint32_t thread = 0; thread < 4; ++thread)
        threads.emplace_back([&window, thread] {
            for (std::uint32_t person = 0; person < 2'000; ++person)
                window.touch(id_number(thread * 2'000 + person), noon);
        });
    threads.clear();
    EXPECT_NEAR(static_cast<double>(window.count(noon)), 8'000, 80);
}

// clause: 7.2.4-b-1
TEST(function_metrics, a_function_shows_calls_failures_users_and_latency) {
    Registry registry;
    FunctionBook book{registry, [] { return noon; }};
    auto& function = book.add("canteen.place_order");
    EXPECT_EQ(&function, &book.add("canteen.place_order"));
    for (int call = 0; call < 4; ++call) {
        function.begin();
        function.saw(id_number(static_cast<std::uint32_t>(call % 2)), noon);
        function.end(call == 3 ? "canteen.cut_off_passed" : "", 3ms);
    }
    function.begin();
    const auto text = registry.expose();
    const std::string label = R"({function="canteen.place_order"})";
    EXPECT_TRUE(has_line(text, "dlfp_function_calls_total" + label + " 5")) << text;
    EXPECT_TRUE(has_line(text, "dlfp_function_in_flight" + label + " 1"));
    EXPECT_TRUE(has_line(text, "dlfp_function_concurrent_users" + label + " 2"));
    EXPECT_TRUE(has_line(text, "dlfp_function_seconds_count" + label + " 4"));
    EXPECT_TRUE(has_line(text,
                         "dlfp_function_failures_total{function=\"canteen.place_order\","
                         "code=\"canteen.cut_off_passed\"} 1"));
    EXPECT_EQ(function.latency_quantile(0.99), Duration{5ms});
}

TEST(function_metrics, totals_are_those_of_all_finished_calls) {
    Registry registry;
    FunctionBook book{registry, [] { return noon; }};
    for (const auto* name : {"canteen.place_order", "canteen.browse_menu"}) {
        auto& function = book.add(name);
        function.begin();
        function.end("", 4ms);
        function.begin();  // still running
    }
    const auto totals = book.totals();
    EXPECT_EQ(totals.functions, 2);
    EXPECT_EQ(totals.finished, 2);
    EXPECT_EQ(totals.latency_sum, Duration{8ms});
}

// clause: 7.2.4-b-1
TEST(function_metrics, the_log_tells_calls_and_concurrent_users_of_used_functions_only) {
    const std::string path = ::testing::TempDir() + "dlfp_usage_test.log";
    std::remove(path.c_str());
    Registry registry;
    FunctionBook book{registry, [] { return noon; }};
    auto& used = book.add("canteen.place_order");
    book.add("canteen.unused");
    used.begin();
    used.saw(id_number(1), noon);
    used.end("", 3ms);
    log::open({.file_path = path});
    book.log_usage();
    book.log_usage();
    log::close();
    std::ifstream file(path);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    EXPECT_EQ(std::ranges::count(text, '\n'), 1);
    EXPECT_NE(text.find(R"("function":"canteen.place_order","calls":1,"calls_total":1,)"
                        R"("failures_total":0,"concurrent_users":1)"),
              std::string::npos)
        << text;
    std::remove(path.c_str());
}

}  // namespace
}  // namespace dlfp::metrics
