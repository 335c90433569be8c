// What customers see and set of their own accounts: overview, own limits, closing.
#pragma once

#include "core/account/server/open_eaccount.h"
#include "core/account/server/owner_view.h"
#include "platform/api/endpoint.h"

namespace dlfp::account {

/// Limits of an account and what they leave today (row C9).
struct LimitView {
    Money day_max_fen;
    Money day_left_fen;
    Money year_max_fen;
    Money year_left_fen;
    Money rule_day_max_fen;  ///< the class's; an own limit is never above it
    Money rule_year_max_fen;
    std::optional<Money> balance_max_fen;
};
BOOST_DESCRIBE_STRUCT(LimitView, (),
                      (day_max_fen, day_left_fen, year_max_fen, year_left_fen, rule_day_max_fen,
                       rule_year_max_fen, balance_max_fen))

struct EAccountView {
    EAccountId account_id;
    AccountClass account_class{};
    EAccountState state{};
    ledger::Freeze freeze{};
    Money balance_fen;
    Money available_fen;
    Money incoming_fen;  ///< top-ups under way
    std::string bound_number_masked;
    std::string bound_bank_name;
    LimitView limits;
    UtcTime opened_at_us;
};
BOOST_DESCRIBE_STRUCT(EAccountView, (),
                      (account_id, account_class, state, freeze, balance_fen, available_fen,
                       incoming_fen, bound_number_masked, bound_bank_name, limits, opened_at_us))

/// The whole of one account from this snapshot.
Result<EAccountView> view_eaccount(sql::Reader& reader, EAccountId id, UtcTime now);

struct ShowAccountsReply {
    std::vector<EAccountView> accounts;  ///< open ones, oldest first
    std::vector<LinkedCardView> linked_cards;
};
BOOST_DESCRIBE_STRUCT(ShowAccountsReply, (), (accounts, linked_cards))
Result<ShowAccountsReply> show_accounts(const api::NoRequest& request, api::ReadCall& call);

struct SetOwnLimitsRequest {
    EAccountId account_id;
    std::optional<Money> own_day_max_fen;  ///< absent: the rule's
    std::optional<Money> own_year_max_fen;
};
BOOST_DESCRIBE_STRUCT(SetOwnLimitsRequest, (), (account_id, own_day_max_fen, own_year_max_fen))
/// Customers may lower their limits and lift them again up to the rule's.
Result<EAccountView> set_own_limits(const SetOwnLimitsRequest& request, api::Call& call);

struct CloseEAccountRequest {
    EAccountId account_id;
};
BOOST_DESCRIBE_STRUCT(CloseEAccountRequest, (), (account_id))
/// Closes an empty account for ever; again is fine.
Result<Done> close_eaccount(const CloseEAccountRequest& request, api::Call& call);

inline constexpr auto show_accounts_endpoint =
    api::get<&show_accounts>("/accounts")
        .doc("Own electronic accounts with balances and limits, and linked cards.")
        .for_customers(identity::verified_customer)
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 120, .deadline = 2s})
        .may_fail(not_found);
inline constexpr auto set_own_limits_endpoint =
    api::put<&set_own_limits>("/accounts/{account_id}/limits")
        .doc("Sets own, lower limits of an account.")
        .for_customers(identity::verified_customer)
        .owned_by<&check_owner, &SetOwnLimitsRequest::account_id>()
        .naturally_idempotent()
        .limits({.body_bytes_max = 512, .calls_per_minute_max = 10, .deadline = 2s})
        .may_fail(not_found, closed, own_limit_too_high);
inline constexpr auto close_eaccount_endpoint =
    api::post<&close_eaccount>("/accounts/{account_id}/closure")
        .doc("Closes an own account with balance zero.")
        .for_customers(identity::verified_customer)
        .owned_by<&check_owner, &CloseEAccountRequest::account_id>()
        .naturally_idempotent()
        .limits({.body_bytes_max = 256, .calls_per_minute_max = 5, .deadline = 2s})
        .may_fail(not_found, has_balance, has_open_movements);

}  // namespace dlfp::account
