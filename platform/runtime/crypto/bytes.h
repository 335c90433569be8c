// Bytes as cryptography sees them, and their text forms (hex, base64url).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/secret.h"

namespace dlfp::crypto {

using Bytes = std::vector<std::byte>;
using BytesView = std::span<const std::byte>;
using SecretBytes = Secret<Bytes>;

/// The bytes of a text, borrowed.
inline BytesView view_of(std::string_view text) {
    return std::as_bytes(std::span{text.data(), text.size()});
}
/// The bytes as text, copied; meant for bytes that were a text before.
inline std::string text_of(BytesView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Lower-case hexadecimal.
std::string to_hex(BytesView bytes);
/// Either case; nothing on odd length or a foreign character.
std::optional<Bytes> from_hex(std::string_view text);

/// RFC 4648 §5 without padding.
std::string to_base64url(BytesView bytes);
/// Strict: no padding, no white space, no stray bits after the last byte, so that one value has
/// exactly one text.
std::optional<Bytes> from_base64url(std::string_view text);

/// RFC 4648 §4 with padding (PEM, SPKI, partner signatures).
std::string to_base64(BytesView bytes);
/// Strict like from_base64url; padding must be complete.
std::optional<Bytes> from_base64(std::string_view text);

/// Compares in time that depends on the lengths only.
bool equal_in_constant_time(BytesView a, BytesView b);

}  // namespace dlfp::crypto
