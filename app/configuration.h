// The configuration of the program: every key declared once, and what becomes of it.
#pragma once

#include <map>
#include <span>
#include <string>

#include "app/serve.h"
#include "platform/runtime/config/config.h"

namespace dlfp::app {

/// All keys with meaning, default, unit and range; the reference page is made from them.
std::span<const runtime::ConfigKey> configuration_keys();

/// Where values come from besides the process's environment.
struct ConfigurationPlace {
    std::string file;                            ///< empty: none
    std::map<std::string, std::string> options;  ///< of the command line, by key name
};

/// Command line over environment over file over default; throws runtime::ConfigFault.
runtime::Config load_configuration(const ConfigurationPlace& place);

/// The values as the program takes them. Folder and mode are not configuration: the caller sets
/// `home_folder` and `is_development`.
ProgramOptions program_options(const runtime::Config& config);
ServeOptions serve_options(const runtime::Config& config);

}  // namespace dlfp::app
