// What counter sales with and without connection have in common: when they happened, what they
// cost, how they are stored.
#pragma once

#include <vector>

#include "core/payment/server/payment.h"
#include "scenarios/canteen/server/catalogue/meal_period.h"
#include "scenarios/canteen/server/counter/plan_sale_lines.h"
#include "scenarios/canteen/server/counter/sale_repository.h"
#include "scenarios/canteen/server/counter/terminal.h"
#include "scenarios/canteen/server/diners/diner.h"
#include "scenarios/canteen/server/diners/purse.h"

namespace dlfp::canteen {

/// What is read once for all sales of a request.
struct CounterScene {
    Terminal terminal;
    std::vector<MealPeriod> periods;  ///< of the area's outlet
    std::vector<ClockCheck> clock_checks;
};
/// serving_area_not_found.
Result<CounterScene> load_counter_scene(sql::Reader& reader, const Terminal& terminal);

/// When a sale happened and which meal it was (rows C1, C7, C8).
struct SaleMoment {
    UtcTime device_time;
    Duration offset{};
    UtcTime occurred_at;
    std::optional<MealSlot> slot;
    BusinessDate day;  ///< of the meal; between meals the day in China
};
SaleMoment plan_moment(const CounterScene& scene, UtcTime device_time);

/// The lines at their prices, the set meal at the diner's (row C6). Failures of plan_sale_lines;
/// set_meal_price_missing also between meals.
struct Purchase {
    const CounterScene& scene;
    const SaleMoment& moment;
    const Diner& diner;
};
Result<SaleLines> price_lines(sql::Reader& reader, const Purchase& purchase,
                              const std::vector<SoldLine>& sold);

/// A sale that is decided: everything but its money.
struct DecidedSale {
    const CounterScene& scene;
    const SaleFact& fact;
    SaleMoment moment;
    Diner diner;  ///< locked
    SaleLines lines;
};

/// Which tenders pay, as the purses stand now. purses_insufficient only where shortage refuses.
Result<std::vector<payment::Tender>> find_tenders(sql::Reader& reader, const DecidedSale& sale,
                                                  Shortage shortage, UtcTime now);

/// The order for the payment, with the sale's id as its reference.
payment::OrderDraft draft_order(const DecidedSale& sale, SaleId id,
                                std::vector<payment::Tender> tenders, UtcTime now);

/// How the sale reached us.
enum class SaleChannel { online, offline };

/// Stores the paid sale with its lines, counts its meals and raises it where it looks repeated.
struct PaidSale {
    SaleId id;
    payment::PaymentId payment_id;
    SaleChannel channel{};
};
SaleRow store_sale(const payment::Scope& scope, const DecidedSale& sale, const PaidSale& paid);

}  // namespace dlfp::canteen
