// Subsidies are prepared by one member of staff and paid when another one approves (3.1.3-3).
#pragma once

#include "core/approval/server/approval.h"
#include "scenarios/canteen/server/diners/subsidy_types.h"

namespace dlfp::canteen {

/// The last day lies before the first one or before today.
inline constexpr Failure subsidy_dates_wrong{"canteen.subsidy_dates_wrong", FailureClass::refused};
/// Nobody active fits the group.
inline constexpr Failure subsidy_group_empty{"canteen.subsidy_group_empty", FailureClass::refused};

/// To the listed diners, or to all active ones of a department or price class.
struct PrepareGrantsRequest {
    SubsidyTypeId type_id;
    api::Whole<1, 1'000'000> amount_fen;  ///< for each diner
    BusinessDate valid_from;
    BusinessDate valid_until;
    std::optional<api::List<DinerId, 500>> diner_ids;
    std::optional<api::Text<40>> department;
    std::optional<PriceClassId> price_class_id;
};
BOOST_DESCRIBE_STRUCT(PrepareGrantsRequest, (),
                      (type_id, amount_fen, valid_from, valid_until, diner_ids, department,
                       price_class_id))
struct PrepareGrantsReply {
    approval::ApprovalId approval_id;
    std::int64_t diner_count = 0;
    Money total_fen;
};
BOOST_DESCRIBE_STRUCT(PrepareGrantsReply, (), (approval_id, diner_count, total_fen))

/// What waits for approval: who gets what was decided when it was prepared.
struct PreparedGrants {
    SubsidyTypeId type_id;
    Money amount_fen;
    BusinessDate valid_from;
    BusinessDate valid_until;
    api::List<DinerId, 5000> diner_ids;
};
BOOST_DESCRIBE_STRUCT(PreparedGrants, (), (type_id, amount_fen, valid_from, valid_until, diner_ids))

struct GrantView {
    SubsidyGrantId grant_id;
    std::string type_name;
    DinerId diner_id;
    std::string diner_number;
    std::string masked_name;
    Money granted_fen;
    Money left_fen;
    BusinessDate valid_from;
    BusinessDate valid_until;
    GrantState state{};
    UtcTime created_at_us;
};
BOOST_DESCRIBE_STRUCT(GrantView, (),
                      (grant_id, type_name, diner_id, diner_number, masked_name, granted_fen,
                       left_fen, valid_from, valid_until, state, created_at_us))
struct ListGrantsRequest {
    std::optional<SubsidyGrantId> after;
    std::optional<api::Whole<1, 200>> limit;
};
BOOST_DESCRIBE_STRUCT(ListGrantsRequest, (), (after, limit))
struct ListGrantsReply {
    std::vector<GrantView> items;
    std::optional<SubsidyGrantId> next_after;
};
BOOST_DESCRIBE_STRUCT(ListGrantsReply, (), (items, next_after))

Result<PrepareGrantsReply> prepare_grants(const PrepareGrantsRequest& request, api::Call& call);
Result<ListGrantsReply> list_grants(const ListGrantsRequest& request, api::ReadCall& call);

/// Pays prepared grants from the funding account, one posting and one purse each; funding_short
/// changes nothing. What earlier grants of a type that carries over still hold moves along.
Result<Done> pay_grants(const payment::Scope& scope, identity::OrganisationId organisation_id,
                        const PreparedGrants& prepared);

/// Adds the kind to core/approval.
void add_grant_kind(approval::Kinds& kinds);

inline constexpr auto prepare_grants_endpoint =
    api::post<&prepare_grants>("/staff/canteen/subsidy-grants")
        .doc("Prepares subsidies for diners; they are paid when somebody else approves.")
        .for_staff(manage_subsidies)
        .idempotent()
        .limits({.body_bytes_max = 32 * 1024, .calls_per_minute_max = 30, .deadline = 5s})
        .may_fail(subsidy_type_not_found, subsidy_dates_wrong, subsidy_group_empty,
                  diner_not_found);
inline constexpr auto list_grants_endpoint =
    api::get<&list_grants>("/staff/canteen/subsidy-grants")
        .doc("Granted subsidies with what is left of them, newest first.")
        .for_staff(view_canteen)
        .limits(diner_read_limits)
        .may_fail();

}  // namespace dlfp::canteen
