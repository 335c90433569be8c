// Opening and linking: the host compares the five elements before the write, the write counts.
#include "core/account/server/open_eaccount.h"

#include <algorithm>

#include "core/account/server/account_events.h"
#include "core/account/server/eaccount_repository.h"

namespace dlfp::account {
namespace {

/// Asks the host about the caller's own name and identity number with this account.
Result<ConfirmedBinding> compare_five_elements(const Secret<>& account_number,
                                               const identity::MobileNumber& reserved_mobile,
                                               api::ReadCall& call) {
    const auto customer_id = identity::customer_of(call.caller());
    TRY(const auto person, identity::verified_identity(call, customer_id, "account.bind"));
    const host::BindingRequest question{
        {person.name.reveal(), person.id_number, reserved_mobile.digits()}, account_number};
    return ConfirmedBinding{call.port<host::HostPort>().check_binding(question)};
}

Binding binding_of(const host::BindingReply& bound, BindingId id,
                   identity::CustomerId customer_id) {
    return {.id = id,
            .customer_id = customer_id,
            .agreement_number = bound.agreement_number,
            .number_masked = bound.number_masked,
            .bank_code = bound.bank_code,
            .bank_name = bound.bank_name,
            .bound_class = bound.account_class};
}

LinkedCardView view_of(const Binding& binding) {
    return {binding.id, binding.number_masked, binding.bank_name, binding.bound_class,
            binding.bound_at_us};
}

}  // namespace

Result<ConfirmedBinding> prepare_open_eaccount(const OpenEAccountRequest& request,
                                               api::ReadCall& call) {
    return compare_five_elements(request.bound_account_number, request.reserved_mobile, call);
}

Result<EAccount> open_bound_eaccount(const EventPlace& place, const EAccountOpening& opening,
                                     UtcTime now) {
    auto& transaction = place.transaction;
    TRY_DONE(require_confirmed(opening.bound));
    EAccountBooks books{transaction};
    books.lock_holder(opening.customer_id);
    const auto known = books.list_of(opening.customer_id);
    const auto of_class = std::ranges::count_if(known, [&](const EAccount& account) {
        return account.account_class == opening.account_class &&
               account.state == EAccountState::open;
    });
    if (of_class >= accounts_of_class_max)
        return Error{too_many_of_class}.with("limit", accounts_of_class_max);
    const EAccount account{.id = opening.id,
                           .customer_id = opening.customer_id,
                           .account_class = opening.account_class,
                           .opened_at_us = now};
    TRY_DONE(ledger::open_account(transaction,
                                  {.id = opening.id,
                                   .code = ledger::AccountCode::customer_eaccount,
                                   .holder = opening.customer_id.to_text()},
                                  now));
    books.add(account);
    auto binding = binding_of(opening.bound, opening.binding_id, opening.customer_id);
    binding.account_id = opening.id;
    binding.bound_at_us = now;
    books.add_binding(binding);
    publish_account(place, opened_topic,
                    {opening.id, opening.customer_id, opening.account_class, {}, now});
    return account;
}

Result<OpenEAccountReply> open_eaccount(const OpenEAccountRequest& request,
                                        const ConfirmedBinding& binding, api::Call& call) {
    const EAccountOpening opening{.id = call.next_id<ledger::AccountTag>(),
                                  .binding_id = call.next_id<BindingTag>(),
                                  .customer_id = identity::customer_of(call.caller()),
                                  .account_class = request.account_class,
                                  .bound = binding.reply};
    TRY(const auto account,
        open_bound_eaccount({call.platform(), call.transaction()}, opening, call.now()));
    return OpenEAccountReply{account.id, account.account_class, binding.reply.number_masked,
                             binding.reply.bank_name};
}

Result<ConfirmedBinding> prepare_link_card(const LinkCardRequest& request, api::ReadCall& call) {
    return compare_five_elements(request.card_number, request.reserved_mobile, call);
}

Result<LinkedCardView> link_card(const LinkCardRequest&, const ConfirmedBinding& confirmed,
                                 api::Call& call) {
    TRY_DONE(require_confirmed(confirmed.reply));
    if (confirmed.reply.bank_code != host::own_bank_code) return not_own_bank_card;
    const auto customer_id = identity::customer_of(call.caller());
    EAccountBooks books{call.transaction()};
    books.lock_holder(customer_id);
    const auto linked = books.list_linked_cards(customer_id);
    if (std::ranges::find(linked, confirmed.reply.agreement_number, &Binding::agreement_number) !=
        linked.end())
        return already_linked;
    auto binding = binding_of(confirmed.reply, call.next_id<BindingTag>(), customer_id);
    binding.bound_at_us = call.now();
    books.add_binding(binding);
    return view_of(binding);
}

Result<Done> check_linked_card(const api::ReadCall& call, const BindingId& id) {
    TRY(const auto binding,
        or_failure(EAccountRepository{call.reader()}.find_linked_card(id), not_found));
    if (binding.customer_id != identity::customer_of(call.caller())) return not_found;
    return done;
}

Result<Done> unlink_card(const UnlinkCardRequest& request, api::Call& call) {
    EAccountBooks{call.transaction()}.end_binding(request.linked_card_id, call.now());
    return done;
}

}  // namespace dlfp::account
