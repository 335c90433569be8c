// dlfpctl: what operators and the build ask of the platform without its server.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <iostream>

#include "app/example_words.h"
#include "app/modules.h"
#include "app/program.h"
#include "platform/api/openapi.h"
#include "platform/runtime/sql/sqlite_backup.h"
#include "platform/runtime/sql/sqlite_restore.h"

namespace {

using dlfp::app::Program;
using dlfp::app::ProgramOptions;

int print_openapi() {
    std::cout << dlfp::api::render_openapi(dlfp::app::make_modules(), DLFP_VERSION,
                                           dlfp::app::example_words());
    return 0;
}

int migrate(const ProgramOptions& options) {
    Program program{options};
    std::puts("the database is at the program's schema");
    return 0;
}

int backup(const ProgramOptions& options, const std::string& file) {
    // Only the database is opened: a running server holds the writer's lock.
    const auto url = dlfp::app::database_file(options.home_folder).string();
    dlfp::sql::back_up_sqlite(url, file);
    std::printf("backed up to %s\n", file.c_str());
    return 0;
}

/// Puts a backup where the platform, which must not be running, expects its database.
int restore(const ProgramOptions& options, const std::string& file) {
    dlfp::sql::restore_sqlite(file, dlfp::app::database_file(options.home_folder).string());
    std::printf("restored from %s\n", file.c_str());
    return 0;
}

int verify(const ProgramOptions& options, std::string_view module_name) {
    auto read_only = options;
    read_only.migrates = false;
    Program program{read_only};
    for (const auto& module : program.modules()) {
        if (module.name != module_name || !module.verify) continue;
        const auto findings = module.verify(program.platform());
        for (const auto& finding : findings) std::printf("%s\n", finding.c_str());
        std::printf("%s: %s\n", std::string(module_name).c_str(),
                    findings.empty() ? "whole" : "NOT WHOLE");
        return findings.empty() ? 0 : 1;
    }
    std::fprintf(stderr, "nothing to verify\n");
    return 2;
}

}  // namespace

int main(int argument_count, char** arguments) {
    CLI::App cli{"dlfpctl, operations of the Digital Livelihood Finance Platform"};
    ProgramOptions options{.home_folder = "var", .database_url = {}};
    std::string file;
    cli.add_option("--data", options.home_folder, "Data folder of the platform");
    cli.add_option("--database", options.database_url,
                   "postgresql://… instead of the embedded one");
    cli.add_flag("--development", options.is_development, "As for dlfpd serve");
    int exit_code = 0;
    cli.add_subcommand("openapi", "Print the OpenAPI document")->callback([&] {
        exit_code = print_openapi();
    });
    cli.add_subcommand("migrate", "Bring the database to the program's schema")->callback([&] {
        exit_code = migrate(options);
    });
    auto* backup_command =
        cli.add_subcommand("backup", "Copy the embedded database while the platform runs");
    backup_command->add_option("file", file)->required();
    backup_command->callback([&] { exit_code = backup(options, file); });
    auto* restore_command = cli.add_subcommand("restore", "Put a backup in place; nothing may run");
    restore_command->add_option("file", file)->required();
    restore_command->callback([&] { exit_code = restore(options, file); });
    for (const std::string name : {"ledger", "audit"}) {
        auto* command = cli.add_subcommand(name, "Verification of the " + name);
        command->add_subcommand("verify", "Check everything that can be checked")
            ->callback([&, name] { exit_code = verify(options, name); });
        command->require_subcommand(1);
    }
    cli.require_subcommand(1);
    try {
        cli.parse(argument_count, arguments);
    } catch (const CLI::ParseError& error) {
        return cli.exit(error);
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "dlfpctl: %s\n", fault.what());
        return 1;
    }
    return exit_code;
}
