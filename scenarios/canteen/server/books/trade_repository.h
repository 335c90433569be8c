// All SQL about what a day sold, as the day close compares it.
#pragma once

#include <optional>
#include <vector>

#include "core/identity/server/ids.h"
#include "scenarios/canteen/server/books/plan_day_close.h"

namespace dlfp::canteen {

/// Sales of a closed day that arrived after it was closed: their money is in a later settlement.
struct LateSales {
    std::int64_t sale_count = 0;
    Money total_fen;
};
BOOST_DESCRIBE_STRUCT(LateSales, (), (sale_count, total_fen))

class TradeRepository {
public:
    explicit TradeRepository(sql::Reader& reader) : reader_{reader} {}

    /// Paid orders and sales of the day's meals.
    std::vector<TradeEntry> list_meals(identity::OrganisationId organisation_id, BusinessDate day);
    /// The order or sale that a payment is for.
    std::optional<TradeEntry> find_entry(payment::PaymentId payment_id);
    std::vector<OpenGap> list_gaps(identity::OrganisationId organisation_id);
    LateSales late_sales(identity::OrganisationId organisation_id, BusinessDate day,
                         UtcTime closed_at);
    std::vector<OutletId> list_outlets(identity::OrganisationId organisation_id);
    /// Operators of at least one outlet.
    std::vector<identity::OrganisationId> list_operators();
    /// What the lines of an order or sale add up to.
    Money lines_total(const TradeEntry& entry);
    /// Days with paid orders or sales, in order.
    std::vector<BusinessDate> list_days(identity::OrganisationId organisation_id);
    std::optional<BusinessDate> first_day(identity::OrganisationId organisation_id);

private:
    sql::Reader& reader_;
};

}  // namespace dlfp::canteen
