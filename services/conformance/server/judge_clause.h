// What the evidence of one clause comes to: a pure rule.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "platform/api/evidence.h"
#include "platform/base/time.h"
#include "services/conformance/server/ids.h"

namespace dlfp::conformance {

/// By what a clause is evidenced, strongest first.
enum class ClauseState { tested, measured, recorded, attested, simulated, not_yet };
BOOST_DESCRIBE_ENUM(ClauseState, tested, measured, recorded, attested, simulated, not_yet)

/// How good that evidence is today. `ageing` is amber: too old, or a result that nobody knows.
enum class Standing { holds, ageing, broken, open };
BOOST_DESCRIBE_ENUM(Standing, holds, ageing, broken, open)

enum class TestOutcome { passed, failed, skipped, unknown };
BOOST_DESCRIBE_ENUM(TestOutcome, passed, failed, skipped, unknown)

enum class ReadingOutcome { within, outside, unknown };
BOOST_DESCRIBE_ENUM(ReadingOutcome, within, outside, unknown)

struct TestEvidence {
    std::string runner;
    std::string test;
    std::string path;
    bool is_simulated = false;
    TestOutcome outcome = TestOutcome::unknown;
    std::optional<UtcTime> finished_at_us;
};
BOOST_DESCRIBE_STRUCT(TestEvidence, (), (runner, test, path, is_simulated, outcome, finished_at_us))

/// A measurement or a count with its last reading.
struct ProbeEvidence {
    std::string probe;
    std::string title_zh;
    std::string title_en;
    std::string unit_zh;
    std::string unit_en;
    bool is_count = false;
    bool is_at_most = false;
    std::int64_t threshold = 0;
    std::optional<std::int64_t> amount;
    std::optional<UtcTime> read_at_us;
    std::optional<UtcTime> newest_at_us;
    ReadingOutcome outcome = ReadingOutcome::unknown;
};
BOOST_DESCRIBE_STRUCT(ProbeEvidence, (),
                      (probe, title_zh, title_en, unit_zh, unit_en, is_count, is_at_most, threshold,
                       amount, read_at_us, newest_at_us, outcome))

/// An attachment that two people stand for, as far as the rule looks at it.
struct AttestedEvidence {
    AttestationId attestation_id;
    UtcTime agreed_at_us;
};

struct ClauseEvidence {
    std::vector<TestEvidence> tests;
    std::vector<ProbeEvidence> probes;
    std::vector<AttestedEvidence> attested;
};

struct Judgement {
    ClauseState state = ClauseState::not_yet;
    Standing standing = Standing::open;
    std::optional<UtcTime> newest_at_us;  ///< of what the state rests on
};

/// The state follows the strongest kind of evidence there is. A failed test or a value beyond its
/// threshold breaks the clause whatever else speaks for it; otherwise everything of the state's own
/// kind has to be good and no older than `period`.
Judgement judge_clause(const ClauseEvidence& evidence, Duration period, UtcTime now);

ReadingOutcome decide_reading(api::Bound bound, std::int64_t threshold, std::int64_t value);

}  // namespace dlfp::conformance
