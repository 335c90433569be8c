// Text for people, JSON for programs.
#include "services/conformance/server/print_register.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "platform/api/field.h"
#include "services/conformance/server/clause_view.h"
#include "services/conformance/server/import_results.h"

namespace dlfp::conformance {
namespace {

constexpr std::string_view file_in_folder = "evidence.json";

std::string file_text(std::filesystem::path path) {
    if (std::filesystem::is_directory(path)) path /= file_in_folder;
    std::ostringstream text;
    if (!(text << std::ifstream(path).rdbuf()))
        throw std::runtime_error("cannot read " + path.string());
    return text.str();
}

KnownResults results_of(const std::string& text, UtcTime now) {
    const auto file = parse_results(text);
    if (!file) throw std::runtime_error("this is no file of results");
    auto rows = plan_import(*file, ImportId{}, now);
    if (!rows) throw std::runtime_error("refused: " + std::string(rows.error().code()));
    return std::move(*rows);
}

template <class E>
std::string name_of(E value) {
    return boost::describe::enum_to_string(value, "");
}

std::string padded(std::string text, std::size_t width) {
    if (text.size() < width) text.append(width - text.size(), ' ');
    return text;
}

ClauseFilter filter_of(const api::CommandLine& line) {
    ClauseFilter filter{.module = line.option("--module"), .search = line.option("--search")};
    if (const auto& chapter = line.option("--chapter"); !chapter.empty())
        filter.chapter = std::stoll(chapter);
    if (const auto& priority = line.option("--priority"); !priority.empty())
        filter.priority = std::stoll(priority);
    if (const auto& state = line.option("--state"); !state.empty()) {
        ClauseState wanted{};
        if (!boost::describe::enum_from_string(state.c_str(), wanted))
            throw std::runtime_error("no state " + state);
        filter.state = wanted;
    }
    return filter;
}

std::string described(const TestEvidence& test) {
    return name_of(test.outcome) + "  " + test.runner + "  " +
           (test.test.empty() ? test.path : test.test + "  (" + test.path + ")") +
           (test.is_simulated ? "  simulated" : "");
}

std::string described(const ProbeEvidence& probe) {
    auto text = name_of(probe.outcome) + "  " + probe.probe + "  ";
    if (!probe.amount || probe.outcome == ReadingOutcome::unknown)
        return text + "nothing known yet";
    text += std::to_string(*probe.amount) + " " + probe.unit_en;
    if (!probe.is_count)
        text += (probe.is_at_most ? ", at most " : ", at least ") + std::to_string(probe.threshold);
    return text + "  " + probe.read_at_us->to_text();
}

void print_counts(const std::vector<RegisteredClause>& clauses, std::ostream& out) {
    out << catalogue().standard << ", catalogue " << catalogue().version << ", " << clauses.size()
        << " clauses\n\n"
        << padded("evidenced", 12) << "  clauses   holds  ageing  broken\n";
    const auto number = [](std::int64_t count) {
        auto text = std::to_string(count);
        return std::string(8 - std::min<std::size_t>(8, text.size()), ' ') + text;
    };
    for (const auto& count : count_states(clauses))
        out << padded(name_of(count.state), 12) << " " << number(count.count) << number(count.holds)
            << number(count.ageing) << number(count.broken) << "\n";
}

void print_clauses(const std::vector<RegisteredClause>& clauses, std::ostream& out) {
    for (const auto& clause : clauses) {
        out << "\n"
            << padded(clause.clause->id, 20) << " " << padded(name_of(clause.judgement.state), 10)
            << " " << padded(name_of(clause.judgement.standing), 7) << " " << clause.clause->en
            << "\n";
        for (const auto& test : clause.evidence.tests) out << "    " << described(test) << "\n";
        for (const auto& probe : clause.evidence.probes) out << "    " << described(probe) << "\n";
        for (const auto& attested : clause.evidence.attested)
            out << "    attested  " << attested.attestation_id.to_text() << "\n";
    }
}

void print_document(const std::vector<RegisteredClause>& all,
                    const std::vector<RegisteredClause>& chosen, UtcTime now, std::ostream& out) {
    RegisterDocument document{.standard = catalogue().standard,
                              .catalogue_version = catalogue().version,
                              .as_of_us = now,
                              .states = count_states(all)};
    for (const auto& clause : chosen) document.clauses.push_back(line_of(clause));
    std::string text;
    api::JsonWriter writer{text};
    api::write_field(writer, document);
    out << api::indent_json(text) << "\n";
}

int run(api::Platform& platform, const api::CommandLine& line) {
    const auto now = platform.clock.now();
    const auto& results = line.option("--results");
    const auto text = results.empty() ? std::string{} : file_text(results);
    if (line.option("--import") == "yes") {
        const auto imported = import_by_operations(platform, text);
        if (!imported) throw std::runtime_error("refused: " + std::string(imported.error().code()));
    }
    std::vector<RegisteredClause> all;
    platform.database.read([&](sql::Reader& reader) {
        all = text.empty() ? read_register(platform, reader, now)
                           : read_register_with(platform, reader, results_of(text, now), now);
    });
    const auto filter = filter_of(line);
    std::vector<RegisteredClause> chosen;
    for (const auto& clause : all)
        if (fits(filter, clause)) chosen.push_back(clause);
    if (line.option("--format") == "json") {
        print_document(all, chosen, now, line.out);
        return 0;
    }
    print_counts(all, line.out);
    if (line.option("--list") != "no") print_clauses(chosen, line.out);
    return 0;
}

}  // namespace

api::CommandDeclaration conformance_command() {
    return {.name = "conformance",
            .meaning = "What speaks for each clause of the standard, and how it stands",
            .options = {{"--format", "text or json", "text"},
                        {"--results", "Results of a run: build/test, or its evidence.json"},
                        {"--import", "yes: keep those results in the register", "no"},
                        {"--list", "no: the counts alone", "yes"},
                        {"--chapter", "Only this chapter"},
                        {"--module", "Only clauses of this module"},
                        {"--priority", "Only this priority, 1 to 3"},
                        {"--state", "Only this state, e.g. tested or not_yet"},
                        {"--search", "Part of the id or the text"}},
            .run = &run};
}

}  // namespace dlfp::conformance
