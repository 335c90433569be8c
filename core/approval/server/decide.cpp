// Listing and deciding.
#include "core/approval/server/decide.h"

#include "core/approval/server/plan_decision.h"
#include "core/identity/server/identity.h"
#include "core/identity/server/second_factor.h"
#include "platform/base/planted.h"

namespace dlfp::approval {
namespace {

std::string name_of(sql::Reader& reader, identity::StaffId staff_id) {
    if (staff_id.is_nil()) return "";  // a device or the system asked
    auto name = identity::staff_name(reader, staff_id);
    return name ? *name : staff_id.to_text();
}

ApprovalLine line_of(const api::ReadCall& call, const RequestRow& row) {
    const auto* kind = call.port<Kinds>().find(row.kind);
    ApprovalLine line{.approval_id = row.id,
                      .kind = row.kind,
                      .kind_title_zh = std::string(kind ? kind->title_zh : row.kind),
                      .subject_kind = row.subject_kind,
                      .subject_id = row.subject_id,
                      .summary = row.summary,
                      .state = row.state,
                      .maker_id = row.maker_id,
                      .maker_name = name_of(call.reader(), row.maker_id),
                      .created_at_us = row.created_at_us,
                      .expires_at_us = row.expires_at_us,
                      .decided_by_name = {},
                      .decided_at_us = row.decided_at_us,
                      .remark = row.remark,
                      .changes = {}};
    if (row.decided_by_id) line.decided_by_name = name_of(call.reader(), *row.decided_by_id);
    const auto document = api::JsonDocument::parse(row.changes);
    api::FieldProblem problem;
    if (!document || !api::read_field(document->root(), line.changes, problem))
        throw std::runtime_error("changes of " + row.id.to_text() + " are unreadable");
    return line;
}

/// Checks the rules, stores the decision, tells the audit record; returns the decided row.
Result<RequestRow> decide(const DecideRequest& request, Decision decision, api::Call& call) {
    TRY(RequestRow row,
        or_failure(request_repository::lock(call.transaction(), request.approval_id),
                   approval_not_found));
    const auto* kind = call.port<Kinds>().find(row.kind);
    const Decider decider{
        .staff_id = identity::staff_of(call.caller()),
        .organisation_id = identity::organisation_of(call.caller()),
        .holds_permission_of_kind = kind != nullptr && call.caller().may(*kind->needed)};
    TRY(row.state, plan_decision(row, decision, decider, call.now()));
    row.decided_by_id = decider.staff_id;
    row.decided_at_us = call.now();
    if (request.remark) row.remark = *request.remark;
    request_repository::store_decision(call.transaction(), row);
    call.about("approval_request", row.id.to_text());
    call.changed("state", "waiting", boost::describe::enum_to_string(row.state, ""));
    call.changed("subject", row.subject_id, row.subject_id);
    return row;
}

}  // namespace

Result<ListApprovalsReply> list_approvals(const ListApprovalsRequest& request,
                                          api::ReadCall& call) {
    const std::int64_t limit = request.limit ? request.limit->value : 50;
    const auto rows = request_repository::list(
        call.reader(), {.organisation_id = identity::organisation_of(call.caller()),
                        .state = request.state.value_or(ApprovalState::waiting),
                        .before = request.after.value_or(ApprovalId{}),
                        .limit = limit});
    ListApprovalsReply reply;
    for (const auto& row : rows) reply.items.push_back(line_of(call, row));
    if (static_cast<std::int64_t>(rows.size()) == limit) reply.next_after = rows.back().id;
    return reply;
}

Result<ApprovalLine> show_approval(const ShowApprovalRequest& request, api::ReadCall& call) {
    const auto row = request_repository::find(call.reader(), request.approval_id);
    if (row && planted("approval.foreign_request_shown")) return line_of(call, *row);
    if (!row || row->organisation_id != identity::organisation_of(call.caller()))
        return approval_not_found;
    return line_of(call, *row);
}

Result<DecideReply> approve(const DecideRequest& request, api::Call& call) {
    TRY(const RequestRow row, decide(request, Decision::approve, call));
    const auto* kind = call.port<Kinds>().find(row.kind);
    const auto applied = kind->apply(call, change_of(row));
    if (!applied)
        return Error{change_not_applicable}.with("reason", std::string(applied.error().code()));
    return DecideReply{row.id, row.state};
}

Result<DecideReply> reject(const DecideRequest& request, api::Call& call) {
    TRY(const RequestRow row, decide(request, Decision::reject, call));
    drop({call.platform(), call.transaction(), call.now()}, row);
    return DecideReply{row.id, row.state};
}

Result<DecideReply> withdraw(const DecideRequest& request, api::Call& call) {
    TRY_DONE(identity::require_second_factor(call));
    TRY(const RequestRow row, decide(request, Decision::withdraw, call));
    drop({call.platform(), call.transaction(), call.now()}, row);
    return DecideReply{row.id, row.state};
}

}  // namespace dlfp::approval
