// Money that an operator puts in for subsidies.
#include "scenarios/canteen/server/diners/funding.h"

#include "core/payment/server/payment_repository.h"
#include "scenarios/canteen/server/diners/subsidy_repository.h"

namespace dlfp::canteen {
namespace {

Money balance_of(sql::Reader& reader, ledger::AccountId id) {
    return ledger::find_account(reader, id).value().balance_fen();
}

FundingReply funding_of(sql::Reader& reader, identity::OrganisationId organisation_id) {
    FundingReply reply;
    const auto rule = SubsidyRepository{reader}.rule_of(organisation_id);
    if (rule.funding_account_id) reply.balance_fen = balance_of(reader, *rule.funding_account_id);
    if (const auto merchant = payment::PaymentRepository{reader}.find_merchant(organisation_id))
        reply.settlement_fen = balance_of(reader, merchant->settlement_account_id);
    return reply;
}

}  // namespace

Result<ledger::AccountId> funding_account_of(const payment::Scope& scope,
                                             identity::OrganisationId organisation_id) {
    SubsidyBooks books{scope.transaction};
    auto rule = books.lock_rule(organisation_id);
    if (rule.funding_account_id) return *rule.funding_account_id;
    const auto id = scope.platform.random.next_id<ledger::AccountTag>(scope.now);
    TRY_DONE(ledger::open_account(scope.transaction,
                                  {.id = id,
                                   .code = ledger::AccountCode::subsidy_funding,
                                   .holder = organisation_id.to_text()},
                                  scope.now));
    rule.funding_account_id = id;
    books.set_rule(rule);
    return id;
}

Result<FundingReply> show_funding(const api::NoRequest&, api::ReadCall& call) {
    return funding_of(call.reader(), identity::organisation_of(call.caller()));
}

Result<FundingReply> add_funding(const AddFundingRequest& request, api::Call& call) {
    const auto organisation_id = identity::organisation_of(call.caller());
    const auto amount = Money::fen(request.amount_fen);
    TRY(const auto merchant,
        or_failure(payment::PaymentRepository{call.reader()}.find_merchant(organisation_id),
                   merchant_missing));
    TRY(const auto funding, funding_account_of(payment::scope_of(call), organisation_id));
    const auto settled = balance_of(call.reader(), merchant.settlement_account_id);
    if (settled < amount)
        return Error{settlement_short}
            .with("available_fen", settled.fen())
            .with("amount_fen", amount.fen());
    TRY_DONE(ledger::post(call.transaction(),
                          {.id = call.next_id<ledger::TransferTag>(),
                           .debit_account_id = merchant.settlement_account_id,
                           .credit_account_id = funding,
                           .amount_fen = amount,
                           .cause = {"canteen.funding", organisation_id.bytes()},
                           .memo = "补贴资金"},
                          call.now()));
    call.about("canteen_dining_rule", organisation_id.to_text());
    call.changed("funding", "", amount.to_yuan_text());
    return funding_of(call.reader(), organisation_id);
}

}  // namespace dlfp::canteen
