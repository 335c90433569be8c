// Loading: defaults, the file, the environment, the command line; every problem is gathered, so
// that one start shows all of them.
#include "platform/runtime/config/config.h"

#include <toml++/toml.h>

#include <algorithm>

#include "platform/runtime/config/config_value.h"

namespace dlfp::runtime {
namespace {

struct Held {
    ConfigType type;
    ConfigValue value;
    std::string origin;
};

std::string_view section_of(std::string_view name) { return name.substr(0, name.find('.')); }

}  // namespace

struct Config::Values {
    std::map<std::string, Held, std::less<>> by_name;

    template <class T>
    const T& get(std::string_view name, ConfigType type) const {
        const auto found = by_name.find(name);
        if (found == by_name.end() || found->second.type != type)
            throw std::logic_error("configuration key not declared with this type: " +
                                   std::string(name));
        return std::get<T>(found->second.value);
    }
};

namespace {

/// Gathers values and complaints of one load.
class Loading {
public:
    Loading(std::span<const ConfigKey> schema, std::map<std::string, Held, std::less<>>& values)
        : schema_{schema}, values_{values} {}

    void take_defaults() {
        for (const auto& key : schema_) {
            if (key.type == ConfigType::secret && !key.default_text.empty())
                throw std::logic_error("a secret has no default: " + std::string(key.name));
            auto value = parse_config_text(key, std::string(key.default_text));
            if (!value) throw std::logic_error("default of " + std::string(key.name));
            values_[std::string(key.name)] = {key.type, std::move(*value), "default"};
        }
    }
    void take_file(const std::string& path) {
        toml::table root;
        try {
            root = toml::parse_file(path);
        } catch (const toml::parse_error& problem) {
            complain(place(path, problem.source()) + std::string(problem.description()));
            return;
        }
        for (const auto& [section, node] : root) {
            const auto* table = node.as_table();
            if (table == nullptr) {
                complain(place(path, node.source()) + "keys live in a section, as in [http]");
                continue;
            }
            for (const auto& [name, value] : *table)
                take_node(path, std::string(section.str()) + "." + std::string(name.str()), value);
        }
    }
    void take_environment(const std::map<std::string, std::string>& environment) {
        for (const auto& [variable, text] : environment) {
            if (!is_of_known_section(variable)) continue;
            const auto* key = find_if_key([&](const ConfigKey& candidate) {
                return environment_name(candidate.name) == variable;
            });
            if (key == nullptr) {
                complain(variable + ": there is no such configuration variable");
                continue;
            }
            store(*key, text, variable, variable + ": ");
        }
    }
    void take_options(const std::map<std::string, std::string>& options) {
        for (const auto& [name, text] : options) {
            const auto* key =
                find_if_key([&](const ConfigKey& candidate) { return candidate.name == name; });
            if (key == nullptr) throw std::logic_error("an option of no key: " + name);
            store(*key, text, "command line", "command line: " + name + " ");
        }
    }
    void finish() const {
        if (!complaints_.empty()) throw ConfigFault(complaints_);
    }

private:
    static std::string place(const std::string& path, const toml::source_region& region) {
        return path + ":" + std::to_string(region.begin.line) + ": ";
    }
    void complain(const std::string& text) {
        if (!complaints_.empty()) complaints_ += '\n';
        complaints_ += text;
    }
    template <class Matches>
    const ConfigKey* find_if_key(Matches&& matches) const {
        const auto found = std::ranges::find_if(schema_, matches);
        return found == schema_.end() ? nullptr : &*found;
    }
    bool is_of_known_section(const std::string& variable) const {
        return std::ranges::any_of(schema_, [&](const ConfigKey& key) {
            return variable.starts_with(environment_name(section_of(key.name)) + "_");
        });
    }
    void take_node(const std::string& path, const std::string& name, const toml::node& node) {
        const auto at = place(path, node.source());
        const auto* key =
            find_if_key([&](const ConfigKey& candidate) { return candidate.name == name; });
        if (key == nullptr) {
            const auto nearest = nearest_name(name, schema_);
            complain(at + name + " is not a configuration key" +
                     (nearest.empty() ? "" : "; did you mean " + nearest + "?"));
            return;
        }
        const auto text = text_of(*key, node);
        if (!text)
            complain(at + name + " must be " + expectation_of(*key));
        else
            store(*key, *text, "file", at + name + " ");
    }
    /// The text form of a TOML value of the right TOML type; numbers in quotes are refused.
    static std::optional<std::string> text_of(const ConfigKey& key, const toml::node& node) {
        if (key.type == ConfigType::integer) {
            const auto number = node.value_exact<std::int64_t>();
            return number ? std::optional{std::to_string(*number)} : std::nullopt;
        }
        if (key.type == ConfigType::truth) {
            const auto truth = node.value_exact<bool>();
            return truth ? std::optional<std::string>{*truth ? "true" : "false"} : std::nullopt;
        }
        if (key.type != ConfigType::list) return node.value_exact<std::string>();
        const auto* array = node.as_array();
        if (array == nullptr) return std::nullopt;
        std::string joined;
        for (const auto& element : *array) {
            const auto text = element.value_exact<std::string>();
            if (!text || text->find(',') != std::string::npos) return std::nullopt;
            (joined += *text) += ',';
        }
        return joined;
    }
    void store(const ConfigKey& key, const std::string& text, const std::string& origin,
               const std::string& place) {
        auto value = parse_config_text(key, text);
        if (!value)
            complain(place + "must be " + expectation_of(key));
        else
            values_[std::string(key.name)] = {key.type, std::move(*value), origin};
    }

    std::span<const ConfigKey> schema_;
    std::map<std::string, Held, std::less<>>& values_;
    std::string complaints_;
};

}  // namespace

Config Config::load(std::span<const ConfigKey> schema, const ConfigSources& sources) {
    auto values = std::make_shared<Values>();
    Loading loading{schema, values->by_name};
    loading.take_defaults();
    if (!sources.file_path.empty()) loading.take_file(sources.file_path);
    loading.take_environment(sources.environment);
    loading.take_options(sources.options);
    loading.finish();
    return Config{std::move(values)};
}

const std::string& Config::text(std::string_view name) const {
    return values_->get<std::string>(name, ConfigType::text);
}
const Secret<>& Config::secret(std::string_view name) const {
    return values_->get<Secret<>>(name, ConfigType::secret);
}
std::int64_t Config::integer(std::string_view name) const {
    return values_->get<std::int64_t>(name, ConfigType::integer);
}
bool Config::truth(std::string_view name) const {
    return values_->get<bool>(name, ConfigType::truth);
}
Duration Config::duration(std::string_view name) const {
    return values_->get<Duration>(name, ConfigType::duration);
}
const std::vector<std::string>& Config::list(std::string_view name) const {
    return values_->get<std::vector<std::string>>(name, ConfigType::list);
}

std::string_view Config::origin(std::string_view name) const {
    const auto found = values_->by_name.find(name);
    if (found == values_->by_name.end())
        throw std::logic_error("configuration key not declared: " + std::string(name));
    return found->second.origin;
}

std::string environment_name(std::string_view key_name) {
    std::string name = "DLFP_";
    for (const char c : key_name)
        name += c == '.' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return name;
}

}  // namespace dlfp::runtime
