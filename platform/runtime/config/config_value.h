// The value of one key, parsed from text. Included by .cpp files of this folder only.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "platform/runtime/config/config.h"

namespace dlfp::runtime {

using ConfigValue =
    std::variant<std::string, Secret<>, std::int64_t, bool, Duration, std::vector<std::string>>;

/// What a value of this key must look like: "an integer from 1 to 65535".
std::string expectation_of(const ConfigKey& key);

/// Parses the text form (environment and defaults); nothing when it does not fit.
std::optional<ConfigValue> parse_config_text(const ConfigKey& key, const std::string& text);

/// The known name nearest to a mistyped one (at most two edits), or empty.
std::string nearest_name(std::string_view mistyped, std::span<const ConfigKey> schema);

}  // namespace dlfp::runtime
