// Carries movements out at the host and applies its answers. The host is called between units of
// work, never inside one.
#pragma once

#include "core/account/server/account_events.h"
#include "core/account/server/funding.h"
#include "platform/api/platform.h"

namespace dlfp::account {

/// Movements taken per run, so that one run stays short.
inline constexpr std::int64_t fundings_per_run = 100;

/// One round over everything that is due. Several programs may run it at once: each movement is
/// claimed by one.
void advance_fundings(api::Platform& platform, UtcTime now);

/// Applies one answer: posts, voids or waits. Does nothing to a movement that is final.
void apply_step(const EventPlace& place, FundingId id, const FundingStep& step, UtcTime now);

}  // namespace dlfp::account
