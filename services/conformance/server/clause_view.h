// Clauses as they leave the module: for screens, for files and for the command line.
#pragma once

#include "services/conformance/server/read_register.h"

namespace dlfp::conformance {

struct ClauseLine {
    std::string clause_id;
    std::string section;
    std::string zh;
    std::string en;
    std::int64_t chapter = 0;
    std::string kind;
    std::string module;
    std::int64_t priority = 0;
    ClauseState state{};
    Standing standing{};
    std::optional<UtcTime> newest_at_us;
    std::int64_t test_count = 0;
    std::int64_t probe_count = 0;
    std::int64_t attested_count = 0;
};
BOOST_DESCRIBE_STRUCT(ClauseLine, (),
                      (clause_id, section, zh, en, chapter, kind, module, priority, state, standing,
                       newest_at_us, test_count, probe_count, attested_count))

ClauseLine line_of(const RegisteredClause& clause);

/// What a reader asks for; empty members do not filter.
struct ClauseFilter {
    std::optional<std::int64_t> chapter;
    std::string module;
    std::optional<std::int64_t> priority;
    std::optional<ClauseState> state;
    std::optional<Standing> standing;
    std::string search;  ///< part of the id, the section or the text in either language
};
bool fits(const ClauseFilter& filter, const RegisteredClause& clause);

struct ChapterCount {
    std::int64_t chapter = 0;
    std::vector<StateCount> states;
};
BOOST_DESCRIBE_STRUCT(ChapterCount, (), (chapter, states))

/// One per chapter of the standard, in its order.
std::vector<ChapterCount> count_chapters(const std::vector<RegisteredClause>& clauses);

/// The whole register as one document: `dlfpctl conformance --format json`.
struct RegisterDocument {
    std::string standard;
    std::string catalogue_version;
    UtcTime as_of_us;
    std::vector<StateCount> states;
    std::vector<ClauseLine> clauses;
};
BOOST_DESCRIBE_STRUCT(RegisterDocument, (),
                      (standard, catalogue_version, as_of_us, states, clauses))

}  // namespace dlfp::conformance
