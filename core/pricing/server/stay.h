// What is priced and what comes out: a stay with all that bears on its price, and the price with
// the parts it is made of.
#pragma once

#include "core/pricing/server/rate_table.h"
#include "platform/base/result.h"

namespace dlfp::pricing {

/// A number of the stay is out of its range; fact `place`.
inline constexpr Failure stay_malformed{"pricing.stay_malformed", FailureClass::malformed};
inline constexpr Failure left_before_entered{"pricing.left_before_entered", FailureClass::refused};
/// More than ten years: a wrong clock, not a stay.
inline constexpr Failure stay_too_long{"pricing.stay_too_long", FailureClass::refused};
/// The table wants a member of staff to decide.
inline constexpr Failure entry_unknown{"pricing.entry_unknown", FailureClass::refused};

struct Vehicle {
    VehicleClass vehicle_class = VehicleClass::small;
    Energy energy = Energy::fuel;
    Membership membership = Membership::visitor;
};
BOOST_DESCRIBE_STRUCT(Vehicle, (), (vehicle_class, energy, membership))

/// Time for which a right has been bought already; only passes live on after their end
/// (`expired_pass_free_days`).
enum class RightKind { pass, reservation, leased_space };
BOOST_DESCRIBE_ENUM(RightKind, pass, reservation, leased_space)
struct AssignedRight {
    RightKind kind = RightKind::pass;
    std::string reference;
    UtcTime from_us;
    UtcTime until_us;
};
BOOST_DESCRIBE_STRUCT(AssignedRight, (), (kind, reference, from_us, until_us))

/// time: `minutes`. amount: `value_fen`. percentage: `permille` off. free: everything.
enum class CouponKind { time, amount, percentage, free };
BOOST_DESCRIBE_ENUM(CouponKind, time, amount, percentage, free)
struct Coupon {
    std::string reference;
    CouponKind kind = CouponKind::amount;
    std::int64_t minutes = 0;
    Money value_fen;
    std::int64_t permille = 0;
    std::int64_t sponsor_permille = 1000;  ///< the part that the sponsor bears
};
BOOST_DESCRIBE_STRUCT(Coupon, (), (reference, kind, minutes, value_fen, permille, sponsor_permille))

struct EarlierPayment {
    UtcTime paid_at_us;
    Money amount_fen;
};
BOOST_DESCRIBE_STRUCT(EarlierPayment, (), (paid_at_us, amount_fen))

/// What earlier visits of the plate have used of the running cap window.
struct CarriedCap {
    UtcTime window_started_at_us;
    Money charged_fen;
};
BOOST_DESCRIBE_STRUCT(CarriedCap, (), (window_started_at_us, charged_fen))

/// Times are those of the events, never of their arrival here: the engine has no clock.
struct Stay {
    UtcTime entered_at_us;
    UtcTime left_at_us;
    Vehicle vehicle;
    std::int64_t visit_number = 1;  ///< of the plate on this day
    std::vector<AssignedRight> rights;
    std::vector<Coupon> coupons;
    std::vector<EarlierPayment> payments;
    std::optional<CarriedCap> carried;
};
BOOST_DESCRIBE_STRUCT(Stay, (),
                      (entered_at_us, left_at_us, vehicle, visit_number, rights, coupons, payments,
                       carried))

struct CouponUse {
    std::string reference;
    Money discount_fen;
    Money sponsor_fen;   ///< billed to the sponsor
    Money operator_fen;  ///< borne by the operator; both add up to the discount
};
BOOST_DESCRIBE_STRUCT(CouponUse, (), (reference, discount_fen, sponsor_fen, operator_fen))

struct Price {
    Money uncapped_fen;  ///< before caps and coupons
    Money list_fen;      ///< after caps, before coupons
    Money discount_fen;
    Money total_fen;  ///< list less discount
    Money paid_fen;
    Money due_fen;
    Money overpaid_fen;  ///< to be returned, where the table says so
    std::vector<CouponUse> coupons;
    std::optional<CarriedCap> carried;  ///< for the next visit, where the cap reaches over visits
};
BOOST_DESCRIBE_STRUCT(Price, (),
                      (uncapped_fen, list_fen, discount_fen, total_fen, paid_fen, due_fen,
                       overpaid_fen, coupons, carried))

}  // namespace dlfp::pricing
