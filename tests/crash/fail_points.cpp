// libfail_points.so, preloaded under the unchanged program: kills it, or makes a call fail, at the
// Nth time it reaches a named point. The points are calls of the C library, so that the program
// itself holds no trace of them.
//
// DLFP_FAIL_POINT  log_write log_sync base_write base_sync reply_sent query_sent answer_read
//                  read_only (writes and syncs of both files)
// DLFP_FAIL_AFTER  how often the point passes before
// DLFP_FAIL_ACT    before after (kill -9 around the call), error (the call fails from then on)
// DLFP_FAIL_WHILE  a file: calls fail only as long as it exists
// DLFP_CLOCK_FILE  a file: seconds by which the clock of the day is wrong, read at every look
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>

namespace {

enum class Act { before, after, error };

struct Plan {
    const char* point = getenv("DLFP_FAIL_POINT");
    long left = getenv("DLFP_FAIL_AFTER") != nullptr ? atol(getenv("DLFP_FAIL_AFTER")) : 0;
    Act act = Act::before;
    Plan() {
        const char* wanted = getenv("DLFP_FAIL_ACT");
        if (wanted != nullptr && strcmp(wanted, "after") == 0) act = Act::after;
        if (wanted != nullptr && strcmp(wanted, "error") == 0) act = Act::error;
    }
};

Plan& plan() {
    static Plan made;
    return made;
}
std::atomic<long> passed = 0;

bool is_planned(const char* point) {
    return plan().point != nullptr && strcmp(plan().point, point) == 0;
}

/// Whether the file behind a descriptor ends so.
bool is_file(int descriptor, const char* ending) {
    char link[64];
    char path[512];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    const auto size = readlink(link, path, sizeof path - 1);
    if (size < 0) return false;
    path[size] = '\0';
    const auto wanted = strlen(ending);
    return static_cast<size_t>(size) >= wanted && strcmp(path + size - wanted, ending) == 0;
}

int family_of(int descriptor) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (getpeername(descriptor, reinterpret_cast<sockaddr*>(&address), &size) != 0) return -1;
    return address.ss_family;
}

/// Counts a pass; true when this is the one.
bool is_due() {
    if (const char* path = getenv("DLFP_FAIL_WHILE"); path != nullptr && access(path, F_OK) != 0)
        return false;
    const auto number = passed++;
    return plan().act == Act::error ? number >= plan().left : number == plan().left;
}

[[noreturn]] void die() {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

/// Calls the real function around what the plan says.
template <class Real>
auto around(bool concerns, int error, Real&& real) -> decltype(real()) {
    if (!concerns || !is_due()) return real();
    if (plan().act == Act::before) die();
    if (plan().act == Act::error) {
        errno = error;
        return -1;
    }
    real();
    die();
}

template <class Function>
Function next(const char* name) {
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

bool concerns_file(int descriptor, const char* log_point, const char* base_point) {
    if (is_planned("read_only"))
        return is_file(descriptor, ".sqlite-wal") || is_file(descriptor, ".sqlite");
    if (is_planned(log_point)) return is_file(descriptor, ".sqlite-wal");
    return is_planned(base_point) && is_file(descriptor, ".sqlite");
}

}  // namespace

extern "C" {

int clock_gettime(clockid_t clock, timespec* time) {
    static const auto real = next<decltype(&clock_gettime)>("clock_gettime");
    static const char* const path = getenv("DLFP_CLOCK_FILE");
    const int found = real(clock, time);
    if (path == nullptr || clock != CLOCK_REALTIME || found != 0) return found;
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    char text[32] = {};
    if (file >= 0) {
        if (read(file, text, sizeof text - 1) > 0) time->tv_sec += atol(text);
        close(file);
    }
    return found;
}

ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off64_t offset) {
    static const auto real = next<decltype(&pwrite64)>("pwrite64");
    return around(concerns_file(descriptor, "log_write", "base_write"),
                  is_planned("read_only") ? EROFS : EIO,
                  [&] { return real(descriptor, bytes, size, offset); });
}

ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t offset) {
    static const auto real = next<decltype(&pwrite)>("pwrite");
    return around(concerns_file(descriptor, "log_write", "base_write"),
                  is_planned("read_only") ? EROFS : EIO,
                  [&] { return real(descriptor, bytes, size, offset); });
}

int fdatasync(int descriptor) {
    static const auto real = next<decltype(&fdatasync)>("fdatasync");
    return around(concerns_file(descriptor, "log_sync", "base_sync"),
                  is_planned("read_only") ? EROFS : EIO, [&] { return real(descriptor); });
}

int fsync(int descriptor) {
    static const auto real = next<decltype(&fsync)>("fsync");
    return around(concerns_file(descriptor, "log_sync", "base_sync"),
                  is_planned("read_only") ? EROFS : EIO, [&] { return real(descriptor); });
}

/// What we answer goes over TCP.
ssize_t sendmsg(int descriptor, const msghdr* message, int flags) {
    static const auto real = next<decltype(&sendmsg)>("sendmsg");
    return around(is_planned("reply_sent") && family_of(descriptor) == AF_INET, ECONNRESET,
                  [&] { return real(descriptor, message, flags); });
}

/// What we ask PostgreSQL goes through a local socket.
ssize_t send(int descriptor, const void* bytes, size_t size, int flags) {
    static const auto real = next<decltype(&send)>("send");
    const bool concerns = (is_planned("query_sent") && family_of(descriptor) == AF_UNIX) ||
                          (is_planned("reply_sent") && family_of(descriptor) == AF_INET);
    return around(concerns, ECONNRESET, [&] { return real(descriptor, bytes, size, flags); });
}

ssize_t recv(int descriptor, void* bytes, size_t size, int flags) {
    static const auto real = next<decltype(&recv)>("recv");
    return around(is_planned("answer_read") && family_of(descriptor) == AF_UNIX, ECONNRESET,
                  [&] { return real(descriptor, bytes, size, flags); });
}

}  // extern "C"
