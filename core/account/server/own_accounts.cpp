// The customer's own accounts.
#include "core/account/server/own_accounts.h"

#include "core/account/server/account_events.h"
#include "core/account/server/eaccount_repository.h"
#include "core/account/server/funding_repository.h"

namespace dlfp::account {
namespace {

LimitView limits_of(const LimitRule& rule, const CountedEAccount& account, BusinessDate day) {
    const auto own = account.own_limits();
    return {.day_max_fen = day_max(rule, own),
            .day_left_fen = day_left(rule, own, account, day),
            .year_max_fen = year_max(rule, own),
            .year_left_fen = year_left(rule, own, account, day),
            .rule_day_max_fen = rule.out_day_max_fen,
            .rule_year_max_fen = rule.out_year_max_fen,
            .balance_max_fen = rule.balance_max_fen};
}

Result<Done> require_at_most(const std::optional<Money>& wish, Money limit) {
    if (!wish || *wish <= limit) return done;
    return Error{own_limit_too_high}.with("limit_fen", limit.fen());
}

}  // namespace

Result<EAccountView> view_eaccount(sql::Reader& reader, EAccountId id, UtcTime now) {
    EAccountRepository repository{reader};
    const auto day = BusinessDate::of(now);
    TRY(const auto account, or_failure(repository.find_counted(id), not_found));
    TRY(const auto in_ledger, ledger::find_account(reader, id));
    const auto rule = repository.rule_of(account.account_class, day);
    EAccountView view{.account_id = id,
                      .account_class = account.account_class,
                      .state = account.state,
                      .freeze = in_ledger.frozen,
                      .balance_fen = in_ledger.balance_fen(),
                      .available_fen = in_ledger.available_fen(),
                      .incoming_fen = account.incoming_fen,
                      .limits = limits_of(rule, account, day),
                      .opened_at_us = account.opened_at_us};
    if (const auto binding = repository.find_binding_of(id)) {
        view.bound_number_masked = binding->number_masked;
        view.bound_bank_name = binding->bank_name;
    }
    return view;
}

Result<ShowAccountsReply> show_accounts(const api::NoRequest&, api::ReadCall& call) {
    const auto customer_id = identity::customer_of(call.caller());
    EAccountRepository repository{call.reader()};
    ShowAccountsReply reply;
    for (const auto& account : repository.list_of(customer_id)) {
        if (account.state == EAccountState::closed) continue;
        TRY(auto view, view_eaccount(call.reader(), account.id, call.now()));
        reply.accounts.push_back(std::move(view));
    }
    for (const auto& card : repository.list_linked_cards(customer_id))
        reply.linked_cards.push_back(
            {card.id, card.number_masked, card.bank_name, card.bound_class, card.bound_at_us});
    return reply;
}

Result<EAccountView> set_own_limits(const SetOwnLimitsRequest& request, api::Call& call) {
    EAccountBooks books{call.transaction()};
    TRY(const auto account, or_failure(books.lock_counted(request.account_id), not_found));
    if (account.state == EAccountState::closed) return closed;
    const auto rule = books.rule_of(account.account_class, call.today());
    TRY_DONE(require_at_most(request.own_day_max_fen, rule.out_day_max_fen));
    TRY_DONE(require_at_most(request.own_year_max_fen, rule.out_year_max_fen));
    books.set_own_limits(account.id, {request.own_day_max_fen, request.own_year_max_fen});
    return view_eaccount(call.transaction(), account.id, call.now());
}

Result<Done> close_eaccount(const CloseEAccountRequest& request, api::Call& call) {
    EAccountBooks books{call.transaction()};
    TRY(const auto account, or_failure(books.lock_counted(request.account_id), not_found));
    if (account.state == EAccountState::closed) return done;
    if (FundingBooks{call.transaction()}.count_open(account.id) > 0) return has_open_movements;
    const auto closing = ledger::close_account(call.transaction(), account.id, call.now());
    if (closing.failed_with(ledger::account_has_balance)) return has_balance;
    if (closing.failed_with(ledger::account_has_reservations)) return has_open_movements;
    if (!closing) return closing.error();
    books.set_closed(account.id, call.now());
    publish_account({call.platform(), call.transaction()}, closed_topic,
                    {account.id, account.customer_id, account.account_class, {}, call.now()});
    return done;
}

}  // namespace dlfp::account
