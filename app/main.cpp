// dlfpd: the platform's server program.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/configuration.h"

namespace {

/// What the command line says: options of the configuration by key, and what is none.
struct CommandLine {
    dlfp::app::ConfigurationPlace place;
    std::filesystem::path home_folder = "var";
    bool is_development = false;
    bool loads_demo = true;

    /// An option that wins over the key of the file and the environment.
    void add(CLI::App& app, const std::string& flag, const std::string& key,
             const std::string& meaning) {
        app.add_option_function<std::string>(
            flag, [this, key](const std::string& text) { place.options[key] = text; },
            meaning + " (" + key + ")");
    }
};

void describe_serve(CLI::App& serve, CommandLine& line) {
    serve.add_option("--config", line.place.file, "TOML file, docs/reference/configuration.md");
    serve.add_option("--data", line.home_folder, "Folder of keys, certificate, database");
    serve.add_flag("--development", line.is_development,
                   "Sandboxes, demo data and generated secrets are allowed");
    serve.add_flag("!--no-demo", line.loads_demo, "Do not load the demo bank");
    line.add(serve, "--database", "database.url", "postgresql://… instead of the embedded one");
    line.add(serve, "--address", "http.address", "Numeric address to listen on");
    line.add(serve, "--port", "http.port", "Port of HTTPS, 0 for any free one");
    line.add(serve, "--plain-port", "http.plain_port", "Port of HTTP without TLS on loopback");
    line.add(serve, "--metrics-port", "metrics.port", "Port of /metrics on loopback");
    line.add(serve, "--threads", "http.threads", "I/O threads");
    line.add(serve, "--web", "http.web_folder", "Folder of the built web shells");
    line.add(serve, "--certificate", "http.certificate_file", "PEM certificate chain");
    line.add(serve, "--key", "http.key_file", "PEM key of the certificate");
    line.add(serve, "--log", "log.file", "Log file");
}

int serve(const CommandLine& line) {
    auto options = dlfp::app::serve_options(dlfp::app::load_configuration(line.place));
    options.program.home_folder = line.home_folder;
    options.program.is_development = line.is_development;
    options.loads_demo = line.loads_demo;
    return dlfp::app::serve(options);
}

}  // namespace

int main(int argument_count, char** arguments) {
    CLI::App cli{"dlfpd, the Digital Livelihood Finance Platform"};
    cli.set_version_flag("--version", DLFP_VERSION);
    CommandLine line;
    describe_serve(*cli.add_subcommand("serve", "Serve H5, console and APIs until stopped"), line);
    cli.require_subcommand(1);
    CLI11_PARSE(cli, argument_count, arguments);
    try {
        return serve(line);
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "dlfpd cannot start: %s\n", fault.what());
        return 1;
    }
}
