// The one source of chance of a simulated run: everything that happens follows from its seed.
#pragma once

#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace dlfp::simulation {

class Dice {
public:
    explicit Dice(std::uint64_t seed) : engine_{seed} {}

    /// Uniform in 0 … bound - 1.
    std::uint64_t below(std::uint64_t bound) { return engine_() % bound; }
    std::int64_t between(std::int64_t least, std::int64_t most) {
        return least +
               static_cast<std::int64_t>(below(static_cast<std::uint64_t>(most - least + 1)));
    }
    bool one_in(std::uint64_t count) { return below(count) == 0; }
    template <class T>
    T& pick(std::vector<T>& from) {
        return from[below(from.size())];
    }
    template <class T>
    void shuffle(std::vector<T>& all) {
        for (std::size_t left = all.size(); left > 1; --left)
            std::swap(all[left - 1], all[below(left)]);
    }

private:
    std::mt19937_64 engine_;
};

}  // namespace dlfp::simulation
