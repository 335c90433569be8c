// Reading dated caps, and finding those of a day.
#include "core/identity/server/sms_caps.h"

#include <algorithm>
#include <charconv>
#include <ranges>
#include <stdexcept>

namespace dlfp::identity {
namespace {

constexpr int cap_max = 100'000;

[[noreturn]] void refuse(std::string_view row) {
    throw std::invalid_argument(
        "caps of SMS codes are rows like \"" + std::string(default_sms_caps) +
        "\", days ascending, caps from 1 to 100000; this one is not: \"" + std::string(row) + "\"");
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (const auto part : text | std::views::split(separator))
        if (const std::string_view view{part.begin(), part.end()};
            view.find_first_not_of(' ') != view.npos)
            parts.push_back(view);
    return parts;
}

/// The number behind `name=`; 0 for anything else.
int cap_of(std::string_view word, std::string_view name) {
    if (!word.starts_with(name) || !word.substr(name.size()).starts_with('=')) return 0;
    const auto digits = word.substr(name.size() + 1);
    int cap = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), cap);
    const bool is_number = problem == std::errc{} && end == digits.data() + digits.size();
    return is_number && cap <= cap_max ? cap : 0;
}

SmsCaps parse_row(std::string_view row) {
    const auto words = split(row, ' ');
    if (words.size() != 4) refuse(row);
    const auto day = BusinessDate::parse(words[0]);
    if (!day) refuse(row);
    const SmsCaps caps{.from = *day,
                       .per_mobile = cap_of(words[1], "mobile"),
                       .per_device = cap_of(words[2], "device"),
                       .per_address = cap_of(words[3], "address")};
    if (std::min({caps.per_mobile, caps.per_device, caps.per_address}) < 1) refuse(row);
    return caps;
}

}  // namespace

std::vector<SmsCaps> parse_sms_caps(std::string_view text) {
    std::vector<SmsCaps> rows;
    for (const auto row : split(text, ';')) {
        auto caps = parse_row(row);
        if (!rows.empty() && caps.from <= rows.back().from) refuse(row);
        rows.push_back(caps);
    }
    if (rows.empty()) refuse(text);
    return rows;
}

const SmsCaps& caps_on(const std::vector<SmsCaps>& rows, BusinessDate day) {
    const auto next = std::ranges::upper_bound(rows, day, {}, &SmsCaps::from);
    return next == rows.begin() ? rows.front() : *std::prev(next);
}

}  // namespace dlfp::identity
