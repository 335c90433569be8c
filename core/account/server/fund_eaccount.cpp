// The intent of a movement: everything that can be refused is refused here, before the host.
#include "core/account/server/fund_eaccount.h"

#include "core/account/server/eaccount_repository.h"
#include "core/account/server/funding_repository.h"
#include "core/identity/server/identity.h"
#include "core/ledger/server/transfer.h"
#include "platform/base/planted.h"

namespace dlfp::account {
namespace {

FundingView view_of(const Funding& funding) {
    const bool is_refused = funding.state == FundingState::refused;
    return {.funding_id = funding.id,
            .account_id = funding.account_id,
            .direction = funding.direction,
            .state = funding.state,
            .amount_fen = funding.amount_fen,
            .refusal = is_refused ? boost::describe::enum_to_string(funding.refusal, "") : "",
            .requested_at_us = funding.requested_at_us,
            .settled_at_us = funding.settled_at_us};
}

bool refuses(ledger::Freeze freeze, FundingDirection direction) {
    const auto one_side =
        direction == FundingDirection::top_up ? ledger::Freeze::credits : ledger::Freeze::debits;
    return freeze == ledger::Freeze::all || freeze == one_side;
}

Funding intent_of(const FundRequest& request, FundingDirection direction, const Binding& binding,
                  api::Call& call) {
    Funding funding{.id = call.next_id<FundingTag>(),
                    .account_id = request.account_id,
                    .customer_id = binding.customer_id,
                    .agreement_number = binding.agreement_number,
                    .direction = direction,
                    .amount_fen = request.amount_fen,
                    .state = FundingState::requested,
                    .transfer_id = call.next_id<ledger::TransferTag>(),
                    .requested_at_us = call.now(),
                    .requested_day = call.today(),
                    .next_attempt_at_us = call.now()};
    if (direction == FundingDirection::withdraw)
        funding.reservation_id = call.next_id<ledger::TransferTag>();
    return funding;
}

Result<Done> reserve_withdrawal(const Funding& funding, Money available, api::Call& call) {
    if (funding.amount_fen > available)
        return Error{insufficient_balance}.with("available_fen", available.fen());
    // Without expiry: only an answer of the host may end this reservation.
    const auto reserved = ledger::reserve(call.transaction(),
                                          {.id = funding.reservation_id,
                                           .debit_account_id = funding.account_id,
                                           .credit_account_id = host_clearing_account_id,
                                           .amount_fen = funding.amount_fen,
                                           .cause = {"account.funding", funding.id.bytes()},
                                           .memo = "提现"},
                                          call.now());
    // Another payment was faster than the look at the balance above.
    if (reserved.failed_with(ledger::insufficient_funds)) return insufficient_balance;
    if (reserved.failed_with(ledger::debit_account_frozen)) return frozen;
    if (!reserved) return reserved.error();
    return done;
}

Result<FundingView> fund(const FundRequest& request, FundingDirection direction, api::Call& call) {
    EAccountBooks books{call.transaction()};
    if (!request.amount_fen.is_positive()) return amount_not_positive;
    TRY(auto account, or_failure(books.lock_counted(request.account_id), not_found));
    if (account.state == EAccountState::closed) return closed;
    TRY(const auto in_ledger, ledger::find_account(call.transaction(), request.account_id));
    if (refuses(in_ledger.frozen, direction)) return frozen;
    TRY(const auto binding, or_failure(books.find_binding_of(request.account_id), not_found));
    const auto funding = intent_of(request, direction, binding, call);
    if (direction == FundingDirection::top_up) {
        const auto rule = books.rule_of(account.account_class, call.today());
        TRY_DONE(
            plan_incoming(rule, in_ledger.balance_fen(), account.incoming_fen, request.amount_fen));
        account.incoming_fen += request.amount_fen;
        books.set_usage(account.id, account);
    } else {
        TRY_DONE(reserve_withdrawal(funding, in_ledger.available_fen(), call));
    }
    FundingBooks{call.transaction()}.add(funding);
    return view_of(funding);
}

}  // namespace

Result<FundingView> top_up(const FundRequest& request, api::Call& call) {
    return fund(request, FundingDirection::top_up, call);
}

Result<FundingView> withdraw(const FundRequest& request, api::Call& call) {
    return fund(request, FundingDirection::withdraw, call);
}

Result<FundingView> show_funding(const ShowFundingRequest& request, api::ReadCall& call) {
    TRY(const auto funding,
        or_failure(FundingRepository{call.reader()}.find(request.funding_id), funding_not_found));
    const bool is_own = funding.account_id == request.account_id;
    if (!is_own && !planted("account.foreign_funding_shown")) return funding_not_found;
    return view_of(funding);
}

Result<ListFundingsReply> list_fundings(const ListFundingsRequest& request, api::ReadCall& call) {
    const std::int64_t limit = request.limit.value_or(api::Whole<1, 200>{20});
    ListFundingsReply reply;
    for (const auto& funding :
         FundingRepository{call.reader()}.list_of(request.account_id, request.after, limit))
        reply.items.push_back(view_of(funding));
    if (static_cast<std::int64_t>(reply.items.size()) == limit)
        reply.next_after = reply.items.back().funding_id;
    return reply;
}

}  // namespace dlfp::account
