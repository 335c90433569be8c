// Why a request about parking is not carried out.
#pragma once

#include "platform/base/failure.h"

namespace dlfp::parking {

/// Not a number plate of any kind on the road (GA 36-2018 and the kinds before it).
inline constexpr Failure plate_unknown{"parking.plate_unknown", FailureClass::malformed};
/// 无牌: the vehicle carries no plate; it enters by QR code instead.
inline constexpr Failure plate_missing{"parking.plate_missing", FailureClass::refused};
/// The plate and the colour that was read contradict each other: a character was lost or invented.
inline constexpr Failure plate_incomplete{"parking.plate_incomplete", FailureClass::malformed};

}  // namespace dlfp::parking
