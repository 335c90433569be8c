// What this program uses of its machine, under the names Prometheus dashboards expect.
#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "platform/runtime/metrics/registry.h"

namespace dlfp::metrics {
namespace {

double cpu_seconds() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double resident_bytes() {
    std::ifstream file("/proc/self/statm");
    std::int64_t total_pages = 0;
    std::int64_t resident_pages = 0;
    file >> total_pages >> resident_pages;
    return static_cast<double>(resident_pages * ::sysconf(_SC_PAGESIZE));
}

double open_files() {
    std::error_code problem;
    std::int64_t count = 0;
    for (std::filesystem::directory_iterator at("/proc/self/fd", problem), end; at != end;
         at.increment(problem)) {
        if (problem) break;
        ++count;
    }
    return static_cast<double>(count);
}

double open_files_max() {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    return static_cast<double>(limit.rlim_cur);
}

}  // namespace

void watch_own_resources(Registry& registry) {
    registry.counter_from({"process_cpu_seconds_total", "CPU time used, user and system."}, {},
                          cpu_seconds);
    registry.gauge_from({"process_resident_memory_bytes", "Memory held in RAM."}, {},
                        resident_bytes);
    registry.gauge_from({"process_open_fds", "Open file descriptors."}, {}, open_files);
    registry.gauge_from({"process_max_fds", "Most file descriptors allowed."}, {}, open_files_max);
}

}  // namespace dlfp::metrics
