// A business day of a merchant, settled once: charges less refunds less fee, paid from clearing to
// settlement. A day that is below zero is carried forward.
#pragma once

#include "core/payment/server/payment.h"

namespace dlfp::payment {

/// Where fees go (ledger, 5001).
inline constexpr ledger::AccountId fee_income_account_id = ledger::AccountId::fixed(5001);

/// What a day brought, before it is settled.
struct DayTotals {
    std::int64_t charged_count = 0;
    Money charged_fen;
    std::int64_t refunded_count = 0;
    Money refunded_fen;
};
BOOST_DESCRIBE_STRUCT(DayTotals, (), (charged_count, charged_fen, refunded_count, refunded_fen))

/// A settled day.
struct Settlement {
    BusinessDate business_day;
    identity::OrganisationId organisation_id;
    std::int64_t charged_count = 0;
    Money charged_fen;
    std::int64_t refunded_count = 0;
    Money refunded_fen;
    Money carried_in_fen;  ///< from the day before: zero or negative
    std::int64_t fee_basis_points = 0;
    Money fee_fen;
    Money settled_fen;
    Money carried_out_fen;  ///< to the next day: zero or negative
    UtcTime settled_at_us;
};
BOOST_DESCRIBE_STRUCT(Settlement, (),
                      (business_day, organisation_id, charged_count, charged_fen, refunded_count,
                       refunded_fen, carried_in_fen, fee_basis_points, fee_fen, settled_fen,
                       carried_out_fen, settled_at_us))

/// The fee is rounded once, half up, on what is to be settled; settled + fee + carried out =
/// charged - refunded + carried in, always.
Settlement plan_settlement(const DayTotals& totals, Money carried_in,
                           std::int64_t fee_basis_points);

/// The day is not over yet.
inline constexpr Failure day_not_over{"payment.day_not_over", FailureClass::refused};

/// Settles a day once and returns the stored settlement on every repetition. Days before that were
/// not settled are settled first, so that nothing is carried past them. merchant_not_found,
/// day_not_over.
Result<Settlement> settle_day(const Scope& scope, identity::OrganisationId organisation_id,
                              BusinessDate day);

/// Settles every merchant up to yesterday; a unit each.
void settle_days(api::Platform& platform, UtcTime now);

}  // namespace dlfp::payment
