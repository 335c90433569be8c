// DER ↔ r‖s of elliptic signatures, strict: one signature has one DER text.
#include <algorithm>

#include "platform/runtime/crypto/signature.h"

namespace dlfp::crypto {
namespace {

constexpr std::size_t part_size = 32;

/// Takes `02 len bytes` and appends the integer as 32 bytes; false when it is not minimal,
/// negative or too long.
bool take_integer(BytesView& rest, Bytes& raw) {
    if (rest.size() < 3 || rest[0] != std::byte{2}) return false;
    const auto length = std::to_integer<std::size_t>(rest[1]);
    if (length == 0 || length > part_size + 1 || rest.size() < 2 + length) return false;
    auto number = rest.subspan(2, length);
    rest = rest.subspan(2 + length);
    const auto top_bit = [](std::byte byte) { return (byte & std::byte{0x80}) != std::byte{0}; };
    if (top_bit(number[0])) return false;
    if (number.size() > 1 && number[0] == std::byte{0}) {
        if (!top_bit(number[1])) return false;
        number = number.subspan(1);
    }
    if (number.size() > part_size) return false;
    raw.insert(raw.end(), part_size - number.size(), std::byte{0});
    raw.insert(raw.end(), number.begin(), number.end());
    return true;
}

void append_integer(Bytes& der, BytesView number) {
    while (number.size() > 1 && number[0] == std::byte{0}) number = number.subspan(1);
    const bool pad = (number[0] & std::byte{0x80}) != std::byte{0};
    der.push_back(std::byte{2});
    der.push_back(static_cast<std::byte>(number.size() + (pad ? 1 : 0)));
    if (pad) der.push_back(std::byte{0});
    der.insert(der.end(), number.begin(), number.end());
}

}  // namespace

std::optional<Bytes> raw_from_der_signature(BytesView der) {
    if (der.size() < 8 || der[0] != std::byte{0x30} ||
        std::to_integer<std::size_t>(der[1]) != der.size() - 2 || der.size() - 2 > 127)
        return std::nullopt;
    auto rest = der.subspan(2);
    Bytes raw;
    for (int part = 0; part < 2; ++part)
        if (!take_integer(rest, raw)) return std::nullopt;
    if (!rest.empty()) return std::nullopt;
    return raw;
}

Bytes der_from_raw_signature(BytesView raw) {
    Bytes numbers;
    append_integer(numbers, raw.first(part_size));
    append_integer(numbers, raw.subspan(part_size));
    Bytes der{std::byte{0x30}, static_cast<std::byte>(numbers.size())};
    der.insert(der.end(), numbers.begin(), numbers.end());
    return der;
}

}  // namespace dlfp::crypto
