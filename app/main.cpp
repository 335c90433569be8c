// dlfpd: the platform's server program.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/serve.h"

int main(int argument_count, char** arguments) {
    CLI::App cli{"dlfpd, the Digital Livelihood Finance Platform"};
    cli.set_version_flag("--version", DLFP_VERSION);
    dlfp::app::ServeOptions options;
    options.program.home_folder = "var";
    auto* serve = cli.add_subcommand("serve", "Serve H5, console and APIs until stopped");
    serve->add_option("--data", options.program.home_folder,
                      "Folder of keys, certificate, database");
    serve->add_option("--database", options.program.database_url,
                      "postgresql://… instead of the embedded database");
    serve->add_flag("--development", options.program.is_development,
                    "Sandboxes, demo data and generated secrets are allowed");
    serve->add_option("--address", options.address, "Numeric address to listen on");
    serve->add_option("--port", options.port, "Port of HTTPS, 0 for any free one");
    serve->add_option("--plain-port", options.plain_port,
                      "Also serve HTTP without TLS on loopback, 0 for any free port");
    serve->add_option("--threads", options.threads, "I/O threads")->check(CLI::Range(1, 64));
    serve->add_option("--web", options.web_folder, "Folder of the built web shells");
    serve->add_option("--certificate", options.certificate_file, "PEM certificate chain");
    serve->add_option("--key", options.key_file, "PEM key of the certificate");
    serve->add_option("--log", options.log_file,
                      "Log file, dlfpd.log in the data folder unless told");
    serve->add_flag("!--no-demo", options.loads_demo, "Do not load the demo bank");
    cli.require_subcommand(1);
    CLI11_PARSE(cli, argument_count, arguments);
    try {
        return dlfp::app::serve(options);
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "dlfpd cannot start: %s\n", fault.what());
        return 1;
    }
}
