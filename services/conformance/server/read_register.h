// The register at one moment: every clause with its evidence and what that comes to.
#pragma once

#include "platform/api/platform.h"
#include "services/conformance/server/catalogue.h"
#include "services/conformance/server/judge_clause.h"
#include "services/conformance/server/result_repository.h"
#include "services/conformance/server/values_in_force.h"

namespace dlfp::conformance {

struct RegisteredClause {
    const Clause* clause = nullptr;
    ClauseEvidence evidence;
    Judgement judgement;
};

/// What is known of tests: from the database, or from a file that an operator holds against it.
using KnownResults = std::vector<ResultRow>;

/// All clauses in the order of the standard, from one snapshot.
std::vector<RegisteredClause> read_register(const api::Platform& platform, sql::Reader& reader,
                                            UtcTime now);
/// The same with other results than the stored ones.
std::vector<RegisteredClause> read_register_with(const api::Platform& platform, sql::Reader& reader,
                                                 const KnownResults& results, UtcTime now);

/// How many clauses are in each state and how they stand.
struct StateCount {
    ClauseState state{};
    std::int64_t count = 0;
    std::int64_t holds = 0;
    std::int64_t ageing = 0;
    std::int64_t broken = 0;
};
BOOST_DESCRIBE_STRUCT(StateCount, (), (state, count, holds, ageing, broken))

/// One row per state, strongest first, also where it is 0.
std::vector<StateCount> count_states(const std::vector<RegisteredClause>& clauses);

}  // namespace dlfp::conformance
