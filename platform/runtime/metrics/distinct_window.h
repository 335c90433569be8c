// How many different people were here in the last minutes, in bounded memory and without keeping
// who they were.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "platform/base/id.h"
#include "platform/base/time.h"

namespace dlfp::metrics {

/// Distinct ids seen in the running minute and the five before it (clause 7.2.4-b-1: concurrent
/// users, figures within 1 %). Exact while no minute sees more than 1,024 ids; beyond that a
/// HyperLogLog with 65,536 registers, 0.4 % off (standard error). 16 KiB a minute, 64 KiB more for
/// minutes beyond the limit, taken when needed. Thread-safe; a touch is a load and rarely a store.
class DistinctWindow {
public:
    static constexpr std::int64_t minutes = 6;
    static constexpr std::size_t exact_max = 1024;

    void touch(const IdBytes& id, UtcTime now);
    std::int64_t count(UtcTime now) const;

private:
    static constexpr std::size_t cell_count = 2 * exact_max;
    static constexpr std::size_t register_count = 65'536;
    using Registers = std::array<std::atomic<std::uint8_t>, register_count>;
    struct Minute {
        std::atomic<std::int64_t> number{-1};  ///< minutes since 1970; -1: never used
        std::atomic<std::size_t> held{0};
        std::array<std::atomic<std::uint64_t>, cell_count> cells{};  ///< hashes; 0: free
        std::atomic<Registers*> registers{nullptr};
        std::unique_ptr<Registers> owned;
    };
    using Slots = std::array<Minute, minutes>;

    static void raise(Registers& registers, std::uint64_t hash);
    static bool keep(Minute& slot, std::uint64_t hash);
    Slots& slots();
    void begin(Minute& slot, std::int64_t minute);
    void overflow(Minute& slot);
    std::vector<const Minute*> minutes_of(UtcTime now) const;
    static std::int64_t estimate(const std::vector<const Minute*>& window);

    std::atomic<Slots*> slots_{nullptr};
    std::unique_ptr<Slots> owned_;
    mutable std::mutex mutex_;
};

}  // namespace dlfp::metrics
