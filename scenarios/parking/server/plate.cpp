// The rules of GA 36-2018 for each kind of plate, and the likeness of characters to a camera.
#include "scenarios/parking/server/plate.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "scenarios/parking/server/plate_text.h"

namespace dlfp::parking {
namespace {

using Text = std::u32string_view;

bool all_of(Text text, bool (*holds)(char32_t)) { return std::ranges::all_of(text, holds); }
bool digits(Text text) {
    return all_of(text, [](char32_t one) { return is_digit(one); });
}
bool serial(Text text) {
    return all_of(text, [](char32_t one) { return is_serial(one); });
}
/// Region and office: 京A.
bool opens_with_office(Text text) {
    return text.size() >= 2 && is_region(text[0]) && is_serial_letter(text[1]);
}
/// Region, office and as many serial characters.
bool is_office_plate(Text text, std::size_t serial_count) {
    return text.size() == serial_count + 2 && opens_with_office(text) && serial(text.substr(2));
}

/// A letter that tells of the new energy, then digits of which the first may be a letter.
bool is_new_energy_small(Text text) {
    return is_office_plate(text, 6) && is_energy_letter(text[2]) && digits(text.substr(4));
}
bool is_new_energy_large(Text text) {
    return is_office_plate(text, 6) && digits(text.substr(2, 5)) && is_energy_letter(text[7]);
}
bool is_embassy(Text text) {
    return text.size() == 7 && ((text[0] == U'使' && digits(text.substr(1))) ||
                                (text[6] == U'使' && digits(text.substr(0, 6))));
}
bool is_rescue(Text text) {
    return text.size() == 8 && text.ends_with(U"应急") && is_region(text[0]) &&
           (text[1] == U'X' || text[1] == U'S') && digits(text.substr(2, 4));
}
bool is_temporary(Text text) {
    if (text.starts_with(U'临')) return is_office_plate(text.substr(1), 5);
    if (!text.ends_with(U'临')) return false;
    const auto rest = text.substr(0, text.size() - 1);
    return is_office_plate(rest, 4) || is_office_plate(rest, 5);
}
bool is_military(Text text) {
    return text.size() == 7 && is_serial_letter(text[0]) && is_serial_letter(text[1]) &&
           digits(text.substr(2));
}
bool is_armed_police(Text text) {
    if (!text.starts_with(U"WJ")) return false;
    auto rest = text.substr(2);
    if (!rest.empty() && is_region(rest[0])) rest.remove_prefix(1);
    return rest.size() == 5 && digits(rest.substr(0, 4)) && is_serial(rest[4]);
}

struct Suffix {
    char32_t character;
    PlateKind kind;
};
constexpr std::array suffixes{
    Suffix{U'挂', PlateKind::trailer}, Suffix{U'学', PlateKind::learner},
    Suffix{U'警', PlateKind::police},  Suffix{U'港', PlateKind::hong_kong},
    Suffix{U'澳', PlateKind::macao},   Suffix{U'领', PlateKind::consulate}};

std::optional<PlateKind> kind_by_suffix(Text text) {
    if (!is_office_plate(text.substr(0, text.size() - 1), 4)) return std::nullopt;
    for (const auto& [character, kind] : suffixes)
        if (text.back() == character) {
            const bool crosses = kind == PlateKind::hong_kong || kind == PlateKind::macao;
            if (!crosses || text.starts_with(U"粤Z")) return kind;
        }
    return std::nullopt;
}

std::optional<PlateKind> kind_of(Text text) {
    if (is_new_energy_small(text)) return PlateKind::new_energy_small;
    if (is_new_energy_large(text)) return PlateKind::new_energy_large;
    if (is_office_plate(text, 5)) return PlateKind::ordinary;
    if (is_embassy(text)) return PlateKind::embassy;
    if (is_rescue(text)) return PlateKind::rescue;
    if (is_temporary(text)) return PlateKind::temporary;
    if (is_armed_police(text)) return PlateKind::armed_police;
    if (is_military(text)) return PlateKind::military;
    return kind_by_suffix(text);
}

bool is_new_energy(PlateKind kind) {
    return kind == PlateKind::new_energy_small || kind == PlateKind::new_energy_large;
}

/// Green grounds belong to new energy alone, and new energy has no other.
bool agrees(PlateKind kind, PlateColour colour) {
    const bool is_green = colour == PlateColour::green || colour == PlateColour::yellow_green;
    return colour == PlateColour::unknown || is_new_energy(kind) == is_green;
}

/// Characters that cameras take for each other; each set's members are mutually alike.
constexpr std::array<Text, 8> look_alikes{U"0DQCU", U"8B3", U"5S", U"2Z7",
                                          U"1LT7",  U"6G",  U"4A", U"MNHW"};

std::size_t character_distance(char32_t one, char32_t other) {
    if (one == other) return 0;
    const bool alike = std::ranges::any_of(
        look_alikes, [&](Text set) { return set.contains(one) && set.contains(other); });
    return alike ? 1 : 3;
}

Text without_region(Text text) {
    return !text.empty() && is_region(text[0]) ? text.substr(1) : text;
}

}  // namespace

Result<Plate> parse_plate(std::string_view written, PlateColour colour) {
    const auto characters = decode(written);
    if (!characters) return plate_unknown;
    const auto plain = plain_form(*characters);
    if (plain.empty() || plain == U"无牌" || plain == U"无牌车") return plate_missing;
    const auto kind = kind_of(plain);
    if (!kind) return plate_unknown;
    if (!agrees(*kind, colour)) return plate_incomplete;
    return Plate{encode(plain), *kind,
                 is_new_energy(*kind) ? pricing::Energy::new_energy : pricing::Energy::fuel};
}

std::size_t character_count(std::string_view text) {
    const auto characters = decode(text);
    return characters ? characters->size() : 0;
}

std::string match_key(std::string_view plate, RegionMatch match) {
    const auto plain = plain_form(decode(plate).value_or(U""));
    return encode(match == RegionMatch::ignored ? without_region(plain) : Text{plain});
}

std::size_t plate_distance(std::string_view read, std::string_view plate, RegionMatch match) {
    constexpr std::size_t lost = 3;
    const auto left = plain_form(decode(read).value_or(U""));
    const auto right = plain_form(decode(plate).value_or(U""));
    const bool ignored = match == RegionMatch::ignored;
    const auto one = ignored ? without_region(left) : Text{left};
    const auto other = ignored ? without_region(right) : Text{right};
    std::vector<std::size_t> row(other.size() + 1);
    for (std::size_t place = 0; place < row.size(); ++place) row[place] = place * lost;
    for (const auto character : one) {
        auto diagonal = row[0];
        row[0] += lost;
        for (std::size_t place = 1; place < row.size(); ++place) {
            const auto replaced = diagonal + character_distance(character, other[place - 1]);
            diagonal = row[place];
            row[place] = std::min({replaced, row[place] + lost, row[place - 1] + lost});
        }
    }
    return row.back();
}

std::vector<NearPlate> near_plates(std::string_view read,
                                   const std::vector<std::string>& candidates, RegionMatch match) {
    std::vector<NearPlate> near;
    for (const auto& candidate : candidates)
        if (const auto distance = plate_distance(read, candidate, match);
            distance <= near_distance_max)
            near.push_back({candidate, distance});
    std::ranges::sort(near, [](const NearPlate& one, const NearPlate& other) {
        return std::tie(one.distance, one.text) < std::tie(other.distance, other.text);
    });
    return near;
}

std::string mask_plate(std::string_view text) {
    const auto characters = decode(text).value_or(U"");
    constexpr std::size_t opening = 2;
    constexpr std::size_t tail = 3;
    if (characters.size() <= opening + tail) return std::string(character_count(text), '*');
    const Text all{characters};
    const std::string hidden(all.size() - opening - tail, '*');
    return encode(all.substr(0, opening)) + hidden + encode(all.substr(all.size() - tail));
}

}  // namespace dlfp::parking
