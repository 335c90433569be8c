// Composition of the modules over one database.
#include "app/program.h"

#include "app/modules.h"
#include "platform/api/demo_mark_repository.h"
#include "platform/api/migrations.h"

namespace dlfp::app {
std::filesystem::path database_file(const std::filesystem::path& home_folder) {
    return home_folder / "dlfp.sqlite";
}

Program::Program(const ProgramOptions& options)
    : clock_{runtime::make_system_clock()}, random_{runtime::make_system_random()} {
    std::filesystem::create_directories(options.home_folder);
    auto keys = std::make_shared<crypto::KeyRing>(crypto::open_key_ring(
        {.directory = options.home_folder / "keys",
         .deployment = options.is_development ? crypto::Deployment::development
                                              : crypto::Deployment::production,
         .environment = crypto::environment_variables(),
         .active_id = {}},
        *random_));
    auto database = options.database;
    if (database.url.empty()) database.url = database_file(options.home_folder).string();
    database_ = sql::open_database(database);
    if (options.migrates) database_->migrate(api::discovered_migrations());
    platform_ =
        std::make_unique<api::Platform>(api::Platform{.database = *database_,
                                                      .clock = *clock_,
                                                      .random = *random_,
                                                      .events = events_,
                                                      .is_development = options.is_development});
    platform_->ports.provide(std::move(keys));
    platform_->ports.provide(std::make_shared<identity::Settings>(options.identity));
    if (!options.sms_carrier.url.empty())
        platform_->ports.provide<outbox::SmsCarrier>(
            std::make_shared<outbox::HttpSmsCarrier>(options.sms_carrier, *clock_));
    modules_ = make_modules();
    api::introduce_modules(*platform_, modules_);
    for (const auto& module : modules_) {
        for (const auto& invariant : module.invariants) database_->add_invariant(invariant);
        if (module.set_up) module.set_up(*platform_);
    }
}

Program::~Program() {
    if (database_) database_->drain();
}

bool Program::load_demo() {
    bool is_loaded = false;
    database_->read([&](sql::Reader& reader) { is_loaded = api::is_demo_loaded(reader); });
    if (is_loaded) return false;
    for (const auto& module : modules_)
        if (module.load_demo) module.load_demo(*platform_);
    database_->write([&](sql::Transaction& transaction) {
        api::mark_demo_loaded(transaction, clock_->now());
        return true;
    });
    return true;
}

}  // namespace dlfp::app
