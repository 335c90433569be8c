// A plate's text as characters: decoding, the plain form, and the classes of characters on plates.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dlfp::parking {

/// The characters of a UTF-8 text; none when it is not valid UTF-8.
std::optional<std::u32string> decode(std::string_view text);
std::string encode(std::u32string_view characters);

/// Upper case, plain width, without spaces, dots and dashes.
std::u32string plain_form(std::u32string_view characters);

constexpr bool is_digit(char32_t one) { return one >= U'0' && one <= U'9'; }
/// Letters as serials use them: without I and O, which look like digits.
constexpr bool is_serial_letter(char32_t one) {
    return one >= U'A' && one <= U'Z' && one != U'I' && one != U'O';
}
constexpr bool is_serial(char32_t one) { return is_digit(one) || is_serial_letter(one); }
/// The short names of the 31 regions that issue plates.
bool is_region(char32_t one);
/// D A B C E for battery, F G H J K for all other new energy.
constexpr bool is_energy_letter(char32_t one) {
    return (one >= U'A' && one <= U'H') || one == U'J' || one == U'K';
}

}  // namespace dlfp::parking
