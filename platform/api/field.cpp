// Characters of texts.
#include "platform/api/field.h"

namespace dlfp::api {

std::size_t count_code_points(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

bool has_control_characters(std::string_view text, std::string_view allowed) {
    for (std::size_t index = 0; index < text.size(); ++index) {
        const auto byte = static_cast<unsigned char>(text[index]);
        if ((byte < 0x20 || byte == 0x7F) && !allowed.contains(text[index])) return true;
        // U+0080 … U+009F and the bidirectional overrides U+202A … U+202E, U+2066 … U+2069 can make
        // a text look like another one.
        if (byte == 0xC2 && index + 1 < text.size() &&
            static_cast<unsigned char>(text[index + 1]) < 0xA0)
            return true;
        if (byte == 0xE2 && index + 2 < text.size()) {
            const auto second = static_cast<unsigned char>(text[index + 1]);
            const auto third = static_cast<unsigned char>(text[index + 2]);
            if (second == 0x80 && third >= 0xAA && third <= 0xAE) return true;
            if (second == 0x81 && third >= 0xA6 && third <= 0xA9) return true;
        }
    }
    return false;
}

}  // namespace dlfp::api
