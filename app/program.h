// The composition root: opens what a data folder holds and puts the modules on top.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/identity/server/settings.h"
#include "core/outbox/server/http_sms_carrier.h"
#include "platform/api/event_hub.h"
#include "platform/api/module.h"
#include "platform/runtime/clock/clock.h"
#include "platform/runtime/crypto/key_ring.h"
#include "platform/runtime/sql/sql.h"

namespace dlfp::app {

struct ProgramOptions {
    std::filesystem::path home_folder;
    sql::DatabaseOptions database{};  ///< without URL: dlfp.sqlite in the data folder
    identity::Settings identity{};
    outbox::HttpCarrierSettings sms_carrier{};  ///< without URL: the sandbox, or none
    bool is_development = false;
    bool migrates = true;
};

/// Everything below the network. One per process.
class Program {
public:
    /// Opens keys and database, migrates, sets the modules up. Throws with a sentence an operator
    /// can act on.
    explicit Program(const ProgramOptions& options);
    ~Program();

    api::Platform& platform() { return *platform_; }
    std::vector<api::Module>& modules() { return modules_; }
    sql::Database& database() { return *database_; }
    api::EventHub& events() { return events_; }

    /// Loads the demo bank where it is not loaded yet; development only. Returns true if it did.
    bool load_demo();

private:
    std::unique_ptr<runtime::Clock> clock_;
    std::unique_ptr<runtime::Random> random_;
    std::unique_ptr<sql::Database> database_;
    api::EventHub events_;
    std::unique_ptr<api::Platform> platform_;
    std::vector<api::Module> modules_;
};

std::filesystem::path database_file(const std::filesystem::path& home_folder);

}  // namespace dlfp::app
