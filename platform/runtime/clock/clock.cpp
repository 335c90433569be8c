// The machine's clock and generator, and a generator that repeats itself for tests.
#include "platform/runtime/clock/clock.h"

#include <sys/random.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <mutex>
#include <stdexcept>

#include "platform/base/secret.h"

namespace dlfp::runtime {
namespace {

class SystemClock final : public Clock {
public:
    UtcTime now() const override {
        const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
        return UtcTime::from_us(std::chrono::duration_cast<Duration>(since_1970).count());
    }
};

void fill_from_kernel(std::span<std::byte> bytes) {
    while (!bytes.empty()) {
        const auto got = ::getrandom(bytes.data(), bytes.size(), 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) throw std::runtime_error("the system gives no random numbers");
        bytes = bytes.subspan(static_cast<std::size_t>(got));
    }
}

/// Bytes fetched ahead, per thread: a system call per id would cost more than the id. What was
/// given out is wiped, so that no later reader of this memory sees it.
struct Stock {
    std::array<std::byte, 512> bytes;
    std::size_t left = 0;

    void take(std::span<std::byte> out) {
        if (left < out.size()) {
            fill_from_kernel(bytes);
            left = bytes.size();
        }
        left -= out.size();
        std::memcpy(out.data(), bytes.data() + left, out.size());
        wipe(bytes.data() + left, out.size());
    }
};

class SystemRandom final : public Random {
public:
    void fill(std::span<std::byte> out) override {
        thread_local Stock stock;
        if (out.size() > sizeof(stock.bytes) / 4)
            fill_from_kernel(out);
        else
            stock.take(out);
    }
};

/// SplitMix64 (Steele, Lea, Flood 2014).
class SeededRandom final : public Random {
public:
    explicit SeededRandom(std::uint64_t seed) : state_{seed} {}
    void fill(std::span<std::byte> out) override {
        const std::lock_guard lock(mutex_);
        while (!out.empty()) {
            const std::uint64_t word = next();
            const auto count = std::min(out.size(), sizeof word);
            std::memcpy(out.data(), &word, count);
            out = out.subspan(count);
        }
    }

private:
    std::uint64_t next() {
        std::uint64_t mixed = (state_ += 0x9E3779B97F4A7C15ULL);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
        return mixed ^ (mixed >> 31);
    }
    std::mutex mutex_;
    std::uint64_t state_;
};

}  // namespace

std::unique_ptr<Clock> make_system_clock() { return std::make_unique<SystemClock>(); }
std::unique_ptr<Random> make_system_random() { return std::make_unique<SystemRandom>(); }
std::unique_ptr<Random> make_seeded_random(std::uint64_t seed) {
    return std::make_unique<SeededRandom>(seed);
}

IdBytes Random::next_id_bytes(UtcTime now) {
    IdBytes bytes;
    fill(std::as_writable_bytes(std::span{bytes}).subspan(6));
    const auto milliseconds = static_cast<std::uint64_t>(now.us() / 1'000);
    for (std::size_t index = 0; index < 6; ++index)
        bytes[index] = static_cast<std::uint8_t>(milliseconds >> (8 * (5 - index)));
    return bytes;
}

std::uint64_t Random::below(std::uint64_t bound) {
    if (bound == 0) throw std::invalid_argument("no number is below zero");
    // Numbers from the incomplete last round of `bound` would favour small results.
    const std::uint64_t rejected_below = (0 - bound) % bound;
    while (true) {
        std::uint64_t word = 0;
        fill(std::as_writable_bytes(std::span{&word, 1}));
        if (word >= rejected_below) return word % bound;
    }
}

}  // namespace dlfp::runtime
