// Intent, commit, call, commit: the order that keeps unknown outcomes honest.
#include "core/account/server/advance_fundings.h"

#include "core/account/server/account_events.h"
#include "core/account/server/eaccount_repository.h"
#include "core/account/server/funding_repository.h"

namespace dlfp::account {
namespace {

host::MovementRequest movement_of(const Funding& funding) {
    return {.agreement_number = funding.agreement_number,
            .amount = funding.amount_fen,
            .reference = funding.id.to_text()};
}

/// Sends what was never sent; asks about everything else.
FundingStep ask_host(host::HostPort& host, const Funding& funding, UtcTime now) {
    if (funding.state != FundingState::requested)
        return plan_after_inquiry(funding, host.inquire(funding.id.to_text()), now);
    const auto movement = movement_of(funding);
    return plan_after_movement(funding,
                               funding.direction == FundingDirection::top_up
                                   ? host.debit_bound(movement)
                                   : host.credit_bound(movement),
                               now);
}

ledger::Cause cause_of(const Funding& funding) { return {"account.funding", funding.id.bytes()}; }

/// The ledger's part of a final answer.
Result<Done> post_outcome(sql::Transaction& transaction, const Funding& funding,
                          const FundingStep& step, UtcTime now) {
    const bool is_top_up = funding.direction == FundingDirection::top_up;
    ledger::TransferRequest request{.id = funding.transfer_id, .cause = cause_of(funding)};
    if (step.state == FundingState::succeeded && is_top_up) {
        request.debit_account_id = host_clearing_account_id;
        request.credit_account_id = funding.account_id;
        request.amount_fen = funding.amount_fen;
        request.memo = "充值";
        TRY_DONE(ledger::post(transaction, request, now));
    } else if (!is_top_up) {
        request.reference_id = funding.reservation_id;
        TRY_DONE(step.state == FundingState::succeeded
                     ? ledger::post_reserved(transaction, request, now)
                     : ledger::void_reserved(transaction, request, now));
    }
    return done;
}

bool is_final(FundingState state) {
    return state == FundingState::succeeded || state == FundingState::refused;
}

void advance(api::Platform& platform, const Funding& due, UtcTime now) {
    const auto claimed =
        due.state == FundingState::requested ? FundingState::sent : FundingState::unknown;
    const bool is_ours =
        platform.database
            .write([&](sql::Transaction& transaction) -> Result<bool> {
                return FundingBooks{transaction}.claim(due, claimed, now + funding_lease);
            })
            .value();
    if (!is_ours) return;
    const auto step = ask_host(platform.ports.get<host::HostPort>(), due, now);
    platform.database.write([&](sql::Transaction& transaction) {
        apply_step({platform, transaction}, due.id, step, now);
        return done;
    });
}

}  // namespace

void apply_step(const EventPlace& place, FundingId id, const FundingStep& step, UtcTime now) {
    auto& transaction = place.transaction;
    FundingBooks books{transaction};
    const auto funding = books.lock(id);
    if (!funding || !may_follow(funding->state, step.state)) return;
    if (!is_final(step.state)) return books.set_step(id, step);
    // Locked before the ledger's accounts, as a payment does.
    EAccountBooks accounts{transaction};
    auto counted = accounts.lock_counted(funding->account_id).value();
    if (const auto posted = post_outcome(transaction, *funding, step, now); !posted) {
        // The account cannot take it now (frozen in between): asked again until it can.
        books.set_step(id, {FundingState::unknown, {}, now + funding_delay(funding->attempts)});
        return;
    }
    if (funding->direction == FundingDirection::top_up) {
        counted.incoming_fen -= funding->amount_fen;
        accounts.set_usage(funding->account_id, counted);
    }
    books.set_step(id, step);
    books.set_settled(id, now);
    publish_funding(place, *funding, step.state, now);
}

void advance_fundings(api::Platform& platform, UtcTime now) {
    std::vector<Funding> due;
    platform.database.read([&](sql::Reader& reader) {
        due = FundingRepository{reader}.list_due(now, fundings_per_run);
    });
    for (const auto& funding : due) advance(platform, funding, now);
}

}  // namespace dlfp::account
