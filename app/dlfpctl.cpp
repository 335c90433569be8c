// dlfpctl: what operators and the build ask of the platform without its server.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>

#include "app/ask_password.h"
#include "app/configuration.h"
#include "app/example_words.h"
#include "app/modules.h"
#include "core/identity/server/factor_policy.h"
#include "core/identity/server/first_admin.h"
#include "platform/api/openapi.h"
#include "platform/runtime/sql/sqlite_backup.h"
#include "platform/runtime/sql/sqlite_restore.h"

namespace {

using dlfp::app::Program;
using dlfp::app::ProgramOptions;

/// What was asked for, filled while the command line is read.
struct Order {
    std::filesystem::path home_folder = "var";
    dlfp::app::ConfigurationPlace place;
    bool is_development = false;
    std::string file;
    std::string login_name;
    std::string name;
    std::map<std::string, std::string, std::less<>> module_options;
    int exit_code = 0;

    ProgramOptions options() const {
        auto options = dlfp::app::program_options(dlfp::app::load_configuration(place));
        options.home_folder = home_folder;
        options.is_development = is_development;
        return options;
    }
    std::string embedded_database() const { return dlfp::app::database_file(home_folder).string(); }
};

int print_openapi() {
    std::cout << dlfp::api::render_openapi(dlfp::app::make_modules(), DLFP_VERSION,
                                           dlfp::app::example_words());
    return 0;
}

int print_reference() {
    std::cout << dlfp::runtime::Config::describe_markdown(dlfp::app::configuration_keys());
    return 0;
}

int print_factors() {
    std::cout << dlfp::identity::describe_factors_markdown();
    return 0;
}

int check_configuration(const Order& order) {
    // Texts with a form of their own are read by the parts that they configure.
    dlfp::app::serve_options(dlfp::app::load_configuration({.file = order.file, .options = {}}));
    std::printf("%s is good\n", order.file.c_str());
    return 0;
}

int migrate(const Order& order) {
    Program program{order.options()};
    std::puts("the database is at the program's schema");
    return 0;
}

int backup(const Order& order) {
    // Only the database is opened: a running server holds the writer's lock.
    dlfp::sql::back_up_sqlite(order.embedded_database(), order.file);
    std::printf("backed up to %s\n", order.file.c_str());
    return 0;
}

/// Puts a backup where the platform, which must not be running, expects its database.
int restore(const Order& order) {
    dlfp::sql::restore_sqlite(order.file, order.embedded_database());
    std::printf("restored from %s\n", order.file.c_str());
    return 0;
}

int create_first_admin(const Order& order) {
    const dlfp::identity::FirstAdmin admin{order.login_name, order.name,
                                           dlfp::app::ask_password("password")};
    Program program{order.options()};
    const auto created = dlfp::identity::create_first_admin(program.platform(), admin);
    if (!created) {
        std::fprintf(stderr, "dlfpctl: refused: %s\n", std::string(created.error().code()).c_str());
        return 1;
    }
    std::printf("created %s, %s; the password has to be changed at the first log-in\n",
                order.login_name.c_str(), created->to_text().c_str());
    return 0;
}

int verify(const Order& order, std::string_view module_name) {
    auto read_only = order.options();
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

struct Command {
    std::string name;
    std::string meaning;
    std::function<int(const Order&)> work;
};

/// A subcommand that works on the order when it is named.
CLI::App* add(CLI::App& parent, Order& order, Command command) {
    auto* added = parent.add_subcommand(command.name, command.meaning);
    added->callback([&order, work = std::move(command.work)] { order.exit_code = work(order); });
    return added;
}

void add_database_commands(CLI::App& cli, Order& order) {
    add(cli, order, {"migrate", "Bring the database to the program's schema", migrate});
    add(cli, order, {"backup", "Copy the embedded database while the platform runs", backup})
        ->add_option("file", order.file)
        ->required();
    add(cli, order, {"restore", "Put a backup in place; nothing may run", restore})
        ->add_option("file", order.file)
        ->required();
    for (const std::string name : {"ledger", "audit"}) {
        auto* command = cli.add_subcommand(name, "Verification of the " + name);
        add(*command, order,
            {"verify", "Check everything that can be checked",
             [name](const Order& given) { return verify(given, name); }});
        command->require_subcommand(1);
    }
}

void add_configuration_commands(CLI::App& cli, Order& order) {
    auto* config = cli.add_subcommand("config", "The configuration");
    add(*config, order,
        {"check", "Read a file as the start would and name what is wrong", check_configuration})
        ->add_option("file", order.file)
        ->required();
    add(*config, order, {"reference", "Print the page about all keys", [](const Order&) {
                             return print_reference();
                         }});
    config->require_subcommand(1);
    add(cli, order,
        {"factors", "Print the page about proofs of identity and what they allow",
         [](const Order&) { return print_factors(); }});
    auto* staff = cli.add_subcommand("staff", "People of the bank");
    auto* first = add(*staff, order,
                      {"create-first-admin",
                       "Create the first administrator; the password comes from standard input",
                       create_first_admin});
    first->add_option("--login", order.login_name, "Login name")->required();
    first->add_option("--name", order.name, "The person's name")->required();
    staff->require_subcommand(1);
}

/// Gone with everything in it at the end.
struct PassingFolder {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("dlfpctl-" + std::to_string(::getpid()));
    ~PassingFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
};

/// Runs what a module declared, over the database of the options. Where there is none, over an
/// empty one that is gone afterwards: looking at something must not make an installation.
int run_module_command(const Order& order, std::string_view name) {
    auto options = order.options();
    const PassingFolder passing;
    if (options.database.url.empty() && !std::filesystem::exists(order.embedded_database())) {
        std::fprintf(stderr, "dlfpctl: no database in %s, looking at an empty one\n",
                     order.home_folder.c_str());
        options.home_folder = passing.path;
        options.is_development = true;
    }
    Program program{options};
    for (const auto& module : program.modules())
        for (const auto& command : module.commands)
            if (command.name == name)
                return command.run(program.platform(), {order.module_options, std::cout});
    return 2;
}

void add_module_commands(CLI::App& cli, Order& order) {
    static const auto modules = dlfp::app::make_modules();  // their texts outlive the command line
    for (const auto& module : modules)
        for (const auto& command : module.commands) {
            auto* added = add(cli, order,
                              {std::string(command.name), std::string(command.meaning),
                               [name = command.name](const Order& given) {
                                   return run_module_command(given, name);
                               }});
            for (const auto& option : command.options) {
                auto& value = order.module_options[std::string(option.name)];
                value = option.otherwise;
                added->add_option(std::string(option.name), value, std::string(option.meaning));
            }
        }
}

}  // namespace

int main(int argument_count, char** arguments) {
    CLI::App cli{"dlfpctl, operations of the Digital Livelihood Finance Platform"};
    Order order;
    cli.add_option("--data", order.home_folder, "Data folder of the platform");
    cli.add_option("--config", order.place.file, "TOML file, as for dlfpd serve");
    cli.add_option_function<std::string>(
        "--database", [&](const std::string& url) { order.place.options["database.url"] = url; },
        "postgresql://… instead of the embedded one");
    cli.add_flag("--development", order.is_development, "As for dlfpd serve");
    add(cli, order,
        {"openapi", "Print the OpenAPI document", [](const Order&) { return print_openapi(); }});
    add_database_commands(cli, order);
    add_configuration_commands(cli, order);
    add_module_commands(cli, order);
    cli.require_subcommand(1);
    try {
        cli.parse(argument_count, arguments);
    } catch (const CLI::ParseError& error) {
        return cli.exit(error);
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "dlfpctl: %s\n", fault.what());
        return 1;
    }
    return order.exit_code;
}
