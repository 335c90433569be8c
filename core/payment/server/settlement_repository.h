// All SQL about settlements.
#pragma once

#include <optional>
#include <vector>

#include "core/payment/server/settlement.h"

namespace dlfp::payment {

class SettlementRepository {
public:
    explicit SettlementRepository(sql::Reader& reader) : reader_{reader} {}

    DayTotals totals_of(identity::OrganisationId organisation_id, BusinessDate day);
    std::optional<Settlement> find(identity::OrganisationId organisation_id, BusinessDate day);
    std::optional<BusinessDate> last_day_of(identity::OrganisationId organisation_id);
    /// What the last settled day before `day` left: zero or negative.
    Money carried_before(identity::OrganisationId organisation_id, BusinessDate day);
    /// Newest first, at most 400.
    std::vector<Settlement> list_of(identity::OrganisationId organisation_id, BusinessDate from,
                                    BusinessDate until);

protected:
    sql::Reader& reader_;
};

/// The writing half.
class SettlementBooks : public SettlementRepository {
public:
    explicit SettlementBooks(sql::Transaction& transaction)
        : SettlementRepository{transaction}, transaction_{transaction} {}

    /// False when the day is settled already.
    bool add(const Settlement& settlement);

private:
    sql::Transaction& transaction_;
};

}  // namespace dlfp::payment
