// Password rules as a table; nothing here says what a better password would be.
#include "core/identity/server/password_rules.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "platform/api/field.h"

namespace dlfp::identity {
namespace {

using namespace std::string_view_literals;

/// Heads of the passwords that people choose most; anything that is only such a head with up to
/// three further characters is refused as well.
constexpr std::array favourite_heads{
    "12345678"sv,   "123456789"sv, "1234567890"sv, "password"sv, "passw0rd"sv,   "p@ssw0rd"sv,
    "qwertyuiop"sv, "qwerty123"sv, "1qaz2wsx"sv,   "q1w2e3r4"sv, "abcd1234"sv,   "abc12345"sv,
    "woaini1314"sv, "woaini520"sv, "5201314"sv,    "iloveyou"sv, "admin123"sv,   "welcome1"sv,
    "asdfghjkl"sv,  "zxcvbnm"sv,   "a1234567"sv,   "aa123456"sv, "a123456789"sv, "87654321"sv,
    "qazwsxedc"sv,  "letmein"sv,   "changeme"sv,   "asd12345"sv, "wang1234"sv,   "147258369"sv};

std::string lower_case(std::string_view text) {
    std::string lower{text};
    std::ranges::transform(lower, lower.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower;
}

bool is_favourite(std::string_view lower) {
    return std::ranges::any_of(favourite_heads, [&](std::string_view head) {
        return lower.starts_with(head) && lower.size() <= head.size() + 3;
    });
}

/// One or two different characters, or a run such as abcdefgh.
bool repeats(std::string_view lower) {
    const std::set<char> characters(lower.begin(), lower.end());
    bool is_run = true;
    for (std::size_t index = 2; index < lower.size() && is_run; ++index)
        is_run = lower[index] - lower[index - 1] == lower[1] - lower[0];
    return characters.size() <= 2 || is_run;
}

int kinds_of_characters(std::string_view password) {
    bool lower = false, upper = false, digit = false, other = false;
    for (const char c : password) {
        if (c >= 'a' && c <= 'z')
            lower = true;
        else if (c >= 'A' && c <= 'Z')
            upper = true;
        else if (c >= '0' && c <= '9')
            digit = true;
        else
            other = true;
    }
    return int{lower} + int{upper} + int{digit} + int{other};
}

Error too_weak(const char* rule) { return Error{password_too_weak}.with("rule", rule); }

Result<Done> decide_shared_rules(std::string_view password, std::string_view login,
                                 std::size_t characters_min) {
    const auto characters = api::count_code_points(password);
    if (characters < characters_min) return too_weak("too_short");
    if (characters > password_characters_max) return too_weak("too_long");
    const auto lower = lower_case(password);
    if (repeats(lower)) return too_weak("repeated");
    if (is_favourite(lower)) return too_weak("common");
    if (!login.empty() && lower.find(lower_case(login)) != lower.npos)
        return too_weak("like_login");
    return done;
}

}  // namespace

Result<Done> decide_customer_password(const Secret<>& password, std::string_view mobile) {
    return decide_shared_rules(password.reveal(), mobile, customer_password_characters_min);
}

Result<Done> decide_staff_password(const Secret<>& password, std::string_view login_name) {
    TRY_DONE(decide_shared_rules(password.reveal(), login_name, staff_password_characters_min));
    if (kinds_of_characters(password.reveal()) < 3) return too_weak("few_kinds");
    return done;
}

}  // namespace dlfp::identity
