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

std::string range_of(const ConfigKey& key) {
    if (key.type != ConfigType::integer || (key.least == INT64_MIN && key.most == INT64_MAX))
        return "";
    const auto most = key.most == INT64_MAX ? std::string("…") : std::to_string(key.most);
    const auto least = key.least == INT64_MIN ? std::string("…") : std::to_string(key.least);
    return ", " + least + " – " + most;
}

}  // namespace

std::string Config::describe_markdown(std::span<const ConfigKey> schema) {
    std::string page =
        "# Configuration\n\nGenerated from the schema. Environment over file over default; an "
        "unknown key or a value of\nanother type stops the start. Secrets have no default.\n";
    std::string_view section;
    for (const auto& key : schema) {
        const auto own_section = key.name.substr(0, key.name.find('.'));
        if (own_section != section) {
            section = own_section;
            page += "\n## [" + std::string(section) +
                    "]\n\n| key | variable | type | default | meaning |\n|---|---|---|---|---|\n";
        }
        const auto key_only = key.name.substr(section.size() + 1);
        page += "| `" + std::string(key_only) + "` | `" + environment_name(key.name) + "` | " +
                std::string(type_name(key.type)) +
                (key.unit.empty() ? "" : " (" + std::string(key.unit) + ")") + range_of(key) +
                " | " +
                (key.default_text.empty() ? "–" : "`" + std::string(key.default_text) + "`") +
                " | " + std::string(key.meaning) + " |\n";
    }
    return page;
}

}  // namespace dlfp::runtime
