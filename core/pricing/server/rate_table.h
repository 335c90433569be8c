// A price list as data, in the words of APDS: RateTable → RateLineCollection → RateLine. Everything
// that real places decide differently is a named value here, none of it is code.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "platform/base/money.h"
#include "platform/base/time.h"

namespace dlfp::pricing {

/// What the Chinese calendar makes of a day: weekends that are worked are working days.
enum class DayKind { working_day, rest_day, holiday };
BOOST_DESCRIBE_ENUM(DayKind, working_day, rest_day, holiday)
enum class Weekday { monday, tuesday, wednesday, thursday, friday, saturday, sunday };
BOOST_DESCRIBE_ENUM(Weekday, monday, tuesday, wednesday, thursday, friday, saturday, sunday)

enum class VehicleClass { small, large, motorcycle, special };
BOOST_DESCRIBE_ENUM(VehicleClass, small, large, motorcycle, special)
enum class Energy { fuel, new_energy };
BOOST_DESCRIBE_ENUM(Energy, fuel, new_energy)
enum class Membership { visitor, resident, staff, reserved };
BOOST_DESCRIBE_ENUM(Membership, visitor, resident, staff, reserved)

/// When a line applies. Minutes count from midnight in China; `from_minute` belongs to the band,
/// `until_minute` no longer; a band whose end is not after its start runs over midnight. A minute
/// is judged by the calendar day on which it lies. An empty list means every day.
struct UsageCondition {
    std::int64_t from_minute = 0;
    std::int64_t until_minute = 1440;
    std::vector<DayKind> day_kinds;
    std::vector<Weekday> weekdays;

    friend bool operator==(const UsageCondition&, const UsageCondition&) = default;
};
BOOST_DESCRIBE_STRUCT(UsageCondition, (), (from_minute, until_minute, day_kinds, weekdays))

/// flat_rate: once for each time the band is entered. flat_rate_tier: once, when the stay reaches
/// the line's part of the ladder; it adds to what earlier tiers cost. incrementing_rate: the value
/// for each increment.
enum class RateLineType { flat_rate, flat_rate_tier, incrementing_rate };
BOOST_DESCRIBE_ENUM(RateLineType, flat_rate, flat_rate_tier, incrementing_rate)

struct RateLine {
    std::string code;
    std::string name;
    RateLineType type{};
    /// Part of the ladder in minutes since its start; no end means for good.
    std::int64_t duration_start = 0;
    std::optional<std::int64_t> duration_end;
    std::optional<std::int64_t> increment_minutes;  ///< of incrementing rates
    Money value_fen;
    /// Bounds of what the line costs within one cap window, once it applies at all.
    std::optional<Money> min_value_fen;
    std::optional<Money> max_value_fen;
    UsageCondition usage;

    friend bool operator==(const RateLine&, const RateLine&) = default;
};
BOOST_DESCRIBE_STRUCT(RateLine, (),
                      (code, name, type, duration_start, duration_end, increment_minutes, value_fen,
                       min_value_fen, max_value_fen, usage))

/// Who a collection is for; empty lists mean everybody. The lowest priority number wins.
struct RateEligibility {
    std::int64_t priority = 1;
    std::vector<VehicleClass> vehicle_classes;
    std::vector<Energy> energies;
    std::vector<Membership> memberships;
    std::int64_t visit_from = 1;              ///< first visit of the day that this is for
    std::optional<std::int64_t> visit_until;  ///< last one

    friend bool operator==(const RateEligibility&, const RateEligibility&) = default;
};
BOOST_DESCRIBE_STRUCT(RateEligibility, (),
                      (priority, vehicle_classes, energies, memberships, visit_from, visit_until))

/// threshold: free up to that length, billed from the start beyond it. deducted: always free.
enum class FreeRule { threshold, deducted };
BOOST_DESCRIBE_ENUM(FreeRule, threshold, deducted)
enum class FreeVisits { every_visit, first_of_day };
BOOST_DESCRIBE_ENUM(FreeVisits, every_visit, first_of_day)
struct FreeTime {
    std::int64_t minutes = 0;
    FreeRule rule = FreeRule::threshold;
    FreeVisits visits = FreeVisits::every_visit;

    friend bool operator==(const FreeTime&, const FreeTime&) = default;
};
BOOST_DESCRIBE_STRUCT(FreeTime, (), (minutes, rule, visits))

/// Where a cap counts anew: never within the visit, every `period_minutes` from entry, or each
/// calendar day at `reset_minute`.
enum class WindowKind { visit, rolling, calendar_day };
BOOST_DESCRIBE_ENUM(WindowKind, visit, rolling, calendar_day)
/// at_most: the usual cap. full_window_price: a whole window costs exactly this, a part of one is
/// not capped, so that a longer stay may cost less.
enum class CapRule { at_most, full_window_price };
BOOST_DESCRIBE_ENUM(CapRule, at_most, full_window_price)
enum class CapReach { one_visit, across_visits };
BOOST_DESCRIBE_ENUM(CapReach, one_visit, across_visits)
/// What happens to the ladder when a window begins.
enum class AfterReset { restart_with_free, restart_without_free, continue_ladder };
BOOST_DESCRIBE_ENUM(AfterReset, restart_with_free, restart_without_free, continue_ladder)
struct CapWindow {
    WindowKind kind = WindowKind::visit;
    std::int64_t period_minutes = 1440;
    std::int64_t reset_minute = 0;
    CapRule rule = CapRule::at_most;
    CapReach reach = CapReach::one_visit;
    AfterReset after_reset = AfterReset::restart_without_free;

