// Merging locks both records in the order of their ids, so that two merges cannot wait for each
// other.
#include "scenarios/canteen/server/diners/merge_diners.h"

#include <algorithm>

#include "core/ledger/server/transfer.h"
#include "scenarios/canteen/server/diners/subsidy_repository.h"

namespace dlfp::canteen {
namespace {

struct Pair {
    DinerRow from;
    DinerRow into;
};

Result<Pair> lock_both(const MergeDinersRequest& request, api::Call& call) {
    if (request.diner_id == request.into_diner_id) return same_diner;
    const auto organisation_id = identity::organisation_of(call.caller());
    DinerBooks diners{call.transaction()};
    const auto [first, second] = std::minmax(request.diner_id, request.into_diner_id);
    TRY(auto a, or_failure(diners.lock_row(organisation_id, first), diner_not_found));
    TRY(auto b, or_failure(diners.lock_row(organisation_id, second), diner_not_found));
    if (a.merged_into || b.merged_into) return diner_merged;
    const bool is_in_order = a.id == request.diner_id;
    return Pair{is_in_order ? a : b, is_in_order ? b : a};
}

Result<Done> post_merge(api::Call& call, ledger::AccountId debit, ledger::AccountId credit,
                        const std::pair<Money, DinerId>& moved) {
    if (!moved.first.is_positive()) return done;
    TRY_DONE(ledger::post(call.transaction(),
                          {.id = call.next_id<ledger::TransferTag>(),
                           .debit_account_id = debit,
                           .credit_account_id = credit,
                           .amount_fen = moved.first,
                           .cause = {"canteen.merge", moved.second.bytes()},
                           .memo = "就餐人合并"},
                          call.now()));
    return done;
}

/// The identity of the old record passes on where the new one has none.
void hand_over(Pair& pair) {
    if (!pair.into.customer_id) pair.into.customer_id = pair.from.customer_id;
    if (!pair.into.card_number) pair.into.card_number = pair.from.card_number;
    pair.from.customer_id.reset();
    pair.from.card_number.reset();
    pair.from.state = DinerState::disabled;
    pair.from.merged_into = pair.into.id;
}

}  // namespace

Result<MergeDinersReply> merge_diners(const MergeDinersRequest& request, api::Call& call) {
    TRY(auto pair, lock_both(request, call));
    if (pair.from.customer_id && pair.into.customer_id &&
        pair.from.customer_id != pair.into.customer_id)
        return diners_linked_differently;
    auto& transaction = call.transaction();
    TRY(const auto cash, ledger::find_account(transaction, pair.from.cash_account_id));
    TRY(const auto arrears, ledger::find_account(transaction, pair.from.arrears_account_id));
    const auto moved = std::max(Money{}, cash.available_fen());
    const auto owed = std::max(Money{}, -arrears.balance_fen());
    TRY_DONE(post_merge(call, pair.from.cash_account_id, pair.into.cash_account_id,
                        {moved, pair.from.id}));
    TRY_DONE(post_merge(call, pair.into.arrears_account_id, pair.from.arrears_account_id,
                        {owed, pair.from.id}));
    SubsidyBooks{transaction}.move_grants(pair.from.id, pair.into.id);
    hand_over(pair);
    const auto scope = payment::scope_of(call);
    const auto staff_id = identity::staff_of(call.caller()).to_text();
    TRY_DONE(change_diner(scope, pair.from, {staff_id, "merged"}));
    TRY_DONE(change_diner(scope, pair.into, {staff_id, "merged"}));
    TRY(const auto into, find_diner(transaction, pair.into.organisation_id, pair.into.id));
    TRY_DONE(settle_arrears(transaction, call.platform(), into));
    call.about("canteen_diner", pair.from.id.to_text());
    call.changed("merged_into", "", into.id.to_text());
    return MergeDinersReply{diner_view(transaction, into.organisation_id, into.id), moved, owed};
}

}  // namespace dlfp::canteen
