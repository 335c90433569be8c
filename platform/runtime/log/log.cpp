// The log thread: spdlog's bounded queue in front of a file that can be opened anew.
#include "platform/runtime/log/log.h"

#include <fcntl.h>
#include <spdlog/async.h>
#include <spdlog/async_logger.h>
#include <spdlog/details/periodic_worker.h>
#include <spdlog/sinks/base_sink.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <memory>
#include <mutex>
#include <stdexcept>

#include "platform/runtime/log/line.h"

namespace dlfp::log {
namespace {

thread_local std::string current_request_id;

/// Buffers lines and writes them in large pieces; a warning or worse is written at once.
class FileSink final : public spdlog::sinks::base_sink<std::mutex> {
public:
    explicit FileSink(std::string path) : path_{std::move(path)} {
        open_file();
        if (file_ < 0) throw std::runtime_error("cannot open log file " + path_);
    }
    ~FileSink() override {
        flush_();
        if (file_ != STDERR_FILENO) ::close(file_);
    }
    void ask_reopen() { reopen_asked_ = true; }

protected:
    void sink_it_(const spdlog::details::log_msg& message) override {
        spdlog::memory_buf_t text;
        formatter_->format(message, text);
        pending_.append(text.data(), text.size());
        if (pending_.size() >= piece_bytes || message.level >= spdlog::level::warn) flush_();
    }
    void flush_() override {
        std::string_view rest = pending_;
        while (!rest.empty()) {
            const auto written = ::write(file_, rest.data(), rest.size());
            if (written < 0 && errno == EINTR) continue;
            // A full disk must not stop the bank; the lines are lost, as a full queue loses them.
            if (written <= 0) break;
            rest.remove_prefix(static_cast<std::size_t>(written));
        }
        pending_.clear();
        if (reopen_asked_.exchange(false)) open_anew();
    }

private:
    static constexpr std::size_t piece_bytes = 32'768;

    void open_file() {
        file_ = path_.empty()
                    ? STDERR_FILENO
                    : ::open(path_.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
    }
    void open_anew() {
        if (path_.empty()) return;
        const int old = file_;
        open_file();
        if (file_ < 0)
            file_ = old;
        else
            ::close(old);
    }

    std::string path_;
    std::string pending_;
    int file_ = -1;
    std::atomic<bool> reopen_asked_{false};
};

/// Everything that lives between open() and close(). Members die in reverse order: the timer
/// first, then the thread writes out the queue into a sink that still exists.
struct Running {
    Level least;
    std::shared_ptr<FileSink> sink;
    std::shared_ptr<spdlog::details::thread_pool> pool;
    std::shared_ptr<spdlog::async_logger> logger;
    std::unique_ptr<spdlog::details::periodic_worker> flusher;
};

std::atomic<std::shared_ptr<Running>> running;
std::atomic<int> least_level{static_cast<int>(Level::warning)};

spdlog::level::level_enum level_for(Level level) {
    switch (level) {
        case Level::debug: return spdlog::level::debug;
        case Level::note: return spdlog::level::info;
        case Level::warning: return spdlog::level::warn;
        case Level::error: return spdlog::level::err;
    }
    return spdlog::level::err;
}

void write_early(const std::string& line) {
    const std::string text = "{" + line + "\n";
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text.data(), text.size());
}

}  // namespace

void write(Level level, std::string_view event, Fields fields) {
    if (!is_written(level)) return;
    try {
        const auto line = render_line(level, event, current_request_id, fields);
        if (const auto current = running.load())
            current->logger->log(level_for(level), spdlog::string_view_t{line});
        else
            write_early(line);
    } catch (...) {  // NOLINT: a log must not fail its caller, whatever happens
    }
}

void access(const AccessLine& line) {
    if (line.failure_code.empty())
        write(Level::note, "http.access",
              {{"method", line.method},
               {"route", line.route},
               {"status", line.status},
               {"elapsed_us", line.elapsed},
               {"reply_bytes", line.reply_bytes},
               {"caller_kind", line.caller_kind}});
    else
        write(Level::note, "http.access",
              {{"method", line.method},
               {"route", line.route},
               {"status", line.status},
               {"elapsed_us", line.elapsed},
               {"reply_bytes", line.reply_bytes},
               {"caller_kind", line.caller_kind},
               {"failure_code", line.failure_code}});
}

RequestScope::RequestScope(std::string_view request_id) : outer_{std::move(current_request_id)} {
    current_request_id = request_id;
}
RequestScope::~RequestScope() { current_request_id = std::move(outer_); }

void open(const Options& options) {
    close();
    auto started = std::make_shared<Running>();
    started->least = options.least;
    started->sink = std::make_shared<FileSink>(options.file_path);
    // %E and %f are seconds and the six digits of microseconds: together µs since 1970.
    started->sink->set_pattern(R"({"time_us":%E%f,%v)");
    started->pool = std::make_shared<spdlog::details::thread_pool>(
        static_cast<std::size_t>(options.queue_lines_max), 1);
    started->logger = std::make_shared<spdlog::async_logger>(
        "dlfp", started->sink, started->pool, spdlog::async_overflow_policy::overrun_oldest);
    started->logger->set_level(spdlog::level::trace);
    started->flusher = std::make_unique<spdlog::details::periodic_worker>(
        [logger = started->logger] { logger->flush(); }, std::chrono::seconds(1));
    least_level = static_cast<int>(options.least);
    running.store(std::move(started));
}

void close() {
    const auto stopped = running.exchange(nullptr);
    least_level = static_cast<int>(Level::warning);
    if (!stopped) return;
    stopped->flusher.reset();
    stopped->pool.reset();
    stopped->sink->flush();
}

void reopen() {
    if (const auto current = running.load()) {
        current->sink->ask_reopen();
        current->logger->flush();
    }
}

bool is_written(Level level) noexcept {
    return static_cast<int>(level) >= least_level.load(std::memory_order_relaxed);
}

std::uint64_t dropped_lines() {
    const auto current = running.load();
    return current ? current->pool->overrun_counter() : 0;
}

}  // namespace dlfp::log
