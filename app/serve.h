// `dlfpd serve`: the platform as a server.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "app/program.h"

namespace dlfp::app {

struct ServeOptions {
    ProgramOptions program;
    std::string address = "127.0.0.1";
    std::uint16_t port = 8443;
    int plain_port = -1;  ///< ≥ 0: HTTP without TLS on the loopback address, 0 for any free port
    unsigned threads = 2;
    std::filesystem::path web_folder = "web";
    std::filesystem::path certificate_file;  ///< empty: cert.pem in the data folder
    std::filesystem::path key_file;
    std::string log_file;
    bool loads_demo = true;  ///< development only
};

/// Serves until SIGINT or SIGTERM, drains, returns the exit code.
int serve(const ServeOptions& options);

}  // namespace dlfp::app
