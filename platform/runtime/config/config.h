// Typed configuration from one TOML file and the environment, held against a schema that is also
// the reference page. A typing error stops the start instead of being ignored.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/secret.h"
#include "platform/base/time.h"

namespace dlfp::runtime {

enum class ConfigType {
    text,
    secret,  ///< text that is never shown; has no default, because a known secret is none
    integer,
    truth,     ///< true or false
    duration,  ///< "250ms", "2s", "15min", "8h", "3d"
    list,      ///< of texts; comma separated in the environment
};

/// One key, declared as data. `name` is `section.key`; the environment's name follows from it:
/// `http.port` → `DLFP_HTTP_PORT`.
struct ConfigKey {
    std::string_view name;
    ConfigType type;
    std::string_view default_text;   ///< as in the environment; secrets: empty
    std::string_view meaning;        ///< one sentence for the reference
    std::string_view meaning_zh;     ///< the same for Chinese readers
    std::string_view unit = {};      ///< "bytes", "connections"; durations carry their own
    std::int64_t least = INT64_MIN;  ///< integers; durations in µs
    std::int64_t most = INT64_MAX;
};

/// A file or variable that does not fit the schema. The text names file and line or variable.
struct ConfigFault : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct ConfigSources {
    std::string file_path;  ///< empty: no file
    /// Variables of the program, e.g. crypto::environment_variables().
    std::map<std::string, std::string> environment;
    /// Options of the command line by key name (`http.port`); they win over everything.
    std::map<std::string, std::string> options{};
};

/// Values of every declared key: command line over environment over file over default. Immutable.
class Config {
public:
    /// Throws ConfigFault on an unknown key or variable of a known section, a wrong type, a value
    /// out of range, or a file that cannot be read; all problems are in one text.
    static Config load(std::span<const ConfigKey> schema, const ConfigSources& sources);

    /// Each throws std::logic_error for a key that is not declared with this type.
    const std::string& text(std::string_view name) const;
    const Secret<>& secret(std::string_view name) const;
    std::int64_t integer(std::string_view name) const;
    bool truth(std::string_view name) const;
    Duration duration(std::string_view name) const;
    const std::vector<std::string>& list(std::string_view name) const;

    /// "default", "file", "command line" or the variable's name: for the start's log.
    std::string_view origin(std::string_view name) const;

    /// The reference page: one table per section.
    static std::string describe_markdown(std::span<const ConfigKey> schema);

private:
    struct Values;
    explicit Config(std::shared_ptr<const Values> values) : values_{std::move(values)} {}
    std::shared_ptr<const Values> values_;
};

/// "DLFP_HTTP_PORT" of "http.port".
std::string environment_name(std::string_view key_name);

/// The shortest text that `parse_duration` reads as this: "15min", "90s".
std::string duration_text(Duration duration);

/// Parses "250ms", "2s", "15min", "8h", "3d".
std::optional<Duration> parse_duration(std::string_view text);

}  // namespace dlfp::runtime
