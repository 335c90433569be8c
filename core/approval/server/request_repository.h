// Prepared changes as rows.
#pragma once

#include "core/approval/server/approval.h"

namespace dlfp::approval {

struct RequestRow {
    ApprovalId id;
    identity::OrganisationId organisation_id;
    std::string kind;
    std::string subject_kind;
    std::string subject_id;
    std::string summary;
    std::string payload;
    std::string changes;  ///< JSON list of FieldChange
    identity::StaffId maker_id;
    ApprovalState state{};
    UtcTime created_at_us;
    UtcTime expires_at_us;
    std::optional<identity::StaffId> decided_by_id;
    std::optional<UtcTime> decided_at_us;
    std::string remark;
};
BOOST_DESCRIBE_STRUCT(RequestRow, (),
                      (id, organisation_id, kind, subject_kind, subject_id, summary, payload,
                       changes, maker_id, state, created_at_us, expires_at_us, decided_by_id,
                       decided_at_us, remark))

/// What `apply` and `drop` see of a stored change.
ApprovedChange change_of(const RequestRow& row);
/// Tells the kind that its change will not take effect.
void drop(const Place& place, const RequestRow& row);

namespace request_repository {

void add(sql::Transaction& transaction, const RequestRow& row);
std::optional<RequestRow> find(sql::Reader& reader, ApprovalId id);
/// Row-locked until the unit ends.
std::optional<RequestRow> lock(sql::Transaction& transaction, ApprovalId id);

/// A page of one organisation and state, newest first.
struct Page {
    identity::OrganisationId organisation_id;
    ApprovalState state{};
    ApprovalId before;
    std::int64_t limit = 50;
};
std::vector<RequestRow> list(sql::Reader& reader, const Page& page);
void store_decision(sql::Transaction& transaction, const RequestRow& row);
/// Waiting ones whose time has run out, at most 200.
std::vector<ApprovalId> list_expired(sql::Reader& reader, UtcTime now);

}  // namespace request_repository
}  // namespace dlfp::approval
