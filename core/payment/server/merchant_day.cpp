// Collects a merchant's day from payments and ledger.
#include "core/payment/server/merchant_day.h"

#include "core/payment/server/ledger_day.h"
#include "core/payment/server/merchant_day_repository.h"
#include "core/payment/server/payment_repository.h"

namespace dlfp::payment {
namespace {

constexpr std::int64_t day_refunds_max = 1'000'000;
constexpr std::int64_t listed_refunds_max = 10'000;

}  // namespace

Result<MerchantDay> read_merchant_day(sql::Reader& reader, identity::OrganisationId organisation_id,
                                      BusinessDate day) {
    TRY(const auto merchant,
        or_failure(PaymentRepository{reader}.find_merchant(organisation_id), merchant_not_found));
    MerchantDayRepository days{reader};
    MerchantDay found{
        .charges = days.list_charges(organisation_id, day),
        .refunds = days.list_refunds({organisation_id, day, day}, day_refunds_max),
        .unknown_count = days.count_unknown(organisation_id, day),
    };
    LedgerDay ledger;
    read_ledger_day(reader, merchant.clearing_account_id, day, ledger);
    std::vector<SideAmount> charges;
    for (const auto& charge : found.charges)
        charges.push_back({charge.payment_id.to_text(), charge.amount_fen});
    std::vector<SideAmount> refunds;
    for (const auto& refund : found.refunds)
        refunds.push_back({refund.refund_id.to_text(), refund.amount_fen});
    found.differences = compare_with_ledger(charges, ledger.charges);
    const auto of_refunds = compare_with_ledger(refunds, ledger.refunds);
    found.differences.insert(found.differences.end(), of_refunds.begin(), of_refunds.end());
    return found;
}

std::vector<TenderTotal> list_tender_totals(sql::Reader& reader, const MerchantPeriod& period) {
    return MerchantDayRepository{reader}.list_tender_totals(period);
}

std::vector<SourceTotal> list_source_totals(sql::Reader& reader, const MerchantPeriod& period,
                                            TenderKind kind) {
    return MerchantDayRepository{reader}.list_source_totals(period, kind);
}

std::vector<DayRefund> list_refunds(sql::Reader& reader, const MerchantPeriod& period) {
    return MerchantDayRepository{reader}.list_refunds(period, listed_refunds_max);
}

}  // namespace dlfp::payment
