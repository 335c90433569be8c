// All SQL about a merchant's days.
#pragma once

#include "core/payment/server/merchant_day.h"

namespace dlfp::payment {

class MerchantDayRepository {
public:
    explicit MerchantDayRepository(sql::Reader& reader) : reader_{reader} {}

    std::vector<DayCharge> list_charges(identity::OrganisationId organisation_id, BusinessDate day);
    std::vector<DayRefund> list_refunds(const MerchantPeriod& period, std::int64_t limit);
    std::int64_t count_unknown(identity::OrganisationId organisation_id, BusinessDate day);
    std::vector<TenderTotal> list_tender_totals(const MerchantPeriod& period);
    std::vector<SourceTotal> list_source_totals(const MerchantPeriod& period, TenderKind kind);

private:
    sql::Reader& reader_;
};

}  // namespace dlfp::payment
