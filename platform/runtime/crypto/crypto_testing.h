// What the tests of this folder share: reproducible randomness, hex and flipped bits.
#pragma once

#include <cstdint>

#include "platform/runtime/clock/clock.h"
#include "platform/runtime/crypto/hash.h"

namespace dlfp::crypto {

/// splitmix64: spreads well enough for keys of tests.
class TestRandom final : public runtime::Random {
public:
    explicit TestRandom(std::uint64_t seed = 1) : state_{seed} {}
    void fill(std::span<std::byte> bytes) override {
        for (auto& byte : bytes) {
            std::uint64_t mixed = state_ += 0x9E3779B97F4A7C15ULL;
            mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9ULL;
            mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBULL;
            byte = static_cast<std::byte>((mixed >> 31U) & 0xFFU);
        }
    }

private:
    std::uint64_t state_;
};

inline Bytes unhex(std::string_view text) { return from_hex(text).value(); }

inline Bytes with_flipped_bit(Bytes bytes, std::size_t bit) {
    bytes[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
    return bytes;
}

/// RFC 2104 from the digest alone, as a second opinion on the library's HMAC.
inline Digest hmac_by_definition(BytesView key, BytesView message) {
    Bytes block(64);
    std::copy(key.begin(), key.end(), block.begin());
    Bytes inner = block;
    Bytes outer = block;
    for (auto& byte : inner) byte ^= std::byte{0x36};
    for (auto& byte : outer) byte ^= std::byte{0x5C};
    inner.insert(inner.end(), message.begin(), message.end());
    const auto digest = sm3(inner);
    outer.insert(outer.end(), digest.begin(), digest.end());
    return sm3(outer);
}

}  // namespace dlfp::crypto
