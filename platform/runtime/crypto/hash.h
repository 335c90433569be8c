// Digests: SM3 (GB/T 32905) for everything of our own, SHA-256 where partners or formats ask.
#pragma once

#include <array>
#include <memory>

#include "platform/runtime/crypto/bytes.h"

namespace dlfp::crypto {

/// 256 bits; both algorithms have this size.
using Digest = std::array<std::byte, 32>;

enum class HashAlgorithm { sm3, sha256 };

/// A digest of bytes that arrive in pieces. Not thread-safe.
class Hasher {
public:
    explicit Hasher(HashAlgorithm algorithm);
    ~Hasher();
    Hasher(Hasher&&) noexcept;
    Hasher& operator=(Hasher&&) noexcept;

    Hasher& update(BytesView bytes);
    Hasher& update(std::string_view text) { return update(view_of(text)); }
    /// The digest of all bytes so far; the hasher then starts anew.
    Digest finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

Digest sm3(BytesView bytes);
Digest sha256(BytesView bytes);
inline Digest sm3(std::string_view text) { return sm3(view_of(text)); }
inline Digest sha256(std::string_view text) { return sha256(view_of(text)); }

}  // namespace dlfp::crypto
