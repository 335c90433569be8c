// The console's side of electronic accounts.
#include "core/account/server/staff_accounts.h"

#include "core/account/server/account_events.h"
#include "core/account/server/eaccount_repository.h"

namespace dlfp::account {

Result<FoundAccounts> find_accounts(const FindAccountsRequest& request, api::Call& call) {
    auto& reader = call.transaction();
    EAccountRepository repository{reader};
    std::optional<identity::CustomerId> customer_id;
    if (request.mobile)
        customer_id = identity::find_customer_by_mobile(call.platform(), reader, *request.mobile);
    else if (request.account_id)
        customer_id = repository.find_owner(*request.account_id);
    if (!customer_id) return not_found;
    call.about("identity_customer", customer_id->to_text());
    FoundAccounts found;
    if (auto display = identity::customer_display(reader, *customer_id)) found.customer = *display;
    for (const auto& account : repository.list_of(*customer_id)) {
        TRY(auto view, view_eaccount(reader, account.id, call.now()));
        found.accounts.push_back(std::move(view));
    }
    return found;
}

Result<EAccountView> freeze_eaccount(const FreezeEAccountRequest& request, api::Call& call) {
    auto& transaction = call.transaction();
    TRY(const auto account, get_eaccount(transaction, request.account_id));
    if (account.state == EAccountState::closed) return closed;
    TRY(const auto before, ledger::find_account(transaction, account.id));
    TRY_DONE(ledger::set_freeze(transaction, account.id, request.freeze));
    call.about("account_eaccount", account.id.to_text());
    call.changed("freeze", boost::describe::enum_to_string(before.frozen, ""),
                 boost::describe::enum_to_string(request.freeze, ""));
    call.changed("reason", "", request.reason);
    publish_account(
        {call.platform(), transaction}, frozen_topic,
        {account.id, account.customer_id, account.account_class, request.freeze, call.now()});
    return view_eaccount(transaction, account.id, call.now());
}

Result<ListLimitRulesReply> list_limit_rules(const api::NoRequest&, api::ReadCall& call) {
    return ListLimitRulesReply{EAccountRepository{call.reader()}.list_rules()};
}

Result<Done> add_limit_rule(const AddLimitRuleRequest& request, api::Call& call) {
    if (request.effective_from <= call.today()) return rule_not_in_future;
    const LimitRule rule{request.account_class, request.effective_from, request.balance_max_fen,
                         request.out_day_max_fen, request.out_year_max_fen};
    call.about("account_limit_rule", request.effective_from.to_text());
    if (EAccountBooks{call.transaction()}.add_rule(rule, request.source) == 0) return rule_exists;
    return done;
}

}  // namespace dlfp::account
