// An operator's funding account (补贴资金): what its subsidies are paid from and return to.
#pragma once

#include "core/payment/server/payment.h"
#include "platform/api/endpoint.h"
#include "scenarios/canteen/server/diners/staff_diners.h"
#include "scenarios/canteen/server/permissions.h"

namespace dlfp::canteen {

/// Facts `available_fen` and `amount_fen`.
inline constexpr Failure funding_short{"canteen.funding_short", FailureClass::refused};
/// The operator has not settled that much. Facts as above.
inline constexpr Failure settlement_short{"canteen.settlement_short", FailureClass::refused};
inline constexpr Failure merchant_missing{"canteen.merchant_missing", FailureClass::refused};

/// The operator's funding account, opened on first use.
Result<ledger::AccountId> funding_account_of(const payment::Scope& scope,
                                             identity::OrganisationId organisation_id);

struct FundingReply {
    Money balance_fen;     ///< for subsidies
    Money settlement_fen;  ///< settled to the operator: can be put in
};
BOOST_DESCRIBE_STRUCT(FundingReply, (), (balance_fen, settlement_fen))

struct AddFundingRequest {
    api::Whole<1, 10'000'000'000> amount_fen;
};
BOOST_DESCRIBE_STRUCT(AddFundingRequest, (), (amount_fen))

Result<FundingReply> show_funding(const api::NoRequest& request, api::ReadCall& call);
/// From the operator's settlement account.
Result<FundingReply> add_funding(const AddFundingRequest& request, api::Call& call);

inline constexpr auto show_funding_endpoint =
    api::get<&show_funding>("/staff/canteen/subsidy-funding")
        .doc("What the operator has put in for subsidies.")
        .for_staff(manage_subsidies)
        .limits(diner_read_limits)
        .may_fail();
inline constexpr auto add_funding_endpoint =
    api::post<&add_funding>("/staff/canteen/subsidy-funding")
        .doc("Puts settled earnings in for subsidies.")
        .for_staff(manage_subsidies)
        .idempotent()
        .limits(diner_write_limits)
        .may_fail(merchant_missing, settlement_short);

}  // namespace dlfp::canteen
