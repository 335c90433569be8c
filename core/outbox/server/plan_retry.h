// When a failed delivery is tried again, and when it is given up: a pure rule.
#pragma once

#include <optional>

#include "platform/base/time.h"

namespace dlfp::outbox {

inline constexpr std::int64_t delivery_tries_max = 12;

/// After the n-th failed try (from 1): 1 s, doubling, at most 10 minutes, so that the last try is
/// about half an hour after the first. Nothing after the last one: a dead letter.
std::optional<UtcTime> plan_retry(std::int64_t failed_tries, UtcTime now);

}  // namespace dlfp::outbox
