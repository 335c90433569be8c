// Top-up from the bound account and withdrawal to it. The request commits an intent; the host is
// asked afterwards, and the customer sees how far it is.
#pragma once

#include "core/account/server/account.h"
#include "core/account/server/funding.h"
#include "core/account/server/owner_view.h"
#include "core/identity/server/permissions.h"
#include "platform/api/endpoint.h"

namespace dlfp::account {

struct FundRequest {
    EAccountId account_id;
    Money amount_fen;
};
BOOST_DESCRIBE_STRUCT(FundRequest, (), (account_id, amount_fen))

struct FundingView {
    FundingId funding_id;
    EAccountId account_id;
    FundingDirection direction{};
    FundingState state{};
    Money amount_fen;
    std::string refusal;  ///< the host's reason as a word, empty unless refused
    UtcTime requested_at_us;
    std::optional<UtcTime> settled_at_us;
};
BOOST_DESCRIBE_STRUCT(FundingView, (),
                      (funding_id, account_id, direction, state, amount_fen, refusal,
                       requested_at_us, settled_at_us))

Result<FundingView> top_up(const FundRequest& request, api::Call& call);
Result<FundingView> withdraw(const FundRequest& request, api::Call& call);

struct ShowFundingRequest {
    EAccountId account_id;
    FundingId funding_id;
};
BOOST_DESCRIBE_STRUCT(ShowFundingRequest, (), (account_id, funding_id))
Result<FundingView> show_funding(const ShowFundingRequest& request, api::ReadCall& call);

struct ListFundingsRequest {
    EAccountId account_id;
    std::optional<FundingId> after;
    std::optional<api::Whole<1, 200>> limit;
};
BOOST_DESCRIBE_STRUCT(ListFundingsRequest, (), (account_id, after, limit))
struct ListFundingsReply {
    std::vector<FundingView> items;
    std::optional<FundingId> next_after;
};
BOOST_DESCRIBE_STRUCT(ListFundingsReply, (), (items, next_after))
Result<ListFundingsReply> list_fundings(const ListFundingsRequest& request, api::ReadCall& call);

inline constexpr auto top_up_endpoint =
    api::post<&top_up>("/accounts/{account_id}/top-ups")
        .doc("Asks for money from the bound account; the reply says how far it is.")
        .for_customers(identity::verified_customer)
        .owned_by<&check_owner, &FundRequest::account_id>()
        .idempotent()
        .limits({.body_bytes_max = 512, .calls_per_minute_max = 10, .deadline = 2s})
        .may_fail(not_found, closed, frozen, amount_not_positive, balance_limit_exceeded);
inline constexpr auto withdraw_endpoint =
    api::post<&withdraw>("/accounts/{account_id}/withdrawals")
        .doc("Sends money to the bound account; it is reserved until the host has answered.")
        .for_customers(identity::verified_customer)
        .owned_by<&check_owner, &FundRequest::account_id>()
        .idempotent()
        .limits({.body_bytes_max = 512, .calls_per_minute_max = 10, .deadline = 2s})
        .may_fail(not_found, closed, frozen, amount_not_positive, insufficient_balance);
inline constexpr auto show_funding_endpoint =
    api::get<&show_funding>("/accounts/{account_id}/fundings/{funding_id}")
        .doc("How far a top-up or withdrawal is.")
        .for_customers(identity::verified_customer)
        .owned_by<&check_owner, &ShowFundingRequest::account_id>()
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 120, .deadline = 2s})
        .may_fail(not_found, funding_not_found);
inline constexpr auto list_fundings_endpoint =
    api::get<&list_fundings>("/accounts/{account_id}/fundings")
        .doc("Top-ups and withdrawals, newest first.")
        .for_customers(identity::verified_customer)
        .owned_by<&check_owner, &ListFundingsRequest::account_id>()
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 60, .deadline = 2s})
        .may_fail(not_found);

}  // namespace dlfp::account
