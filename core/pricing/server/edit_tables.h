// How prices change: a draft is written, checked, handed in with a day, and agreed to by a second
// person. What has been approved never changes; the next price is the next version.
#pragma once

#include "core/approval/server/approval.h"
#include "core/pricing/server/browse_tables.h"

namespace dlfp::pricing {

inline constexpr std::string_view change_prices_kind_code = "pricing.change_prices";

struct CreateTableRequest {
    api::Text<40> code;
    api::Text<60> name;
};
BOOST_DESCRIBE_STRUCT(CreateTableRequest, (), (code, name))
struct DraftReply {
    TableId table_id;
    VersionId version_id;
};
BOOST_DESCRIBE_STRUCT(DraftReply, (), (table_id, version_id))

struct DraftVersionRequest {
    TableId table_id;
    VersionId from_version_id;  ///< whose content it begins with
};
BOOST_DESCRIBE_STRUCT(DraftVersionRequest, (), (table_id, from_version_id))

struct SaveDraftRequest {
    VersionId version_id;
    std::int64_t revision = 0;  ///< as it was read
    api::Text<200, 0> note;
    RateTable table;
};
BOOST_DESCRIBE_STRUCT(SaveDraftRequest, (), (version_id, revision, note, table))
struct SaveDraftReply {
    std::int64_t revision = 0;
    std::vector<Finding> findings;
};
BOOST_DESCRIBE_STRUCT(SaveDraftReply, (), (revision, findings))

struct SubmitVersionRequest {
    VersionId version_id;
    BusinessDate valid_from;
};
BOOST_DESCRIBE_STRUCT(SubmitVersionRequest, (), (version_id, valid_from))
struct SubmitVersionReply {
    approval::ApprovalId approval_id;
};
BOOST_DESCRIBE_STRUCT(SubmitVersionReply, (), (approval_id))

/// In this order: version_not_draft, valid_from_refused, table_has_findings.
Result<Done> plan_submission(const VersionRow& version, BusinessDate valid_from,
                             BusinessDate today);
/// What a table begins with: an hour at 5 yuan, then 2 yuan for each half hour, 30 in 24 hours.
RateTable starter_table(std::string name);

Result<DraftReply> create_table(const CreateTableRequest& request, api::Call& call);
Result<DraftReply> draft_version(const DraftVersionRequest& request, api::Call& call);
Result<SaveDraftReply> save_draft(const SaveDraftRequest& request, api::Call& call);
Result<SubmitVersionReply> submit_version(const SubmitVersionRequest& request, api::Call& call);

approval::Kind change_prices_kind();

inline constexpr api::Limits edit_limits{
    .body_bytes_max = 1024, .calls_per_minute_max = 30, .deadline = 5s};

inline constexpr auto create_table_endpoint =
    api::post<&create_table>("/staff/pricing/tables")
        .doc("Creates a rate table with a first draft to start from.")
        .for_staff(edit_prices)
        .idempotent()
        .limits(edit_limits)
        .may_fail(table_code_taken);
inline constexpr auto draft_version_endpoint =
    api::post<&draft_version>("/staff/pricing/tables/{table_id}/versions")
        .doc("Begins another version of a rate table with the content of an earlier one.")
        .for_staff(edit_prices)
        .idempotent()
        .limits(edit_limits)
        .may_fail(table_not_found, version_not_found);
inline constexpr auto save_draft_endpoint =
    api::put<&save_draft>("/staff/pricing/versions/{version_id}/content")
        .doc("Saves a draft as it is and says what is wrong with it.")
        .for_staff(edit_prices)
        .idempotent()
        .limits({.body_bytes_max = 262'144, .calls_per_minute_max = 60, .deadline = 5s})
        .may_fail(version_not_found, version_not_draft, version_changed);
inline constexpr auto submit_version_endpoint =
    api::post<&submit_version>("/staff/pricing/versions/{version_id}/submission")
        .doc("Hands in a draft without findings, valid from a day on; waits for a second person.")
        .for_staff(edit_prices)
        .idempotent()
        .limits(edit_limits)
        .may_fail(version_not_found, version_not_draft, valid_from_refused, table_has_findings);

}  // namespace dlfp::pricing
