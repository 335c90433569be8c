// UTF-8 there and back; what people type around a plate is taken away.
#include "scenarios/parking/server/plate_text.h"

namespace dlfp::parking {
namespace {

constexpr std::u32string_view regions =
    U"京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
constexpr std::u32string_view separators = U" \t·.・•-—_　";

/// Length of the sequence that a lead byte begins; 0 for a byte that begins none.
std::size_t sequence_length(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xc2 && lead < 0xe0) return 2;
    if (lead >= 0xe0 && lead < 0xf0) return 3;
    if (lead >= 0xf0 && lead < 0xf5) return 4;
    return 0;
}

char32_t smallest_of_length(std::size_t length) {
    constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    return smallest[length];
}

/// The character of a whole sequence; none when it is overlong, a surrogate or beyond Unicode.
std::optional<char32_t> one_character(std::string_view sequence) {
    const auto length = sequence.size();
    auto value = static_cast<char32_t>(static_cast<unsigned char>(sequence[0]));
    if (length > 1) value &= (0x7fU >> length);
    for (std::size_t place = 1; place < length; ++place) {
        const auto byte = static_cast<unsigned char>(sequence[place]);
        if ((byte & 0xc0U) != 0x80U) return std::nullopt;
        value = (value << 6U) | (byte & 0x3fU);
    }
    const bool is_surrogate = value >= 0xd800 && value < 0xe000;
    if (value < smallest_of_length(length) || is_surrogate || value > 0x10ffff) return std::nullopt;
    return value;
}

char32_t plain_character(char32_t one) {
    if (one >= 0xff01 && one <= 0xff5e) one -= 0xfee0;  // wide forms of ASCII
    if (one >= U'a' && one <= U'z') one -= U'a' - U'A';
    return one;
}

}  // namespace

std::optional<std::u32string> decode(std::string_view text) {
    std::u32string characters;
    while (!text.empty()) {
        const auto length = sequence_length(static_cast<unsigned char>(text[0]));
        if (length == 0 || length > text.size()) return std::nullopt;
        const auto one = one_character(text.substr(0, length));
        if (!one) return std::nullopt;
        characters.push_back(*one);
        text.remove_prefix(length);
    }
    return characters;
}

std::string encode(std::u32string_view characters) {
    std::string text;
    const auto put = [&](char32_t bits) { text.push_back(static_cast<char>(bits)); };
    for (const auto one : characters) {
        if (one < 0x80) {
            put(one);
        } else if (one < 0x800) {
            put(0xc0U | (one >> 6U)), put(0x80U | (one & 0x3fU));
        } else if (one < 0x10000) {
            put(0xe0U | (one >> 12U)), put(0x80U | ((one >> 6U) & 0x3fU));
            put(0x80U | (one & 0x3fU));
        } else {
            put(0xf0U | (one >> 18U)), put(0x80U | ((one >> 12U) & 0x3fU));
            put(0x80U | ((one >> 6U) & 0x3fU)), put(0x80U | (one & 0x3fU));
        }
    }
    return text;
}

std::u32string plain_form(std::u32string_view characters) {
    std::u32string plain;
    for (const auto one : characters)
        if (!separators.contains(one)) plain.push_back(plain_character(one));
    return plain;
}

bool is_region(char32_t one) { return regions.contains(one); }

}  // namespace dlfp::parking
