// `dlfpd serve`: the platform as a server.
#pragma once

#include <filesystem>

#include "app/program.h"
#include "platform/api/dispatcher.h"
#include "platform/runtime/http/server.h"
#include "platform/runtime/log/log.h"

namespace dlfp::app {

struct ServeOptions {
    ProgramOptions program;
    http::ServerOptions http;  ///< of the TLS listener
    int plain_port = -1;       ///< ≥ 0: HTTP without TLS on the loopback address, 0 for any port
    int metrics_port = -1;     ///< the same for /metrics, /healthz and /readyz alone
    std::filesystem::path web_folder = "web";
    std::filesystem::path certificate_file;  ///< empty: certificate.pem in the data folder
    std::filesystem::path key_file;
    log::Options log;  ///< without a file: dlfpd.log in the data folder
    api::DispatcherOptions dispatcher;
    std::chrono::milliseconds drain_patience{10'000};
    Duration idempotency_keep = 48h;
    bool loads_demo = true;  ///< development only
};

/// Serves until SIGINT or SIGTERM, drains, returns the exit code.
int serve(ServeOptions options);

}  // namespace dlfp::app
