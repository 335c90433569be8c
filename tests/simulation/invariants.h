// What must hold of the simulated bank at every moment, and what must hold once faults have ended
// and time has passed.
#pragma once

#include <string>
#include <vector>

#include "platform/base/money.h"
#include "platform/runtime/sql/sql.h"

namespace dlfp::simulation {

/// Rows that clients can count from their own answers.
struct Effects {
    std::int64_t orders = 0;
    std::int64_t fundings = 0;
    std::int64_t sales = 0;
    std::int64_t grants = 0;
};
Effects count_effects(sql::Database& database);

/// What the ledger says it has at the core-banking host.
Money host_position(sql::Database& database);

/// Cheap enough for every step: the ledger sums to zero per unit, every charge has one order or
/// sale and every order and sale one payment, no code and no number of a counter pays twice, grants
/// are what purses got, refunds what payments say.
std::vector<std::string> find_broken_rules(sql::Database& database, UtcTime now);

/// Liveness: nothing waits any more, whatever happened before.
std::vector<std::string> find_unsettled(sql::Database& database, UtcTime now);

}  // namespace dlfp::simulation
