// Reports: what was sold, by whom it was paid, what came back; one shape for all, so that the
// console shows and exports them alike. Adding up is pure.
#pragma once

#include <boost/describe.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/payment/server/merchant_day.h"
#include "platform/base/failure.h"
#include "scenarios/canteen/server/ids.h"

namespace dlfp::canteen {

/// A period turned around or longer than 366 days.
inline constexpr Failure report_period_malformed{"canteen.report_period_malformed",
                                                 FailureClass::malformed};
/// Payments, refunds and debts know no outlet and no serving area.
inline constexpr Failure report_filter_unfit{"canteen.report_filter_unfit",
                                             FailureClass::malformed};

/// What a report lists. The first group counts on the day of the meal, the second on the day on
/// which money moved; arrears are those of now.
enum class ReportKind {
    days,
    outlets,
    areas,
    categories,
    terminals,
    dishes,
    diners,
    tenders,
    subsidies,
    refunds,
    arrears,
};
BOOST_DESCRIBE_ENUM(ReportKind, days, outlets, areas, categories, terminals, dishes, diners,
                    tenders, subsidies, refunds, arrears)

/// Whether outlet, area and meal category narrow this report.
bool knows_places(ReportKind kind);

/// One line. What `quantity` counts depends on the report: portions of a dish, different diners of
/// a day, refunds of a subsidy's diners.
struct ReportRow {
    std::string key;    ///< an id, a day or an enumerator
    std::string label;  ///< a name where there is one; personal names masked
    std::string note;   ///< the reason of a refund, the department of a diner
    std::int64_t trade_count = 0;
    std::int64_t quantity = 0;
    Money total_fen;
    Money refunded_fen;
    Money net_fen;
};
BOOST_DESCRIBE_STRUCT(ReportRow, (),
                      (key, label, note, trade_count, quantity, total_fen, refunded_fen, net_fen))

/// Trade of one place, meal and day as the database adds it up.
struct TradeCell {
    BusinessDate day;
    OutletId outlet_id;
    ServingAreaId area_id;
    std::optional<MealCategoryId> category_id;  ///< unset: sold between meals
    std::optional<TerminalId> terminal_id;      ///< unset: ordered ahead
    std::int64_t trade_count = 0;
    Money total_fen;
    Money refunded_fen;
};
BOOST_DESCRIBE_STRUCT(TradeCell, (),
                      (day, outlet_id, area_id, category_id, terminal_id, trade_count, total_fen,
                       refunded_fen))

/// What was sold of a dish at one place.
struct DishCell {
    std::string dish_name;
    OutletId outlet_id;
    ServingAreaId area_id;
    std::optional<MealCategoryId> category_id;
    std::int64_t quantity = 0;
    std::int64_t trade_count = 0;
    Money total_fen;
    Money refunded_fen;
};
BOOST_DESCRIBE_STRUCT(DishCell, (),
                      (dish_name, outlet_id, area_id, category_id, quantity, trade_count, total_fen,
                       refunded_fen))

struct PlaceFilter {
    std::optional<OutletId> outlet_id;
    std::optional<ServingAreaId> area_id;
    std::optional<MealCategoryId> category_id;

    bool is_empty() const { return !outlet_id && !area_id && !category_id; }
    bool fits(const auto& cell) const {
        return (!outlet_id || cell.outlet_id == *outlet_id) &&
               (!area_id || cell.area_id == *area_id) &&
               (!category_id || cell.category_id == category_id);
    }
};

/// Names by id text; an id without a name stays without label.
using Names = std::map<std::string, std::string>;

/// Adds cells up by day, outlet, area, category or terminal; days in order, the others by amount.
std::vector<ReportRow> add_up(const std::vector<TradeCell>& cells, const PlaceFilter& filter,
                              ReportKind kind, const Names& names);
/// Dishes by amount sold.
std::vector<ReportRow> rank_dishes(const std::vector<DishCell>& cells, const PlaceFilter& filter);
/// Tenders of all days by kind.
std::vector<ReportRow> add_up_tenders(const std::vector<payment::TenderTotal>& totals);

/// The largest first; equal ones by key.
void sort_by_amount(std::vector<ReportRow>& rows);

/// The line below a report.
ReportRow total_of(const std::vector<ReportRow>& rows);

}  // namespace dlfp::canteen
