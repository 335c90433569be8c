// The reference page of the configuration, made from the schema, so that it cannot be out of date.
#include <algorithm>

#include "platform/runtime/config/config.h"

namespace dlfp::runtime {
namespace {

std::string_view type_name(ConfigType type) {
    switch (type) {
        case ConfigType::text: return "text";
        case ConfigType::secret: return "secret";
        case ConfigType::integer: return "integer";
        case ConfigType::truth: return "true/false";
        case ConfigType::duration: return "duration";
        case ConfigType::list: return "list";
    }
    return "";
}

std::string bound_text(const ConfigKey& key, std::int64_t bound) {
    if (bound == INT64_MIN || bound == INT64_MAX) return "…";
    return key.type == ConfigType::duration ? duration_text(Duration{bound})
                                            : std::to_string(bound);
}

std::string range_of(const ConfigKey& key) {
    if (key.least == INT64_MIN && key.most == INT64_MAX) return "";
    return ", " + bound_text(key, key.least) + " – " + bound_text(key, key.most);
}

}  // namespace

std::string Config::describe_markdown(std::span<const ConfigKey> schema) {
    std::string page =
        "# Configuration\n\n"
        "Generated from the schema by `dlfpctl config reference`. Command line over environment "
        "over file\nover default. An unknown key, a mistyped variable of a known section or a "
        "value of another type or\nrange stops the start and is named; "
        "`dlfpctl config check FILE` tells beforehand. Secrets have no\ndefault and are never "
        "shown.\n";
    std::string_view section;
    for (const auto& key : schema) {
        const auto own_section = key.name.substr(0, key.name.find('.'));
        if (own_section != section) {
            section = own_section;
            page += "\n## [" + std::string(section) +
                    "]\n\n| key | variable | type | default | meaning | 含义 "
                    "|\n|---|---|---|---|---|---|\n";
        }
        const auto key_only = key.name.substr(section.size() + 1);
        page += "| `" + std::string(key_only) + "` | `" + environment_name(key.name) + "` | " +
                std::string(type_name(key.type)) +
                (key.unit.empty() ? "" : " (" + std::string(key.unit) + ")") + range_of(key) +
                " | " +
                (key.default_text.empty() ? "–" : "`" + std::string(key.default_text) + "`") +
                " | " + std::string(key.meaning) + " | " + std::string(key.meaning_zh) + " |\n";
    }
    return page;
}

}  // namespace dlfp::runtime
