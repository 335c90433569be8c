// SM4-GCM (RFC 8998) as a primitive. Included by .cpp files of this folder only.
#pragma once

#include <optional>

#include "platform/runtime/crypto/bytes.h"

namespace dlfp::crypto {

inline constexpr std::size_t sm4_key_size = 16;
inline constexpr std::size_t gcm_nonce_size = 12;
inline constexpr std::size_t gcm_tag_size = 16;

/// One key and nonce; a nonce is used once per key.
struct Sm4Gcm {
    BytesView key;    ///< 16 bytes
    BytesView nonce;  ///< 12 bytes

    /// Text then tag.
    Bytes seal(BytesView plain, BytesView associated) const;
    /// Nothing when the tag does not fit.
    std::optional<Bytes> open(BytesView sealed, BytesView associated) const;
};

}  // namespace dlfp::crypto
