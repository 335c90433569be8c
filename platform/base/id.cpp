// Text form of ids.
#include "platform/base/id.h"

namespace dlfp {
namespace {

constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t text_length = 26;

constexpr std::array<std::int16_t, 256> reverse_alphabet = [] {
    std::array<std::int16_t, 256> values{};
    values.fill(-1);
    for (std::size_t index = 0; index < alphabet.size(); ++index)
        values[static_cast<unsigned char>(alphabet[index])] = static_cast<std::int16_t>(index);
    return values;
}();

}  // namespace

std::string id_text(std::string_view prefix, const IdBytes& bytes) {
    std::string text(prefix.size() + 1 + text_length, '_');
    prefix.copy(text.data(), prefix.size());
    char* next = text.data() + prefix.size() + 1;
    // 130 bits of text hold 128 bits of id: the first character carries only three.
    unsigned buffer = 0;
    int bits = 2;
    for (const std::uint8_t byte : bytes) {
        buffer = (buffer << 8) | byte;
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            *next++ = alphabet[(buffer >> bits) & 31U];
        }
        buffer &= (1U << bits) - 1;
    }
    return text;
}

std::optional<IdBytes> parse_id_text(std::string_view prefix, std::string_view text) {
    if (text.size() != prefix.size() + 1 + text_length) return std::nullopt;
    if (!text.starts_with(prefix) || text[prefix.size()] != '_') return std::nullopt;
    text.remove_prefix(prefix.size() + 1);
    if (reverse_alphabet[static_cast<unsigned char>(text[0])] > 7) return std::nullopt;
    IdBytes bytes{};
    unsigned buffer = 0;
    int bits = -2;
    std::size_t written = 0;
    for (const char character : text) {
        const int value = reverse_alphabet[static_cast<unsigned char>(character)];
        if (value < 0) return std::nullopt;
        buffer = (buffer << 5) | static_cast<unsigned>(value);
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            bytes[written++] = static_cast<std::uint8_t>(buffer >> bits);
            buffer &= (1U << bits) - 1;
        }
    }
    return bytes;
}

}  // namespace dlfp
