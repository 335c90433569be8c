// Reading the register for screens.
#include "services/conformance/server/browse_register.h"

#include <algorithm>
#include <set>

#include "core/identity/server/identity.h"
#include "platform/runtime/crypto/bytes.h"

namespace dlfp::conformance {
namespace {

constexpr std::int64_t history_rows_max = 30;

std::vector<RegisteredClause> first_priority_of(const std::vector<RegisteredClause>& clauses) {
    std::vector<RegisteredClause> chosen;
    std::ranges::copy_if(clauses, std::back_inserter(chosen),
                         [](const auto& clause) { return clause.clause->priority == 1; });
    return chosen;
}

std::vector<std::string> module_names() {
    std::set<std::string> names;
    for (const auto& clause : catalogue().clauses) names.insert(clause.module);
    return {names.begin(), names.end()};
}

std::optional<std::string> name_of(sql::Reader& reader,
                                   const std::optional<identity::StaffId>& id) {
    if (!id) return std::nullopt;
    const auto name = identity::staff_name(reader, *id);
    return name ? *name : std::string{};
}

AttestationView view_of(sql::Reader& reader, const AttestationRow& row) {
    const auto attachment =
        attestation_repository::find_attachment_line(reader, row.attachment_id).value();
    return {.attestation_id = row.id,
            .state = row.state,
            .statement = row.statement,
            .file_name = attachment.file_name,
            .byte_count = attachment.byte_count,
            .digest = crypto::to_hex(attachment.digest),
            .approval_id = row.approval_id,
            .maker_name = name_of(reader, row.maker_id).value(),
            .made_at_us = row.made_at_us,
            .checker_name = name_of(reader, row.checker_id),
            .agreed_at_us = row.agreed_at_us,
            .withdrawn_by_name = name_of(reader, row.withdrawn_by_id),
            .withdrawn_at_us = row.withdrawn_at_us,
            .withdrawal_reason = row.withdrawal_reason};
}

std::vector<std::string> keys_of(const Clause& clause) {
    std::vector<std::string> keys;
    for (const auto& value : catalogue().values)
        if (std::ranges::find(value.clauses, clause.id) != value.clauses.end())
            keys.push_back(value.key);
    keys.push_back(period_key(clause.kind));
    return keys;
}

std::vector<ReadingRow> history_of(sql::Reader& reader, const ClauseEvidence& evidence) {
    std::vector<ReadingRow> history;
    for (const auto& probe : evidence.probes)
        for (auto& row : reading_repository::list_history(reader, probe.probe, history_rows_max))
            history.push_back(std::move(row));
    std::ranges::sort(history, std::ranges::greater{}, &ReadingRow::read_at_us);
    return history;
}

}  // namespace

Result<OverviewReply> show_overview(const ShowOverviewRequest&, api::ReadCall& call) {
    auto& reader = call.reader();
    const auto clauses = read_register(call.platform(), reader, call.now());
    OverviewReply reply{.standard = catalogue().standard,
                        .catalogue_version = catalogue().version,
                        .as_of_us = call.now(),
                        .clause_count = std::ssize(clauses),
                        .states = count_states(clauses),
                        .first_priority = count_states(first_priority_of(clauses)),
                        .chapters = count_chapters(clauses),
                        .modules = module_names()};
    if (const auto import = result_repository::find_last_import(reader))
        reply.last_import = ImportView{import->imported_at_us, import->source, import->revision,
                                       import->result_count, crypto::to_hex(import->digest)};
    for (const auto& reading : reading_repository::list_last(reader))
        reply.last_reading_at_us =
            std::max(reply.last_reading_at_us.value_or(UtcTime{}), reading.read_at_us);
    return reply;
}

Result<ListClausesReply> list_clauses(const ListClausesRequest& request, api::ReadCall& call) {
    const ClauseFilter filter{.chapter = request.chapter,
                              .module = request.module.value_or(""),
                              .priority = request.priority,
                              .state = request.state,
                              .standing = request.standing,
                              .search = request.search.value_or("")};
    const std::int64_t after = request.after.value_or(api::Whole<0, 100'000>{0});
    const std::int64_t limit = request.limit.value_or(api::Whole<1, 200>{50});
    ListClausesReply reply;
    for (const auto& clause : read_register(call.platform(), call.reader(), call.now())) {
        if (!fits(filter, clause)) continue;
        if (reply.total >= after && std::ssize(reply.items) < limit)
            reply.items.push_back(line_of(clause));
        ++reply.total;
    }
    if (after + std::ssize(reply.items) < reply.total)
        reply.next_after = after + std::ssize(reply.items);
    return reply;
}

Result<ClauseReply> show_clause(const ShowClauseRequest& request, api::ReadCall& call) {
    const auto* clause = catalogue().find(request.clause_id);
    if (clause == nullptr) return clause_not_found;
    auto& reader = call.reader();
    const auto clauses = read_register(call.platform(), reader, call.now());
    const auto& found = clauses[static_cast<std::size_t>(clause - catalogue().clauses.data())];
    const ValuesInForce values{value_repository::list(reader), call.today()};
    ClauseReply reply{.line = line_of(found),
                      .evidence_wanted = clause->evidence_wanted,
                      .thresholds = clause->thresholds,
                      .period_days = values.period_of(*clause) / std::chrono::days{1},
                      .tests = found.evidence.tests,
                      .probes = found.evidence.probes,
                      .value_keys = keys_of(*clause),
                      .history = history_of(reader, found.evidence)};
    for (const auto& row : attestation_repository::list(reader, clause->id))
        reply.attestations.push_back(view_of(reader, row));
    return reply;
}

}  // namespace dlfp::conformance
