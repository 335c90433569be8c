// Maker and checker for cash purses.
#include "scenarios/canteen/server/diners/adjust_purse.h"

#include <stdexcept>

#include "core/payment/server/payment_repository.h"
#include "scenarios/canteen/server/diners/purse.h"

namespace dlfp::canteen {
namespace {

Result<Done> apply_adjustment(api::Call& call, const approval::ApprovedChange& change) {
    const auto document = api::JsonDocument::parse(change.payload);
    AdjustPurseRequest request;
    api::FieldProblem problem;
    if (!document || !api::read_field(document->root(), request, problem))
        throw std::runtime_error("a prepared adjustment is unreadable");
    return post_adjustment(payment::scope_of(call), identity::organisation_of(call.caller()),
                           request);
}

Result<Done> require_available(sql::Reader& reader, ledger::AccountId id, Money amount,
                               const Failure& failure) {
    const auto available = ledger::find_account(reader, id).value().available_fen();
    if (available >= amount) return done;
    return Error{failure}.with("available_fen", available.fen()).with("amount_fen", amount.fen());
}

}  // namespace

Result<AdjustPurseReply> prepare_adjustment(const AdjustPurseRequest& request, api::Call& call) {
    const auto organisation_id = identity::organisation_of(call.caller());
    TRY(const auto row,
        or_failure(DinerRepository{call.reader()}.find_row(organisation_id, request.diner_id),
                   diner_not_found));
    if (row.merged_into) return diner_merged;
    if (!payment::PaymentRepository{call.reader()}.find_merchant(organisation_id))
        return merchant_missing;
    std::string payload;
    api::JsonWriter writer{payload};
    api::write_field(writer, request);
    const auto amount = Money::fen(request.amount_fen).to_yuan_text();
    const bool adds = request.direction == AdjustmentDirection::add;
    return AdjustPurseReply{approval::ask(
        call, {.kind = "canteen.adjust_purse",
               .subject_kind = "canteen_diner",
               .subject_id = row.id.to_text(),
               .summary = row.diner_number + (adds ? " 调增" : " 调减") + amount + "元",
               .payload = std::move(payload),
               .changes = {{"amount", "", (adds ? "+" : "-") + amount},
                           {"reason", "", request.reason}}})};
}

Result<Done> post_adjustment(const payment::Scope& scope, identity::OrganisationId organisation_id,
                             const AdjustPurseRequest& request) {
    const auto amount = Money::fen(request.amount_fen);
    TRY(const auto diner, lock_diner(scope.transaction, organisation_id, request.diner_id));
    TRY(const auto merchant,
        or_failure(payment::PaymentRepository{scope.transaction}.find_merchant(organisation_id),
                   merchant_missing));
    const bool adds = request.direction == AdjustmentDirection::add;
    const auto debit = adds ? merchant.settlement_account_id : diner.cash_account_id;
    TRY_DONE(require_available(scope.transaction, debit, amount,
                               adds ? settlement_short : purses_insufficient));
    TRY_DONE(ledger::post(
        scope.transaction,
        {.id = scope.platform.random.next_id<ledger::TransferTag>(scope.now),
         .debit_account_id = debit,
         .credit_account_id = adds ? diner.cash_account_id : merchant.settlement_account_id,
         .amount_fen = amount,
         .cause = {"canteen.adjustment", diner.id.bytes()},
         .memo = "账户调整"},
        scope.now));
    return settle_arrears(scope.transaction, scope.platform, diner);
}

void add_adjustment_kind(approval::Kinds& kinds) {
    kinds.add({.code = "canteen.adjust_purse",
               .title_zh = "就餐人账户调整",
               .needed = &manage_diners,
               .apply = &apply_adjustment});
}

}  // namespace dlfp::canteen
