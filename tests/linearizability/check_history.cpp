// usage: check_history FILE… — checks recorded histories; exit code 1 when one is not linearizable.
#include <fstream>
#include <iostream>

#include "tests/linearizability/checker.h"

int main(int count, char** names) {
    using namespace dlfp::linearizability;
    std::size_t objects = 0;
    std::size_t operations = 0;
    std::size_t bad = 0;
    for (int index = 1; index < count; ++index) {
        try {
            std::ifstream file{names[index]};
            if (!file) throw std::runtime_error("cannot be read");
            for (const auto& [name, history] : read_histories(file)) {
                ++objects;
                operations += history.operations.size();
                const auto verdict = check(history);
                if (verdict.finding == Finding::linearizable) continue;
                ++bad;
                const auto& last = history.operations[verdict.at];
                std::cout << names[index] << ": " << name
                          << (verdict.finding == Finding::violated ? " is not linearizable"
                                                                   : " is undecided")
                          << " at the call " << last.called << " … " << last.returned << '\n';
            }
        } catch (const std::exception& problem) {
            std::cout << names[index] << ": " << problem.what() << '\n';
            ++bad;
        }
    }
    std::cout << count - 1 << " histories, " << objects << " objects, " << operations
              << " operations, " << bad << " bad\n";
    return bad == 0 && operations > 0 ? 0 : 1;
}
