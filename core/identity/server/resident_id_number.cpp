// GB 11643 as code.
#include "core/identity/server/resident_id_number.h"

#include <algorithm>
#include <array>

namespace dlfp::identity {
namespace {

constexpr std::array province_codes{11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34,
                                    35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52,
                                    53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83};

bool all_digits(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

char id_number_check_character(std::string_view seventeen_digits) {
    int sum = 0;
    int weight = 1;
    // Weights are powers of two modulo 11, from the right, the check character having 2^0.
    for (auto digit = seventeen_digits.rbegin(); digit != seventeen_digits.rend(); ++digit) {
        weight = weight * 2 % 11;
        sum += (*digit - '0') * weight;
    }
    return "10X98765432"[sum % 11];
}

std::optional<ResidentIdNumber> ResidentIdNumber::parse(std::string_view text, BusinessDate today) {
    if (text.size() != 18 || !all_digits(text.substr(0, 17))) return std::nullopt;
    std::string number{text};
    if (number.back() == 'x') number.back() = 'X';
    if (number.back() != id_number_check_character(text.substr(0, 17))) return std::nullopt;
    const int province = (number[0] - '0') * 10 + (number[1] - '0');
    if (!std::ranges::binary_search(province_codes, province)) return std::nullopt;
    const auto birth_date = BusinessDate::parse(number.substr(6, 4) + "-" + number.substr(10, 2) +
                                                "-" + number.substr(12, 2));
    if (!birth_date || *birth_date > today) return std::nullopt;
    return ResidentIdNumber{std::move(number), *birth_date};
}

int ResidentIdNumber::age_on(BusinessDate day) const {
    const auto birthday = birth_date_.to_text().substr(4);
    const bool had_birthday = day.to_text().substr(4) >= birthday;
    return day.year() - birth_date_.year() - (had_birthday ? 0 : 1);
}

}  // namespace dlfp::identity
