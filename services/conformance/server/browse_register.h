// Staff look at the register: counts, lists, one clause with all that speaks for it.
#pragma once

#include "platform/api/endpoint.h"
#include "services/conformance/server/attestation_repository.h"
#include "services/conformance/server/clause_view.h"
#include "services/conformance/server/permissions.h"
#include "services/conformance/server/reading_repository.h"

namespace dlfp::conformance {

inline constexpr Failure clause_not_found{"conformance.clause_not_found", FailureClass::missing};

struct ShowOverviewRequest {};
BOOST_DESCRIBE_STRUCT(ShowOverviewRequest, (), ())

struct ImportView {
    UtcTime imported_at_us;
    ImportSource source{};
    std::string revision;
    std::int64_t result_count = 0;
    std::string digest;  ///< SM3, hex
};
BOOST_DESCRIBE_STRUCT(ImportView, (), (imported_at_us, source, revision, result_count, digest))

struct OverviewReply {
    std::string standard;
    std::string catalogue_version;
    UtcTime as_of_us;
    std::int64_t clause_count = 0;
    std::vector<StateCount> states;
    std::vector<StateCount> first_priority;
    std::vector<ChapterCount> chapters;
    std::vector<std::string> modules;
    std::optional<ImportView> last_import;
    std::optional<UtcTime> last_reading_at_us;
};
BOOST_DESCRIBE_STRUCT(OverviewReply, (),
                      (standard, catalogue_version, as_of_us, clause_count, states, first_priority,
                       chapters, modules, last_import, last_reading_at_us))

struct ListClausesRequest {
    std::optional<api::Whole<1, 99>> chapter;
    std::optional<api::Text<40>> module;
    std::optional<api::Whole<1, 3>> priority;
    std::optional<ClauseState> state;
    std::optional<Standing> standing;
    std::optional<api::Text<60>> search;
    std::optional<api::Whole<0, 100'000>> after;  ///< how many were seen
    std::optional<api::Whole<1, 200>> limit;
};
BOOST_DESCRIBE_STRUCT(ListClausesRequest, (),
                      (chapter, module, priority, state, standing, search, after, limit))

struct ListClausesReply {
    std::vector<ClauseLine> items;
    std::int64_t total = 0;
    std::optional<std::int64_t> next_after;
};
BOOST_DESCRIBE_STRUCT(ListClausesReply, (), (items, total, next_after))

struct ShowClauseRequest {
    api::Text<40> clause_id;
};
BOOST_DESCRIBE_STRUCT(ShowClauseRequest, (), (clause_id))

struct AttestationView {
    AttestationId attestation_id;
    AttestationState state{};
    std::string statement;
    std::string file_name;
    std::int64_t byte_count = 0;
    std::string digest;  ///< SM3 of the attachment, hex
    approval::ApprovalId approval_id;
    std::string maker_name;
    UtcTime made_at_us;
    std::optional<std::string> checker_name;
    std::optional<UtcTime> agreed_at_us;
    std::optional<std::string> withdrawn_by_name;
    std::optional<UtcTime> withdrawn_at_us;
    std::string withdrawal_reason;
};
BOOST_DESCRIBE_STRUCT(AttestationView, (),
                      (attestation_id, state, statement, file_name, byte_count, digest, approval_id,
                       maker_name, made_at_us, checker_name, agreed_at_us, withdrawn_by_name,
                       withdrawn_at_us, withdrawal_reason))

struct ClauseReply {
    ClauseLine line;
    std::string evidence_wanted;
    std::vector<PrintedThreshold> thresholds;
    std::int64_t period_days = 0;
    std::vector<TestEvidence> tests;
    std::vector<ProbeEvidence> probes;
    std::vector<AttestationView> attestations;
    std::vector<std::string> value_keys;  ///< numbers that the text leaves open here
    std::vector<ReadingRow> history;      ///< of its probes, newest first
};
BOOST_DESCRIBE_STRUCT(ClauseReply, (),
                      (line, evidence_wanted, thresholds, period_days, tests, probes, attestations,
                       value_keys, history))

Result<OverviewReply> show_overview(const ShowOverviewRequest& request, api::ReadCall& call);
Result<ListClausesReply> list_clauses(const ListClausesRequest& request, api::ReadCall& call);
Result<ClauseReply> show_clause(const ShowClauseRequest& request, api::ReadCall& call);

inline constexpr api::Limits browse_limits{
    .body_bytes_max = 0, .calls_per_minute_max = 120, .deadline = 5s};

inline constexpr auto show_overview_endpoint =
    api::get<&show_overview>("/staff/conformance/overview")
        .doc("Counts the clauses of the standard by what speaks for them.")
        .for_staff(view_register)
        .limits(browse_limits)
        .may_fail();
inline constexpr auto list_clauses_endpoint =
    api::get<&list_clauses>("/staff/conformance/clauses")
        .doc("Lists clauses with their state, by chapter, module, priority, state and words.")
        .for_staff(view_register)
        .limits(browse_limits)
        .may_fail();
inline constexpr auto show_clause_endpoint =
    api::get<&show_clause>("/staff/conformance/clauses/{clause_id}")
        .doc("Shows one clause with its tests, measurements, records and attachments.")
        .for_staff(view_register)
        .limits(browse_limits)
        .may_fail(clause_not_found);

}  // namespace dlfp::conformance
