// The checker's side: lists, one change with its differences, and the decision.
#pragma once

#include "core/approval/server/approval.h"
#include "core/approval/server/approval_failures.h"
#include "core/identity/server/failures.h"
#include "platform/api/endpoint.h"

namespace dlfp::approval {

inline constexpr api::Permission view_approvals{"approval.view_approvals", "查看审批"};
inline constexpr api::Permission decide_approvals{"approval.decide_approvals", "审批复核"};

struct ListApprovalsRequest {
    std::optional<ApprovalState> state;  ///< waiting when absent
    std::optional<ApprovalId> after;
    std::optional<api::Whole<1, 200>> limit;
};
BOOST_DESCRIBE_STRUCT(ListApprovalsRequest, (), (state, after, limit))

struct ApprovalLine {
    ApprovalId approval_id;
    std::string kind;
    std::string kind_title_zh;
    std::string subject_kind;
    std::string subject_id;
    std::string summary;
    ApprovalState state{};
    identity::StaffId maker_id;
    std::string maker_name;
    UtcTime created_at_us;
    UtcTime expires_at_us;
    std::optional<std::string> decided_by_name;
    std::optional<UtcTime> decided_at_us;
    std::string remark;
    std::vector<FieldChange> changes;
};
BOOST_DESCRIBE_STRUCT(ApprovalLine, (),
                      (approval_id, kind, kind_title_zh, subject_kind, subject_id, summary, state,
                       maker_id, maker_name, created_at_us, expires_at_us, decided_by_name,
                       decided_at_us, remark, changes))

struct ListApprovalsReply {
    std::vector<ApprovalLine> items;
    std::optional<ApprovalId> next_after;
};
BOOST_DESCRIBE_STRUCT(ListApprovalsReply, (), (items, next_after))

struct ShowApprovalRequest {
    ApprovalId approval_id;
};
BOOST_DESCRIBE_STRUCT(ShowApprovalRequest, (), (approval_id))

struct DecideRequest {
    ApprovalId approval_id;
    std::optional<api::Text<200>> remark;
};
BOOST_DESCRIBE_STRUCT(DecideRequest, (), (approval_id, remark))

struct DecideReply {
    ApprovalId approval_id;
    ApprovalState state{};
};
BOOST_DESCRIBE_STRUCT(DecideReply, (), (approval_id, state))

/// Of the caller's organisation, newest first.
Result<ListApprovalsReply> list_approvals(const ListApprovalsRequest& request, api::ReadCall& call);
Result<ApprovalLine> show_approval(const ShowApprovalRequest& request, api::ReadCall& call);
/// Applies the change in this unit.
Result<DecideReply> approve(const DecideRequest& request, api::Call& call);
Result<DecideReply> reject(const DecideRequest& request, api::Call& call);
Result<DecideReply> withdraw(const DecideRequest& request, api::Call& call);

inline constexpr api::Limits view_limits{
    .body_bytes_max = 0, .calls_per_minute_max = 120, .deadline = 2s};
inline constexpr api::Limits decide_limits{
    .body_bytes_max = 1024, .calls_per_minute_max = 60, .deadline = 5s};

constexpr auto list_approvals_endpoint =
    api::get<&list_approvals>("/staff/approvals")
        .doc("Lists prepared changes of the own organisation by state.")
        .for_staff(view_approvals)
        .limits(view_limits)
        .may_fail();
constexpr auto show_approval_endpoint = api::get<&show_approval>("/staff/approvals/{approval_id}")
                                            .doc("Shows one prepared change with its differences.")
                                            .for_staff(view_approvals)
                                            .limits(view_limits)
                                            .may_fail(approval_not_found);
constexpr auto approve_endpoint =
    api::post<&approve>("/staff/approvals/{approval_id}/approval")
        .doc("Approves a change prepared by somebody else; it takes effect at once.")
        .for_staff(decide_approvals)
        .idempotent()
        .limits(decide_limits)
        .may_fail(approval_not_found, already_decided, approval_expired, own_request,
                  kind_not_permitted, change_not_applicable);
constexpr auto reject_endpoint = api::post<&reject>("/staff/approvals/{approval_id}/rejection")
                                     .doc("Rejects a change prepared by somebody else.")
                                     .for_staff(decide_approvals)
                                     .idempotent()
                                     .limits(decide_limits)
                                     .may_fail(approval_not_found, already_decided,
                                               approval_expired, own_request, kind_not_permitted);
constexpr auto withdraw_endpoint =
    api::post<&withdraw>("/staff/approvals/{approval_id}/withdrawal")
        .doc("Takes back a change the caller prepared.")
        .for_staff()
        .idempotent()
        .limits(decide_limits)
        .may_fail(approval_not_found, already_decided, approval_expired, not_the_maker,
                  identity::second_factor_due);

}  // namespace dlfp::approval
