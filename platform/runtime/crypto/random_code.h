// One-time codes that people type.
#pragma once

#include "platform/base/secret.h"
#include "platform/runtime/clock/clock.h"

namespace dlfp::crypto {

/// A code of 4 … 12 decimal digits, uniform over all of them, leading zeros included.
/// Throws std::invalid_argument on another length.
Secret<> random_code(runtime::Random& random, int digits);

}  // namespace dlfp::crypto
