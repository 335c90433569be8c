// What a fuzz target claims of every input; a claim that fails ends the program, the input kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace dlfp::fuzz {

inline void require(bool holds, const char* claim) {
    if (holds) return;
    std::fprintf(stderr, "claim broken: %s\n", claim);
    std::abort();
}

inline std::string_view text_of(const std::uint8_t* bytes, std::size_t size) {
    return {reinterpret_cast<const char*>(bytes), size};
}

}  // namespace dlfp::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);
