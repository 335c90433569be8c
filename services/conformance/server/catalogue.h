// The standard as the program carries it: clauses, the tests that speak for them, and the numbers
// that the text leaves open. Embedded from ../catalogue; read once.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dlfp::conformance {

/// A number in the text of a clause, as it is written there.
struct PrintedThreshold {
    std::string name;
    std::string value;
};
BOOST_DESCRIBE_STRUCT(PrintedThreshold, (), (name, value))

struct Clause {
    std::string id;  ///< "5.3.2-b-2.4"
    std::string section;
    std::string zh;
    std::string en;
    std::string kind;             ///< server, web, client-core, workflow, definition, …
    std::string evidence_wanted;  ///< what would prove it
    std::string module;
    std::int64_t priority = 0;
    std::int64_t chapter = 0;
    std::vector<PrintedThreshold> thresholds;
};

/// A test or probe that names a clause: a line of evidence.tsv.
struct NamedEvidence {
    std::string runner;  ///< gtest, vitest, journey, python, probe
    bool is_simulated = false;
    std::string test;  ///< empty: the whole file
    std::string path;
};

/// A number that the text demands and leaves open, or a period of the register itself.
struct OpenValue {
    std::string key;
    std::vector<std::string> clauses;
    std::string zh;
    std::string en;
    std::string unit_zh;
    std::string unit_en;
    std::optional<std::int64_t> proposed;  ///< holds until somebody decides; nothing: undecided
    std::int64_t min = 0;
    std::int64_t max = 0;
    std::string owner;
    std::string used_by;  ///< where it is in force; empty: nothing enforces it yet
};

struct Catalogue {
    std::string standard;
    std::string version;
    std::vector<Clause> clauses;  ///< in the order of the standard
    std::map<std::string, std::vector<NamedEvidence>, std::less<>> evidence;  ///< by clause
    std::vector<OpenValue> values;

    const Clause* find(std::string_view clause_id) const;
    const OpenValue* find_value(std::string_view key) const;
};

/// The embedded catalogue. Throws std::logic_error when the files do not have their form.
const Catalogue& catalogue();

/// The configured value that says for how many days evidence of this kind of clause is fresh.
std::string period_key(std::string_view clause_kind);

}  // namespace dlfp::conformance
