// Clause 5.3.2-a as code: a table of rules, the first broken one is named.
#include "core/identity/server/payment_pin_rules.h"

#include <algorithm>
#include <array>
#include <set>

namespace dlfp::identity {
namespace {

using namespace std::string_view_literals;

bool is_six_digits(std::string_view pin) {
    return pin.size() == 6 && std::ranges::all_of(pin, [](char c) { return c >= '0' && c <= '9'; });
}

bool repeats(std::string_view pin) {
    const auto repeats_every = [&](std::size_t period) {
        for (std::size_t index = period; index < pin.size(); ++index)
            if (pin[index] != pin[index - period]) return false;
        return true;
    };
    const std::set<char> digits(pin.begin(), pin.end());
    const bool in_pairs = pin[0] == pin[1] && pin[2] == pin[3] && pin[4] == pin[5];
    return digits.size() <= 2 || repeats_every(2) || repeats_every(3) || in_pairs;
}

/// 123456, 654321, 890123, 135790: the same step from each digit to the next, modulo ten; and
/// 123321, which runs up and back.
bool runs(std::string_view pin) {
    const auto step = [&](std::size_t index) { return (pin[index] - pin[index - 1] + 10) % 10; };
    const auto same_step = [&](std::size_t first, std::size_t last) {
        for (auto index = first + 2; index <= last; ++index)
            if (step(index) != step(first + 1)) return false;
        return true;
    };
    const std::string backwards{pin.rbegin(), pin.rend()};
    return same_step(0, 5) || (same_step(0, 2) && pin == backwards);
}

/// What people choose that is neither a repeat nor a run: keypad lines, love numbers.
bool is_favourite(std::string_view pin) {
    static constexpr std::array patterns{
        "147258"sv, "147369"sv, "147852"sv, "159357"sv, "159753"sv, "258369"sv, "258963"sv,
        "321654"sv, "357159"sv, "369258"sv, "456123"sv, "456789"sv, "520131"sv, "521314"sv,
        "201314"sv, "131420"sv, "131452"sv, "123654"sv, "741852"sv, "753159"sv, "789456"sv,
        "963852"sv, "963741"sv, "168168"sv, "100200"sv, "123789"sv, "789123"sv, "314159"sv};
    return std::ranges::find(patterns, pin) != patterns.end();
}

bool shares_six_digits(std::string_view pin, std::string_view number) {
    const std::string backwards{pin.rbegin(), pin.rend()};
    return number.find(pin) != number.npos || number.find(backwards) != number.npos;
}

/// All usual spellings of the birth date inside an id number: year first, day first, month first.
bool like_birth_date(std::string_view pin, std::string_view id_number) {
    if (id_number.size() < 14) return false;
    const std::string year{id_number.substr(6, 4)};
    const std::string month{id_number.substr(10, 2)};
    const std::string day{id_number.substr(12, 2)};
    const std::array spellings{year + month + day, day + month + year, month + day + year,
                               month + day + year.substr(2), day + month + year.substr(2)};
    return std::ranges::any_of(
        spellings, [&](const std::string& date) { return shares_six_digits(pin, date); });
}

Error too_weak(const char* rule) { return Error{payment_pin_too_weak}.with("rule", rule); }

}  // namespace

Result<Done> decide_pin_strength(std::string_view pin, const PinOwner& owner) {
    if (!is_six_digits(pin)) return too_weak("not_six_digits");
    if (repeats(pin)) return too_weak("repeated");
    if (runs(pin)) return too_weak("run");
    if (is_favourite(pin)) return too_weak("common");
    if (shares_six_digits(pin, owner.mobile)) return too_weak("like_mobile");
    if (like_birth_date(pin, owner.id_number)) return too_weak("like_birth_date");
    if (shares_six_digits(pin, owner.id_number)) return too_weak("like_id_number");
    return done;
}

}  // namespace dlfp::identity
