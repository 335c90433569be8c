// Reading the embedded files.
#include "services/conformance/server/catalogue.h"

#include <algorithm>
#include <stdexcept>

#include "platform/api/json.h"

namespace dlfp::conformance {

/// Generated from ../catalogue by the build.
std::string_view catalogue_file(std::string_view name);

namespace {

using api::JsonView;

JsonView member(JsonView object, std::string_view name) {
    const auto found = object.find(name);
    if (!found) throw std::logic_error("the catalogue lacks " + std::string(name));
    return *found;
}

std::string text(JsonView object, std::string_view name) {
    return std::string(member(object, name).string());
}

/// A number as the file writes it: the view has whole numbers only, the text has 0.05 as well.
std::string number_text(std::string_view file, std::string_view clause_id, std::string_view name) {
    auto at = file.find("\"id\": \"" + std::string(clause_id) + "\"");
    at = file.find("\"" + std::string(name) + "\": ", at) + name.size() + 4;
    return std::string(file.substr(at, file.find_first_of(",}", at) - at));
}

std::vector<PrintedThreshold> thresholds_of(JsonView clause, std::string_view file) {
    std::vector<PrintedThreshold> thresholds;
    const auto named = member(clause, "thresholds");
    for (std::size_t index = 0; index < named.size(); ++index) {
        const auto name = named.member_name(index);
        const auto value = named.member(index);
        thresholds.push_back(
            {std::string(name), value.kind() == JsonView::Kind::string
                                    ? std::string(value.string())
                                    : number_text(file, member(clause, "id").string(), name)});
    }
    return thresholds;
}

Clause clause_of(JsonView from, std::string_view file) {
    Clause clause{.id = text(from, "id"),
                  .section = text(from, "section"),
                  .zh = text(from, "zh"),
                  .en = text(from, "en"),
                  .kind = text(from, "kind"),
                  .evidence_wanted = text(from, "evidence"),
                  .module = text(from, "module"),
                  .priority = member(from, "priority").integer(),
                  .thresholds = thresholds_of(from, file)};
    clause.chapter = std::stoll(clause.id);
    return clause;
}

OpenValue value_of(JsonView from) {
    OpenValue value{.key = text(from, "key"),
                    .zh = text(from, "zh"),
                    .en = text(from, "en"),
                    .unit_zh = text(from, "unit_zh"),
                    .unit_en = text(from, "unit_en"),
                    .min = member(from, "min").integer(),
                    .max = member(from, "max").integer(),
                    .owner = text(from, "owner"),
                    .used_by = text(from, "used_by")};
    if (const auto proposed = member(from, "proposed"); proposed.kind() != JsonView::Kind::null)
        value.proposed = proposed.integer();
    const auto clauses = member(from, "clauses");
    for (std::size_t index = 0; index < clauses.size(); ++index)
        value.clauses.emplace_back(clauses.element(index).string());
    return value;
}

std::vector<std::string> cells_of(std::string_view line) {
    std::vector<std::string> cells;
    for (std::size_t at = 0; at <= line.size();) {
        const auto end = std::min(line.find('\t', at), line.size());
        cells.emplace_back(line.substr(at, end - at));
        at = end + 1;
    }
    return cells;
}

void read_evidence(Catalogue& into, std::string_view file) {
    while (!file.empty()) {
        const auto end = std::min(file.find('\n'), file.size());
        const auto cells = cells_of(file.substr(0, end));
        file.remove_prefix(std::min(end + 1, file.size()));
        if (cells.size() == 5)
            into.evidence[cells[0]].push_back(
                {cells[1], cells[2] == "simulated", cells[3], cells[4]});
    }
}

api::JsonDocument parsed(std::string_view file) {
    auto document = api::JsonDocument::parse(file);
    if (!document) throw std::logic_error("a file of the catalogue is no JSON");
    return std::move(*document);
}

Catalogue read_catalogue() {
    const auto file = catalogue_file("clauses.json");
    const auto clauses = parsed(file);
    Catalogue read{.standard = text(clauses.root(), "standard"),
                   .version = text(clauses.root(), "version")};
    const auto listed = member(clauses.root(), "clauses");
    for (std::size_t index = 0; index < listed.size(); ++index)
        read.clauses.push_back(clause_of(listed.element(index), file));
    const auto values = parsed(catalogue_file("configured_values.json"));
    const auto open = member(values.root(), "values");
    for (std::size_t index = 0; index < open.size(); ++index)
        read.values.push_back(value_of(open.element(index)));
    read_evidence(read, catalogue_file("evidence.tsv"));
    return read;
}

}  // namespace

const Clause* Catalogue::find(std::string_view clause_id) const {
    const auto found = std::ranges::find(clauses, clause_id, &Clause::id);
    return found == clauses.end() ? nullptr : &*found;
}

const OpenValue* Catalogue::find_value(std::string_view key) const {
    const auto found = std::ranges::find(values, key, &OpenValue::key);
    return found == values.end() ? nullptr : &*found;
}

const Catalogue& catalogue() {
    static const Catalogue read = read_catalogue();
    return read;
}

std::string period_key(std::string_view clause_kind) {
    if (clause_kind == "client-core") return "period_client_days";
    return "period_" + std::string(clause_kind) + "_days";
}

}  // namespace dlfp::conformance
