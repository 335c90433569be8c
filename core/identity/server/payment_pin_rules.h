// Which six digits may be a payment PIN (clause 5.3.2-a).
#pragma once

#include <string>
#include <string_view>

#include "core/identity/server/failures.h"
#include "platform/base/result.h"

namespace dlfp::identity {

/// What the PIN must not resemble.
struct PinOwner {
    std::string_view mobile;
    std::string_view id_number;  ///< empty when unknown; carries the birth date
};

/// Refuses (payment_pin_too_weak, fact `rule`) what is not six digits, simple patterns (5.3.2-a.2)
/// and anything that shares six digits in a row with the owner's numbers or birth date, forwards
/// or backwards (5.3.2-a.1, strict reading: fewer than six digits in common).
Result<Done> decide_pin_strength(std::string_view pin, const PinOwner& owner);

}  // namespace dlfp::identity
