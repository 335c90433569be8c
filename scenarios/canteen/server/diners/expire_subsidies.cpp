// The end of grants: money never leaves the circle of funding and subsidy purses.
#include "scenarios/canteen/server/diners/expire_subsidies.h"

#include "scenarios/canteen/server/diners/funding.h"
#include "scenarios/canteen/server/diners/subsidy_repository.h"

namespace dlfp::canteen {
namespace {

constexpr std::int64_t grants_per_unit = 200;

Result<Done> move_rest(const payment::Scope& scope, const SubsidyGrant& grant,
                       ledger::AccountId target, std::string_view memo) {
    const auto rest =
        ledger::find_account(scope.transaction, grant.account_id).value().available_fen();
    if (!rest.is_positive()) return done;
    TRY_DONE(ledger::post(scope.transaction,
                          {.id = scope.platform.random.next_id<ledger::TransferTag>(scope.now),
                           .debit_account_id = grant.account_id,
                           .credit_account_id = target,
                           .amount_fen = rest,
                           .cause = {"canteen.subsidy", grant.id.bytes()},
                           .memo = std::string(memo)},
                          scope.now));
    return done;
}

Result<Done> end_grant(const payment::Scope& scope, const SubsidyGrant& grant) {
    TRY(const auto funding, funding_account_of(scope, grant.organisation_id));
    TRY_DONE(move_rest(scope, grant, funding, "补贴到期收回"));
    SubsidyBooks{scope.transaction}.set_state(grant.id, GrantState::expired);
    return done;
}

/// One unit of the job: the last grant looked at, or nothing when there was none left.
Result<std::optional<SubsidyGrantId>> expire_some(const payment::Scope& scope,
                                                  SubsidyGrantId after) {
    SubsidyBooks books{scope.transaction};
    const auto today = BusinessDate::of(scope.now);
    std::optional<SubsidyGrantId> last;
    for (const auto& found : books.list_expired(today, after, grants_per_unit)) {
        last = found.id;
        const auto grant = books.lock_grant(found.id);
        const auto type = books.find_type(found.organisation_id, found.type_id);
        if (!grant || !type || grant->state != GrantState::active) continue;
        if (plan_expiry(*grant, *type, today) == ExpiryStep::wait) continue;
        TRY_DONE(end_grant(scope, *grant));
    }
    return last;
}

}  // namespace

ExpiryStep plan_expiry(const SubsidyGrant& grant, const SubsidyType& type, BusinessDate today) {
    if (today <= grant.valid_until) return ExpiryStep::wait;
    const bool may_wait = type.carries_over && type.state == EntryState::active &&
                          today <= grant.valid_until.plus_days(carry_over_days);
    return may_wait ? ExpiryStep::wait : ExpiryStep::return_to_funding;
}

void expire_subsidies(api::Platform& platform, UtcTime now) {
    SubsidyGrantId after;
    while (true) {
        const auto last = platform.database
                              .write([&](sql::Transaction& transaction) {
                                  return expire_some({transaction, platform, now}, after);
                              })
                              .value();
        if (!last) return;
        after = *last;
    }
}

Result<Done> carry_over_into(const payment::Scope& scope, const SubsidyGrant& grant) {
    SubsidyBooks books{scope.transaction};
    for (const auto& earlier : books.list_active_of_type(grant.diner_id, grant.type_id)) {
        if (earlier.id == grant.id || earlier.valid_until >= grant.valid_from) continue;
        TRY_DONE(move_rest(scope, earlier, grant.account_id, "补贴结转"));
        books.set_state(earlier.id, GrantState::carried_over);
    }
    return done;
}

Result<Done> return_late_refund(const payment::Scope& scope, SubsidyGrantId grant_id) {
    const auto grant = SubsidyBooks{scope.transaction}.lock_grant(grant_id);
    if (!grant || grant->state == GrantState::active) return done;
    return end_grant(scope, *grant);
}

}  // namespace dlfp::canteen
