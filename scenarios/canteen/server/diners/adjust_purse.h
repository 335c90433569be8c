// Corrections of a cash purse: asked for with a reason, posted when somebody else approves
// (clause 3.1.3-3).
#pragma once

#include "core/approval/server/approval.h"
#include "scenarios/canteen/server/diners/funding.h"

namespace dlfp::canteen {

enum class AdjustmentDirection {
    add,     ///< the operator pays the diner
    deduct,  ///< the diner pays the operator
};
BOOST_DESCRIBE_ENUM(AdjustmentDirection, add, deduct)

struct AdjustPurseRequest {
    DinerId diner_id;
    AdjustmentDirection direction{};
    api::Whole<1, 100'000'000> amount_fen;
    api::Text<100> reason;
};
BOOST_DESCRIBE_STRUCT(AdjustPurseRequest, (), (diner_id, direction, amount_fen, reason))
struct AdjustPurseReply {
    approval::ApprovalId approval_id;
};
BOOST_DESCRIBE_STRUCT(AdjustPurseReply, (), (approval_id))

/// Prepares the adjustment between the operator's settlement account and the diner's cash purse.
Result<AdjustPurseReply> prepare_adjustment(const AdjustPurseRequest& request, api::Call& call);

/// Posts it: purses_insufficient or settlement_short leave everything as it was.
Result<Done> post_adjustment(const payment::Scope& scope, identity::OrganisationId organisation_id,
                             const AdjustPurseRequest& request);

/// Adds the kind to core/approval.
void add_adjustment_kind(approval::Kinds& kinds);

inline constexpr auto prepare_adjustment_endpoint =
    api::post<&prepare_adjustment>("/staff/canteen/diners/{diner_id}/adjustment")
        .doc("Prepares a correction of a diner's cash purse; it is posted when approved.")
        .for_staff(manage_diners)
        .idempotent()
        .limits(diner_write_limits)
        .may_fail(diner_not_found, diner_merged, merchant_missing);

}  // namespace dlfp::canteen
