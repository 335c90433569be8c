// Settlement of merchants.
#include "core/payment/server/settlement.h"

#include "core/payment/server/payment_repository.h"
#include "core/payment/server/settlement_repository.h"
#include "platform/base/planted.h"

namespace dlfp::payment {
namespace {

constexpr std::int64_t basis_points = 10'000;

Result<Done> post_settlement(const Scope& scope, const Merchant& merchant,
                             const Settlement& settlement) {
    std::vector<ledger::TransferRequest> chain;
    const auto move = [&](ledger::AccountId to, Money amount, std::string memo) {
        if (!amount.is_positive()) return;
        chain.push_back({.id = scope.platform.random.next_id<ledger::TransferTag>(scope.now),
                         .debit_account_id = merchant.clearing_account_id,
                         .credit_account_id = to,
                         .amount_fen = amount,
                         .cause = {"payment.settlement", merchant.organisation_id.bytes()},
                         .memo = settlement.business_day.to_text() + std::move(memo)});
    };
    move(merchant.settlement_account_id, settlement.settled_fen, " 结算");
    move(fee_income_account_id, settlement.fee_fen, " 手续费");
    if (chain.empty()) return done;
    TRY_DONE(ledger::post_linked(scope.transaction, std::move(chain), scope.now));
    return done;
}

Result<Settlement> settle_one(const Scope& scope, const Merchant& merchant, BusinessDate day) {
    SettlementBooks books{scope.transaction};
    const auto carried_in = books.carried_before(merchant.organisation_id, day);
    const auto fee = PaymentRepository{scope.transaction}.fee_of(merchant.organisation_id, day);
    auto settlement =
        plan_settlement(books.totals_of(merchant.organisation_id, day), carried_in, fee);
    settlement.business_day = day;
    settlement.organisation_id = merchant.organisation_id;
    settlement.settled_at_us = scope.now;
    // Another node was faster: its row stands.
    if (!books.add(settlement)) return *books.find(merchant.organisation_id, day);
    TRY_DONE(post_settlement(scope, merchant, settlement));
    return settlement;
}

}  // namespace

Settlement plan_settlement(const DayTotals& totals, Money carried_in,
                           std::int64_t fee_basis_points) {
    Settlement plan{.charged_count = totals.charged_count,
                    .charged_fen = totals.charged_fen,
                    .refunded_count = totals.refunded_count,
                    .refunded_fen = totals.refunded_fen,
                    .carried_in_fen = carried_in,
                    .fee_basis_points = fee_basis_points};
    const auto total = totals.charged_fen - totals.refunded_fen + carried_in;
    if (total.is_positive()) {
        plan.fee_fen = total.prorate(fee_basis_points, basis_points, Rounding::half_up);
        plan.settled_fen = total - plan.fee_fen;
        if (planted("payment.fee_loses_a_fen")) plan.fee_fen -= Money::fen(1);
    } else {
        plan.carried_out_fen = total;
    }
    return plan;
}

Result<Settlement> settle_day(const Scope& scope, identity::OrganisationId organisation_id,
                              BusinessDate day) {
    PaymentRepository payments{scope.transaction};
    SettlementBooks books{scope.transaction};
    TRY(const auto merchant,
        or_failure(payments.find_merchant(organisation_id), merchant_not_found));
    if (day >= BusinessDate::of(scope.now)) return day_not_over;
    if (auto known = books.find(organisation_id, day)) return *known;
    auto next = BusinessDate::of(merchant.opened_at_us);
    if (const auto last = books.last_day_of(organisation_id)) next = last->plus_days(1);
    for (; next < day; next = next.plus_days(1)) TRY_DONE(settle_one(scope, merchant, next));
    return settle_one(scope, merchant, day);
}

void settle_days(api::Platform& platform, UtcTime now) {
    std::vector<Merchant> merchants;
    platform.database.read(
        [&](sql::Reader& reader) { merchants = PaymentRepository{reader}.list_merchants(); });
    const auto yesterday = BusinessDate::of(now).plus_days(-1);
    for (const auto& merchant : merchants) {
        if (BusinessDate::of(merchant.opened_at_us) > yesterday) continue;
        // A merchant whose accounts are blocked is tried again in the next round.
        (void)platform.database.write([&](sql::Transaction& transaction) {
            return settle_day({transaction, platform, now}, merchant.organisation_id, yesterday);
        });
    }
}

}  // namespace dlfp::payment
