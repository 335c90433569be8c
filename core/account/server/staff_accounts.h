// Staff of the bank look accounts up, freeze them, and keep the dated limit rules.
#pragma once

#include "core/account/server/own_accounts.h"
#include "platform/api/endpoint.h"

namespace dlfp::account {

inline constexpr api::Permission view_accounts{"account.view_accounts", "查看电子账户"};
inline constexpr api::Permission freeze_accounts{"account.freeze_accounts", "冻结电子账户"};
inline constexpr api::Permission edit_limit_rules{"account.edit_limit_rules", "维护账户限额"};

struct FindAccountsRequest {
    std::optional<identity::MobileNumber> mobile;
    std::optional<EAccountId> account_id;
};
BOOST_DESCRIBE_STRUCT(FindAccountsRequest, (), (mobile, account_id))
struct FoundAccounts {
    std::optional<identity::CustomerDisplay> customer;
    std::vector<EAccountView> accounts;
};
BOOST_DESCRIBE_STRUCT(FoundAccounts, (), (customer, accounts))
/// By the customer's mobile number or the account's id. A post, so that each look-up is audited
/// and no number stands in an address.
Result<FoundAccounts> find_accounts(const FindAccountsRequest& request, api::Call& call);

struct FreezeEAccountRequest {
    EAccountId account_id;
    ledger::Freeze freeze{};
    api::Text<200> reason;
};
BOOST_DESCRIBE_STRUCT(FreezeEAccountRequest, (), (account_id, freeze, reason))
Result<EAccountView> freeze_eaccount(const FreezeEAccountRequest& request, api::Call& call);

struct ListLimitRulesReply {
    std::vector<LimitRule> items;
};
BOOST_DESCRIBE_STRUCT(ListLimitRulesReply, (), (items))
Result<ListLimitRulesReply> list_limit_rules(const api::NoRequest& request, api::ReadCall& call);

/// The day is not in the future: what holds already is never rewritten.
inline constexpr Failure rule_not_in_future{"account.rule_not_in_future", FailureClass::refused};
inline constexpr Failure rule_exists{"account.rule_exists", FailureClass::conflict};

struct AddLimitRuleRequest {
    AccountClass account_class{};
    BusinessDate effective_from;
    std::optional<Money> balance_max_fen;
    Money out_day_max_fen;
    Money out_year_max_fen;
    api::Text<100> source;  ///< the regulation it follows
};
BOOST_DESCRIBE_STRUCT(AddLimitRuleRequest, (),
                      (account_class, effective_from, balance_max_fen, out_day_max_fen,
                       out_year_max_fen, source))
Result<Done> add_limit_rule(const AddLimitRuleRequest& request, api::Call& call);

inline constexpr auto find_accounts_endpoint =
    api::post<&find_accounts>("/staff/accounts/searches")
        .doc("Finds a customer's electronic accounts by mobile number or account id.")
        .for_staff(view_accounts)
        .naturally_idempotent()
        .limits({.body_bytes_max = 512, .calls_per_minute_max = 60, .deadline = 2s})
        .may_fail(not_found);
inline constexpr auto freeze_eaccount_endpoint =
    api::put<&freeze_eaccount>("/staff/accounts/{account_id}/freeze")
        .doc("Sets what an account refuses: debits, credits, all or nothing.")
        .for_staff(freeze_accounts)
        .naturally_idempotent()
        .limits({.body_bytes_max = 2048, .calls_per_minute_max = 30, .deadline = 2s})
        .may_fail(not_found, closed);
inline constexpr auto list_limit_rules_endpoint =
    api::get<&list_limit_rules>("/staff/account-limit-rules")
        .doc("The limits of each account class by date.")
        .for_staff(view_accounts)
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 60, .deadline = 2s})
        .may_fail(not_found);
inline constexpr auto add_limit_rule_endpoint =
    api::post<&add_limit_rule>("/staff/account-limit-rules")
        .doc("Adds limits of a class that hold from a day to come.")
        .for_staff(edit_limit_rules)
        .naturally_idempotent()
        .limits({.body_bytes_max = 2048, .calls_per_minute_max = 10, .deadline = 2s})
        .may_fail(rule_not_in_future, rule_exists);

}  // namespace dlfp::account
