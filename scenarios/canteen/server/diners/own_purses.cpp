// Reading the purses' books and moving own money.
#include "scenarios/canteen/server/diners/own_purses.h"

#include <algorithm>

#include "core/ledger/server/statement.h"
#include "core/ledger/server/transfer.h"
#include "scenarios/canteen/server/diners/subsidy_repository.h"

namespace dlfp::canteen {
namespace {

struct OwnMove {
    Diner diner;
    account::EAccountId eaccount_id;
};

/// The diner, locked, and the account at the other end; after the PIN was accepted.
Result<OwnMove> open_move(const MovePurseRequest& request, const identity::PinProof& proof,
                          api::Call& call) {
    TRY_DONE(identity::require_pin(proof, call));
    if (!request.amount_fen.is_positive()) return purse_amount_not_positive;
    const auto customer_id = identity::customer_of(call.caller());
    TRY(const auto found,
        find_diner_of_customer(call.reader(), request.organisation_id, customer_id));
    TRY(auto diner, lock_diner(call.transaction(), found.organisation_id, found.id));
    const auto eaccount = account::find_eaccount(call.reader(), customer_id);
    if (!eaccount) return eaccount_missing;
    return OwnMove{std::move(diner), eaccount->id};
}

struct Legs {
    ledger::AccountId debit;
    ledger::AccountId credit;
    std::string_view memo;
};

Result<MovePurseReply> post_move(const OwnMove& move, Money amount, const Legs& legs,
                                 api::Call& call) {
    const auto posted = ledger::post(call.transaction(),
                                     {.id = call.next_id<ledger::TransferTag>(),
                                      .debit_account_id = legs.debit,
                                      .credit_account_id = legs.credit,
                                      .amount_fen = amount,
                                      .cause = {"canteen.purse", move.diner.id.bytes()},
                                      .memo = std::string(legs.memo)},
                                     call.now());
    if (posted.failed_with(ledger::credit_account_frozen)) return account::frozen;
    TRY_DONE(posted);
    TRY_DONE(settle_arrears(call.transaction(), call.platform(), move.diner));
    for (const auto& purse : list_purses(call.reader(), move.diner, call.now()))
        if (purse.kind == PurseKind::cash) return MovePurseReply{amount, {purse.available_fen}};
    throw std::logic_error("a diner without a cash purse");
}

}  // namespace

Result<ListOwnPursesReply> list_own_purses(const api::NoRequest&, api::ReadCall& call) {
    ListOwnPursesReply reply;
    for (const auto& diner :
         DinerRepository{call.reader()}.list_of_customer(identity::customer_of(call.caller()))) {
        const auto organisation = identity::find_organisation(call.reader(), diner.organisation_id);
        auto card = find_paying_card(call.reader(), diner);
        reply.canteens.push_back(
            {.organisation_id = diner.organisation_id,
             .organisation_name = organisation ? organisation->short_name : "",
             .diner_id = diner.id,
             .diner_number = diner.diner_number,
             .purses = purse_views(call.reader(), diner, call.now()),
             .linked_card = card ? std::optional{std::move(card->number_masked)} : std::nullopt});
    }
    return reply;
}

Result<Done> check_purse_owner(const api::ReadCall& call, const ledger::AccountId& account_id) {
    for (const auto& diner :
         DinerRepository{call.reader()}.list_of_customer(identity::customer_of(call.caller()))) {
        if (account_id == diner.cash_account_id || account_id == diner.arrears_account_id)
            return done;
        if (SubsidyRepository{call.reader()}.is_grant_account(diner.id, account_id)) return done;
    }
    return purse_not_found;
}

Result<ListPurseEntriesReply> list_purse_entries(const ListPurseEntriesRequest& request,
                                                 api::ReadCall& call) {
    ledger::StatementQuery query{.account_id = request.account_id,
                                 .limit = request.limit.value_or(api::Whole<1, 200>{20})};
    if (request.after) query.before_seq = request.after->value;
    const auto page = ledger::statement(call.reader(), query);
    if (!page) return purse_not_found;
    ListPurseEntriesReply reply{.next_after = page->next_before_seq};
    for (const auto& line : page->lines)
        reply.items.push_back({.seq = line.seq,
                               .is_incoming = line.side == ledger::Side::credit,
                               .amount_fen = line.amount_fen,
                               .balance_after_fen = {line.balance_after_fen},
                               .memo = line.memo,
                               .posted_at_us = line.posted_at_us});
    return reply;
}

Result<identity::PinProof> prepare_move_purse(const MovePurseRequest& request,
                                              api::ReadCall& call) {
    return identity::verify_payment_pin_prepared(request.payment_pin, call);
}

Result<MovePurseReply> top_up_purse(const MovePurseRequest& request,
                                    const identity::PinProof& proof, api::Call& call) {
    TRY(const auto move, open_move(request, proof, call));
    if (move.diner.state == DinerState::disabled) return diner_disabled;
    TRY_DONE(account::count_outflow(call.transaction(), {move.eaccount_id, request.amount_fen},
                                    call.now()));
    TRY(const auto spendable, account::spendable(call.reader(), move.eaccount_id, call.now()));
    if (spendable.available_fen < request.amount_fen)
        return Error{account::insufficient_balance}.with("available_fen",
                                                         spendable.available_fen.fen());
    return post_move(move, request.amount_fen,
                     {move.eaccount_id, move.diner.cash_account_id, "餐厅钱包充值"}, call);
}

Result<MovePurseReply> return_purse(const MovePurseRequest& request,
                                    const identity::PinProof& proof, api::Call& call) {
    TRY(const auto move, open_move(request, proof, call));
    TRY(const auto cash, ledger::find_account(call.reader(), move.diner.cash_account_id));
    if (cash.available_fen() < request.amount_fen)
        return Error{purses_insufficient}
            .with("available_fen", std::max(Money{}, cash.available_fen()).fen())
            .with("amount_fen", request.amount_fen.fen());
    TRY_DONE(
        account::check_incoming(call.reader(), move.eaccount_id, request.amount_fen, call.now()));
    return post_move(move, request.amount_fen,
                     {move.diner.cash_account_id, move.eaccount_id, "餐厅钱包退回"}, call);
}

}  // namespace dlfp::canteen
