// One simulated run: days of business under faults that a seed chooses, with the rules checked
// after every step, and then calm, in which everything has to settle.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/simulation/clients.h"

namespace dlfp::simulation {

struct RunOptions {
    std::uint64_t seed = 1;
    std::uint64_t steps = 60;
    Honesty honesty = Honesty::honest;
    /// SQL that plants a defect before the run begins; empty: none.
    std::string planted_sql{};
    /// Told of everything that goes into the digest, to find where two histories part.
    std::function<void(std::string_view)> trace{};
};

struct RunReport {
    std::uint64_t seed = 0;
    std::vector<std::string> findings;  ///< empty: the run is good
    std::string digest;                 ///< of everything that was said and of the disk at the end
    Duration simulated{};
    DiskFigures disk;
    ClientFigures clients;
    std::uint64_t restarts = 0;
    std::uint64_t checks = 0;
};

/// Stops at the first step with findings.
RunReport simulate(const RunOptions& options);

}  // namespace dlfp::simulation
