// What becomes of a subsidy after its last day (row C5).
#pragma once

#include "core/payment/server/payment.h"
#include "scenarios/canteen/server/diners/subsidy.h"

namespace dlfp::canteen {

/// How long a grant that carries over waits for the next one before its rest returns.
inline constexpr std::int32_t carry_over_days = 31;

enum class ExpiryStep { wait, return_to_funding };
/// Pure: what the job does with an active grant on this day.
ExpiryStep plan_expiry(const SubsidyGrant& grant, const SubsidyType& type, BusinessDate today);

/// The job `canteen.expire_subsidies`: returns the rest of expired grants to the funding account.
void expire_subsidies(api::Platform& platform, UtcTime now);

/// Moves what earlier grants of the same type and diner hold into this one, when their last day
/// lies before its first day.
Result<Done> carry_over_into(const payment::Scope& scope, const SubsidyGrant& grant);

/// A refund to a grant that is over returns to the funding account at once: never cash.
Result<Done> return_late_refund(const payment::Scope& scope, SubsidyGrantId grant_id);

}  // namespace dlfp::canteen
