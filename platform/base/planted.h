// Named defects that `./dev hunt` switches on one at a time to see which test finds each; they are
// listed in tests/planted/defects.txt. Every other build is without them and without their names.
#pragma once

#include <string_view>
#ifdef DLFP_PLANTED
#include <cstdlib>
#endif

namespace dlfp {

#ifdef DLFP_PLANTED
/// True in a hunting build while the environment variable DLFP_PLANTED names this defect.
inline bool planted(std::string_view name) noexcept {
    static const char* const chosen = std::getenv("DLFP_PLANTED");
    return chosen != nullptr && name == chosen;
}
#else
/// False, and decided by the compiler: neither the defect nor its name gets into the program.
consteval bool planted(std::string_view) noexcept { return false; }
#endif

}  // namespace dlfp
