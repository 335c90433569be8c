// A word of `dlfpctl` that a module brings along: what operators ask of it without the server.
#pragma once

#include <functional>
#include <map>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "platform/api/platform.h"

namespace dlfp::api {

struct CommandOption {
    std::string_view name;  ///< "--format"
    std::string_view meaning;
    std::string_view otherwise{};  ///< its value when it is not given
};

/// What was typed: every declared option has a value, perhaps an empty one.
struct CommandLine {
    std::map<std::string, std::string, std::less<>> options;
    std::ostream& out;

    const std::string& option(std::string_view name) const { return options.find(name)->second; }
};

struct CommandDeclaration {
    std::string_view name;  ///< "conformance"
    std::string_view meaning;
    std::vector<CommandOption> options;
    /// The exit code. A thrown std::runtime_error is told to the operator and ends in 1.
    std::function<int(Platform&, const CommandLine&)> run;
};

}  // namespace dlfp::api
