// Joins the catalogue with results, readings and attestations.
#include "services/conformance/server/read_register.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "platform/api/evidence.h"
#include "services/conformance/server/attestation_repository.h"
#include "services/conformance/server/reading_repository.h"

namespace dlfp::conformance {
namespace {

using TestKey = std::tuple<std::string_view, std::string_view, std::string_view>;

/// What one look at the register needs, by its keys.
struct Sources {
    std::map<TestKey, const ResultRow*> results;
    std::map<std::string, ReadingRow, std::less<>> readings;
    std::map<std::string_view, std::vector<const api::Probe*>> probes;  ///< by clause
    std::map<std::string, std::vector<AttestedEvidence>, std::less<>> attested;
};

Sources load(const api::Platform& platform, sql::Reader& reader, const KnownResults& results) {
    Sources sources;
    for (const auto& row : results) sources.results[{row.runner, row.path, row.test}] = &row;
    for (auto& row : reading_repository::list_last(reader)) {
        auto probe = row.probe;
        sources.readings.emplace(std::move(probe), std::move(row));
    }
    if (const auto* book = platform.ports.find<api::ProbeBook>())
        for (const auto* probe : book->probes)
            for (const auto clause : probe->clauses) sources.probes[clause].push_back(probe);
    for (const auto& row : attestation_repository::list_agreed(reader))
        sources.attested[row.clause_id].push_back({row.id, *row.agreed_at_us});
    return sources;
}

TestEvidence test_of(const NamedEvidence& line, const Sources& sources) {
    TestEvidence test{.runner = line.runner,
                      .test = line.test,
                      .path = line.path,
                      .is_simulated = line.is_simulated};
    const auto found = sources.results.find({line.runner, line.path, line.test});
    if (found == sources.results.end()) return test;
    test.outcome = found->second->outcome;
    test.finished_at_us = found->second->finished_at_us;
    return test;
}

ProbeEvidence probe_of(const api::Probe& probe, const Sources& sources) {
    ProbeEvidence evidence{.probe = std::string(probe.name),
                           .title_zh = std::string(probe.title_zh),
                           .title_en = std::string(probe.title_en),
                           .unit_zh = std::string(probe.unit_zh),
                           .unit_en = std::string(probe.unit_en),
                           .is_count = probe.kind == api::ProbeKind::records,
                           .is_at_most = probe.bound == api::Bound::at_most,
                           .threshold = probe.threshold};
    const auto found = sources.readings.find(probe.name);
    if (found == sources.readings.end()) return evidence;
    const auto& reading = found->second;
    evidence.threshold = reading.threshold;
    evidence.amount = reading.amount;
    evidence.read_at_us = reading.read_at_us;
    evidence.newest_at_us = reading.newest_at_us;
    evidence.outcome = reading.outcome;
    return evidence;
}

ClauseEvidence evidence_of(const Clause& clause, const Sources& sources) {
    ClauseEvidence evidence;
    if (const auto named = catalogue().evidence.find(clause.id);
        named != catalogue().evidence.end())
        for (const auto& line : named->second)
            if (line.runner != "probe") evidence.tests.push_back(test_of(line, sources));
    if (const auto probes = sources.probes.find(clause.id); probes != sources.probes.end())
        for (const auto* probe : probes->second)
            evidence.probes.push_back(probe_of(*probe, sources));
    if (const auto attested = sources.attested.find(clause.id); attested != sources.attested.end())
        evidence.attested = attested->second;
    return evidence;
}

}  // namespace

std::vector<RegisteredClause> read_register_with(const api::Platform& platform, sql::Reader& reader,
                                                 const KnownResults& results, UtcTime now) {
    const ValuesInForce values{value_repository::list(reader), BusinessDate::of(now)};
    const auto sources = load(platform, reader, results);
    std::vector<RegisteredClause> clauses;
    for (const auto& clause : catalogue().clauses) {
        auto evidence = evidence_of(clause, sources);
        const auto judgement = judge_clause(evidence, values.period_of(clause), now);
        clauses.push_back({&clause, std::move(evidence), judgement});
    }
    return clauses;
}

std::vector<RegisteredClause> read_register(const api::Platform& platform, sql::Reader& reader,
                                            UtcTime now) {
    return read_register_with(platform, reader, result_repository::list(reader), now);
}

std::vector<StateCount> count_states(const std::vector<RegisteredClause>& clauses) {
    using enum ClauseState;
    std::vector<StateCount> counts;
    for (const auto state : {tested, measured, recorded, attested, simulated, not_yet})
        counts.push_back({.state = state});
    for (const auto& clause : clauses) {
        auto& count = *std::ranges::find(counts, clause.judgement.state, &StateCount::state);
        ++count.count;
        switch (clause.judgement.standing) {
            case Standing::holds: ++count.holds; break;
            case Standing::ageing: ++count.ageing; break;
            case Standing::broken: ++count.broken; break;
            case Standing::open: break;
        }
    }
    return counts;
}

}  // namespace dlfp::conformance
