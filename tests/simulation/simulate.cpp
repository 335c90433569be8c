// usage: simulate [--seeds N] [--start S] [--steps N] — runs seeds one after the other and prints
// what was found, with the command that plays a failing seed again.
#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <fstream>

#include "tests/simulation/simulation.h"

namespace {

using namespace dlfp;
using namespace dlfp::simulation;

struct Sum {
    std::uint64_t runs = 0;
    std::uint64_t bad = 0;
    std::uint64_t power_cuts = 0;
    std::uint64_t restarts = 0;
    std::uint64_t calls = 0;
    std::uint64_t done = 0;
    std::uint64_t repeated = 0;
    std::uint64_t lost = 0;
    Duration simulated{};
};

void add(Sum& sum, const RunReport& report) {
    ++sum.runs;
    sum.bad += report.findings.empty() ? 0 : 1;
    sum.power_cuts += report.disk.power_cuts;
    sum.restarts += report.restarts;
    sum.calls += report.clients.calls;
    sum.done += report.clients.done;
    sum.repeated += report.clients.repeated;
    sum.lost += report.clients.lost;
    sum.simulated += report.simulated;
}

void tell(const RunReport& report, std::uint64_t steps) {
    std::printf(
        "seed %lu fails; play it again: build/dev/bin/simulate --start %lu --seeds 1 "
        "--steps %lu\n",
        report.seed, report.seed, steps);
    for (const auto& finding : report.findings) std::printf("    %s\n", finding.c_str());
}

void tell_sum(const Sum& sum, double seconds) {
    const auto hours = std::chrono::duration<double, std::ratio<3600>>(sum.simulated).count();
    std::printf("%lu seeds, %lu failing", sum.runs, sum.bad);
    if (sum.bad == 0) std::printf(" (95 %% bound %.4f)", 3.0 / static_cast<double>(sum.runs));
    std::printf(
        "; %lu calls, %lu done, %lu repeated, %lu answers lost; %lu power cuts, %lu restarts; "
        "%.0f simulated hours in %.1f s: %.0f per hour\n",
        sum.calls, sum.done, sum.repeated, sum.lost, sum.power_cuts, sum.restarts, hours, seconds,
        hours / seconds * 3600);
}

}  // namespace

int main(int count, char** words) {
    CLI::App cli{"simulate"};
    std::uint64_t seeds = 1;
    RunOptions options;
    bool shows_all = false;
    cli.add_option("--seeds", seeds);
    cli.add_option("--start", options.seed);
    cli.add_option("--steps", options.steps);
    std::string trace_file;
    cli.add_option("--trace", trace_file, "writes everything that happens to this file");
    cli.add_flag("--show", shows_all, "one line per seed, with refusals");
    CLI11_PARSE(cli, count, words);
    std::ofstream trace{trace_file};
    if (!trace_file.empty()) options.trace = [&](std::string_view said) { trace << said << '\n'; };
    const auto began = std::chrono::steady_clock::now();
    Sum sum;
    for (const auto last = options.seed + seeds; options.seed < last; ++options.seed) {
        const auto report = simulate(options);
        add(sum, report);
        if (!report.findings.empty()) tell(report, options.steps);
        if (!shows_all) continue;
        std::printf("seed %lu: %s\n", report.seed, report.digest.c_str());
        for (const auto& [code, times] : report.clients.refusals)
            std::printf("    %lu × %s\n", times, code.c_str());
    }
    tell_sum(sum, std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
    return sum.bad == 0 ? 0 : 1;
}
