// From evidence to state and standing.
#include "services/conformance/server/judge_clause.h"

#include <algorithm>

namespace dlfp::conformance {
namespace {

bool is_real(const TestEvidence& test) { return !test.is_simulated; }
bool counts(const ProbeEvidence& probe) {
    return probe.is_count && probe.outcome == ReadingOutcome::within;
}
bool measures(const ProbeEvidence& probe) {
    return !probe.is_count && probe.outcome != ReadingOutcome::unknown;
}

ClauseState state_of(const ClauseEvidence& evidence) {
    if (std::ranges::any_of(evidence.tests, is_real)) return ClauseState::tested;
    if (std::ranges::any_of(evidence.probes, measures)) return ClauseState::measured;
    if (std::ranges::any_of(evidence.probes, counts)) return ClauseState::recorded;
    if (!evidence.attested.empty()) return ClauseState::attested;
    return evidence.tests.empty() ? ClauseState::not_yet : ClauseState::simulated;
}

bool is_broken(const ClauseEvidence& evidence) {
    return std::ranges::any_of(
               evidence.tests,
               [](const auto& test) { return test.outcome == TestOutcome::failed; }) ||
           std::ranges::any_of(evidence.probes, [](const auto& probe) {
               return !probe.is_count && probe.outcome == ReadingOutcome::outside;
           });
}

/// When each piece that the state rests on was last good; nothing: it is not known to be.
std::vector<std::optional<UtcTime>> good_moments(const ClauseEvidence& evidence,
                                                 ClauseState state) {
    std::vector<std::optional<UtcTime>> moments;
    const bool wants_simulated = state == ClauseState::simulated;
    if (state == ClauseState::tested || wants_simulated) {
        for (const auto& test : evidence.tests)
            if (test.is_simulated == wants_simulated)
                moments.push_back(test.outcome == TestOutcome::passed ? test.finished_at_us
                                                                      : std::nullopt);
    } else if (state == ClauseState::measured) {
        for (const auto& probe : evidence.probes)
            if (measures(probe)) moments.push_back(probe.read_at_us);
    } else if (state == ClauseState::recorded) {
        for (const auto& probe : evidence.probes)
            if (counts(probe))
                moments.push_back(probe.newest_at_us ? probe.newest_at_us : probe.read_at_us);
    } else if (state == ClauseState::attested) {
        for (const auto& attested : evidence.attested) moments.push_back(attested.agreed_at_us);
    }
    return moments;
}

}  // namespace

ReadingOutcome decide_reading(api::Bound bound, std::int64_t threshold, std::int64_t value) {
    const bool is_within = bound == api::Bound::at_most ? value <= threshold : value >= threshold;
    return is_within ? ReadingOutcome::within : ReadingOutcome::outside;
}

Judgement judge_clause(const ClauseEvidence& evidence, Duration period, UtcTime now) {
    Judgement judgement{.state = state_of(evidence)};
    if (judgement.state == ClauseState::not_yet) return judgement;
    const auto moments = good_moments(evidence, judgement.state);
    judgement.newest_at_us = *std::ranges::max_element(moments);
    const bool is_fresh = std::ranges::all_of(
        moments, [&](const auto& moment) { return moment && now - *moment <= period; });
    judgement.standing = is_broken(evidence) ? Standing::broken
                         : is_fresh          ? Standing::holds
                                             : Standing::ageing;
    return judgement;
}

}  // namespace dlfp::conformance
