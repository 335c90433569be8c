// Parsing of single values and the wording of complaints.
#include "platform/runtime/config/config_value.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace dlfp::runtime {
namespace {

std::optional<std::int64_t> parse_integer(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::vector<std::string> split_list(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        auto part = text.substr(0, comma);
        while (part.starts_with(' ')) part.remove_prefix(1);
        while (part.ends_with(' ')) part.remove_suffix(1);
        if (!part.empty()) parts.emplace_back(part);
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return parts;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t at = 0; at <= b.size(); ++at) row[at] = at;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
            diagonal = above;
        }
    }
    return row[b.size()];
}

struct Unit {
    std::string_view name;
    std::int64_t us;
};
constexpr std::array<Unit, 5> units{{{"ms", 1'000},
                                     {"min", 60'000'000},
                                     {"s", 1'000'000},
                                     {"h", 3'600'000'000},
                                     {"d", 86'400'000'000}}};

std::string bound_text(const ConfigKey& key, std::int64_t bound) {
    return key.type == ConfigType::duration ? duration_text(Duration{bound})
                                            : std::to_string(bound);
}

std::string range_text(const ConfigKey& key) {
    if (key.least == INT64_MIN && key.most == INT64_MAX) return "";
    if (key.most == INT64_MAX) return " of at least " + bound_text(key, key.least);
    return " from " + bound_text(key, key.least) + " to " + bound_text(key, key.most);
}

}  // namespace

std::string expectation_of(const ConfigKey& key) {
    switch (key.type) {
        case ConfigType::text: return "a text";
        case ConfigType::secret: return "a secret text";
        case ConfigType::integer: return "an integer" + range_text(key);
        case ConfigType::truth: return "true or false";
        case ConfigType::duration:
            return "a duration such as \"250ms\", \"2s\", \"15min\", \"8h\", \"3d\"" +
                   range_text(key);
        case ConfigType::list: return "a list of texts";
    }
    return "";
}

std::string duration_text(Duration duration) {
    constexpr std::array largest_first{units[4], units[3], units[1], units[2], units[0]};
    for (const auto& unit : largest_first)
        if (duration.count() % unit.us == 0 && duration.count() != 0)
            return std::to_string(duration.count() / unit.us) + std::string(unit.name);
    return std::to_string(duration.count() / units[0].us) + "ms";
}

std::optional<Duration> parse_duration(std::string_view text) {
    const auto digits = text.find_first_not_of("0123456789");
    if (digits == 0 || digits == std::string_view::npos || digits > 12) return std::nullopt;
    const auto number = parse_integer(text.substr(0, digits));
    for (const auto& unit : units) {
        std::int64_t us = 0;
        if (text.substr(digits) != unit.name || !number) continue;
        if (__builtin_mul_overflow(*number, unit.us, &us)) return std::nullopt;
        return Duration{us};
    }
    return std::nullopt;
}

std::optional<ConfigValue> parse_config_text(const ConfigKey& key, const std::string& text) {
    const auto in_range = [&](std::int64_t number) {
        return number >= key.least && number <= key.most;
    };
    switch (key.type) {
        case ConfigType::text: return text;
        case ConfigType::secret: return Secret<>{text};
        case ConfigType::truth:
            if (text != "true" && text != "false") return std::nullopt;
            return text == "true";
        case ConfigType::integer: {
            const auto number = parse_integer(text);
            if (!number || !in_range(*number)) return std::nullopt;
            return *number;
        }
        case ConfigType::duration: {
            const auto duration = parse_duration(text);
            if (!duration || !in_range(duration->count())) return std::nullopt;
            return *duration;
        }
        case ConfigType::list: return split_list(text);
    }
    return std::nullopt;
}

std::string nearest_name(std::string_view mistyped, std::span<const ConfigKey> schema) {
    std::string nearest;
    std::size_t best = 3;
    for (const auto& key : schema) {
        const auto distance = edit_distance(mistyped, key.name);
        if (distance < best) {
            best = distance;
            nearest = key.name;
        }
    }
    return nearest;
}

}  // namespace dlfp::runtime