    friend bool operator==(const CapWindow&, const CapWindow&) = default;
};
BOOST_DESCRIBE_STRUCT(CapWindow, (), (kind, period_minutes, reset_minute, rule, reach, after_reset))

/// The ladder of prices for one group of vehicles.
struct RateLineCollection {
    std::string code;
    std::string name;
    RateEligibility eligibility;
    FreeTime free_time;
    CapWindow window;
    std::optional<Money> min_value_fen;        ///< per window that costs anything
    std::optional<Money> max_value_fen;        ///< per window
    std::optional<Money> visit_max_value_fen;  ///< of the whole visit, over all windows
    std::vector<RateLine> lines;

    friend bool operator==(const RateLineCollection&, const RateLineCollection&) = default;
};
BOOST_DESCRIBE_STRUCT(RateLineCollection, (),
                      (code, name, eligibility, free_time, window, min_value_fen, max_value_fen,
                       visit_max_value_fen, lines))

/// inclusive: a stay of exactly the length of a tier, a free time or an increment is still within
/// it. exclusive: the moment of leaving counts as well.
enum class Boundary { inclusive, exclusive };
BOOST_DESCRIBE_ENUM(Boundary, inclusive, exclusive)
/// How the length of a stay is measured before anything else.
enum class TimeUnit { exact, minutes_down, minutes_up };
BOOST_DESCRIBE_ENUM(TimeUnit, exact, minutes_down, minutes_up)
/// What a started increment costs: all, nothing, or its part (to the fen, half up).
enum class IncrementRounding { up, down, exact };
BOOST_DESCRIBE_ENUM(IncrementRounding, up, down, exact)
/// What is rounded: each stretch in a band; all stretches of one rate in a window together; only
/// the last stretch, earlier ones to the part.
enum class RoundingScope { each_stretch, whole_stay, last_stretch };
BOOST_DESCRIBE_ENUM(RoundingScope, each_stretch, whole_stay, last_stretch)
/// At the edge of a band: the other band's price at once; after the started increment; never, the
/// band at the start of the window holds.
enum class BandTransition { at_edge, finish_increment, entry_band };
BOOST_DESCRIBE_ENUM(BandTransition, at_edge, finish_increment, entry_band)
enum class AfterPayment { cumulative_difference, restart_without_free };
BOOST_DESCRIBE_ENUM(AfterPayment, cumulative_difference, restart_without_free)
enum class Overpayment { kept, returned };
BOOST_DESCRIBE_ENUM(Overpayment, kept, returned)
enum class Prepayment { allowed, only_at_exit };
BOOST_DESCRIBE_ENUM(Prepayment, allowed, only_at_exit)
enum class CouponTime { off_front, off_end, value_of_minutes };
BOOST_DESCRIBE_ENUM(CouponTime, off_front, off_end, value_of_minutes)
enum class CouponPlace { after_cap, before_cap };
BOOST_DESCRIBE_ENUM(CouponPlace, after_cap, before_cap)
enum class CouponCombination { stack, best_of };
BOOST_DESCRIBE_ENUM(CouponCombination, stack, best_of)
/// Whether time after a pass begins with free time of its own.
enum class FreeAfterPass { with_free, without_free };
BOOST_DESCRIBE_ENUM(FreeAfterPass, with_free, without_free)
enum class MissingEntry { first_tier, call_staff, flat_fee };
BOOST_DESCRIBE_ENUM(MissingEntry, first_tier, call_staff, flat_fee)
enum class PlateMatch { exact, ignore_province };
BOOST_DESCRIBE_ENUM(PlateMatch, exact, ignore_province)

/// The switches in which real places differ.
struct TariffPolicy {
    Boundary boundary = Boundary::inclusive;
    TimeUnit time_unit = TimeUnit::exact;
    IncrementRounding rounding = IncrementRounding::up;
    RoundingScope rounding_scope = RoundingScope::each_stretch;
    BandTransition band_transition = BandTransition::at_edge;
    AfterPayment after_payment = AfterPayment::cumulative_difference;
    std::int64_t grace_minutes = 15;  ///< to leave after payment; the last moment is within
    Overpayment overpayment = Overpayment::kept;
    Prepayment prepayment = Prepayment::allowed;
    CouponTime coupon_time = CouponTime::value_of_minutes;
    CouponPlace coupon_place = CouponPlace::after_cap;
    CouponCombination coupon_combination = CouponCombination::stack;
    std::int64_t expired_pass_free_days = 0;  ///< 0: the temporary rate at once
    FreeAfterPass free_after_pass = FreeAfterPass::without_free;
    MissingEntry missing_entry = MissingEntry::call_staff;
    Money missing_entry_fee_fen;  ///< for flat_fee
    PlateMatch plate_match = PlateMatch::exact;

    friend bool operator==(const TariffPolicy&, const TariffPolicy&) = default;
};
BOOST_DESCRIBE_STRUCT(TariffPolicy, (),
                      (boundary, time_unit, rounding, rounding_scope, band_transition,
                       after_payment, grace_minutes, overpayment, prepayment, coupon_time,
                       coupon_place, coupon_combination, expired_pass_free_days, free_after_pass,
                       missing_entry, missing_entry_fee_fen, plate_match))

struct RateTable {
    std::string name;
    TariffPolicy policy;
    std::vector<RateLineCollection> collections;

    friend bool operator==(const RateTable&, const RateTable&) = default;
};
BOOST_DESCRIBE_STRUCT(RateTable, (), (name, policy, collections))

}  // namespace dlfp::pricing
